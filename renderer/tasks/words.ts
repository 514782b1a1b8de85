import type { ComplaintChannel } from '#contracts/branch/complaint.ts';
import type { RootCause, TaskActName, TaskEvent, TaskOutcome, TaskState } from '#contracts/branch/task.ts';
import type { Language } from '#contracts/language.ts';
import type { ServiceId } from '#contracts/services/service.ts';

/** Everything the page of tasks says. */
export type TaskWords = {
  readonly title: string;
  readonly titleWith: (open: number) => string;
  readonly connecting: string;
  readonly live: string;
  readonly lost: string;
  readonly list: string;
  readonly empty: string;
  readonly more: (count: number) => string;
  readonly keys: string;
  readonly choose: string;
  readonly kind: { readonly complaint: string; readonly rating: (level: number) => string };
  readonly state: Readonly<Record<TaskState, string>>;
  readonly escalated: string;
  readonly overdue: string;
  readonly due: string;
  readonly owner: string;
  /** Who has taken it; after a missed deadline not the one it belongs to. */
  readonly inHand: string;
  readonly nobody: string;
  readonly you: string;
  readonly channel: Readonly<Record<ComplaintChannel, string>>;
  readonly place: string;
  readonly service: string;
  /** What terminals do by themselves. */
  readonly serviceOf: Readonly<Record<ServiceId, string>>;
  readonly language: string;
  readonly speaks: Readonly<Record<Language, string>>;
  readonly words: string;
  readonly noWords: string;
  readonly unreadable: string;
  readonly contact: string;
  readonly wish: string;
  readonly reasons: string;
  readonly course: string;
  readonly event: Readonly<Record<TaskEvent, string>>;
  readonly take: string;
  readonly takeFirst: string;
  readonly takeFrom: (name: string) => string;
  readonly note: string;
  readonly internal: string;
  readonly told: string;
  readonly toldMind: string;
  readonly writeNote: string;
  readonly answer: string;
  readonly answerMind: string;
  readonly writeAnswer: string;
  readonly close: string;
  readonly outcome: Readonly<Record<TaskOutcome, string>>;
  readonly outcomeTitle: string;
  readonly cause: Readonly<Record<RootCause, string>>;
  readonly causeTitle: string;
  readonly write: string;
  readonly sending: string;
  readonly done: Readonly<Record<TaskActName, string>>;
  readonly refused: Readonly<Record<'illegalMove' | 'notAllowed' | 'notFound' | 'other', string>>;
  readonly figures: string;
  readonly figuresOf: (weeks: number) => string;
  readonly filed: string;
  readonly inTime: string;
  readonly late: string;
  readonly overdueNow: string;
  readonly causes: string;
  readonly ratings: string;
  readonly week: string;
  readonly about: Readonly<Record<'terminal' | 'counter', string>>;
  readonly where: string;
  readonly count: string;
  readonly mean: string;
  readonly low: string;
  readonly noRatings: string;
};

export const zhCN: TaskWords = {
  title: '意见与评价',
  titleWith: (open) => `(${open}) 意见与评价`,
  connecting: '正在连接…',
  live: '实时更新',
  lost: '连接中断，正在重试',
  list: '待处理',
  empty: '没有待处理的意见。',
  more: (count) => `另有 ${count} 件未列出`,
  keys: '键盘：↑ ↓ 选择，回车打开',
  choose: '选一件来看。',
  kind: { complaint: '意见', rating: (level) => `评价 ${level} 分` },
  state: { open: '未接手', assigned: '已接手', inProgress: '处理中', answered: '已答复', closed: '已办结' },
  escalated: '已转负责人',
  overdue: '已超期',
  due: '期限',
  owner: '负责',
  inHand: '经办',
  nobody: '无人',
  you: '您',
  channel: { terminal: '智能柜员机', counter: '柜台', phone: '手机' },
  place: '地点',
  service: '业务',
  serviceOf: {
    reportLostCard: '银行卡挂失',
    changeReservedPhone: '修改预留手机号',
    assessRisk: '风险测评',
    buyWealth: '购买理财',
    withdrawOrder: '撤回理财',
    eBankingSignUp: '开通电子银行',
    issueCard: '办新卡',
    companyAccount: '单位开户',
  },
  language: '客户语言',
  speaks: { 'zh-CN': '中文', en: '英文' },
  words: '客户的话',
  noWords: '没有留言，或已过保存期。',
  unreadable: '有内容用另一把密钥封存，这里读不出来。',
  contact: '回电号码',
  wish: '希望',
  reasons: '原因',
  course: '经过',
  event: {
    opened: '提交',
    taken: '接手',
    noted: '内部记录',
    told: '告知客户',
    added: '客户补充',
    answered: '答复客户',
    escalated: '超期，转给网点负责人',
    closed: '办结',
  },
  take: '我来处理',
  takeFirst: '先接手，再记录、答复、办结。',
  takeFrom: (name) => `从 ${name} 接过来`,
  note: '记录',
  internal: '内部',
  told: '告知客户',
  toldMind: '凭编号的人都能看到，请不要写姓名、号码。',
  writeNote: '保存记录',
  answer: '答复客户',
  answerMind: '凭编号的人都能看到。要回电的，先打电话再写。',
  writeAnswer: '提交答复',
  close: '办结',
  outcome: {
    settled: '已解决',
    partlySettled: '部分解决',
    notUpheld: '不成立',
    withdrawn: '客户撤回',
    notReached: '联系不上客户',
  },
  outcomeTitle: '结果',
  cause: {
    process: '流程',
    staffing: '人手',
    conduct: '服务态度',
    machine: '机器',
    information: '信息',
    product: '产品',
    misunderstanding: '误会',
    other: '其他',
  },
  causeTitle: '根本原因',
  write: '请写一句话。',
  sending: '请稍候…',
  done: { take: '已接手', note: '已保存', answer: '已答复', close: '已办结' },
  refused: {
    illegalMove: '现在不能这样做，情况可能刚刚变了。',
    notAllowed: '这件由网点负责人处理。',
    notFound: '找不到这件了。',
    other: '没有成功，请再试一次；不会重复记录。',
  },
  figures: '数据',
  figuresOf: (weeks) => `最近 ${weeks} 周`,
  filed: '收到意见',
  inTime: '按时答复',
  late: '超期答复',
  overdueNow: '现在超期',
  causes: '根本原因',
  ratings: '评价',
  week: '周（周一）',
  about: { terminal: '智能柜员机', counter: '柜台' },
  where: '业务',
  count: '次数',
  mean: '平均',
  low: '低分',
  noRatings: '还没有评价。',
};

export const en: TaskWords = {
  title: 'Complaints and ratings',
  titleWith: (open) => `(${open}) Complaints and ratings`,
  connecting: 'Connecting…',
  live: 'Live',
  lost: 'Connection lost, trying again',
  list: 'To be seen to',
  empty: 'Nothing to be seen to.',
  more: (count) => `${count} more not listed`,
  keys: 'Keyboard: ↑ ↓ to choose, Enter to open',
  choose: 'Choose one to see it.',
  kind: { complaint: 'Complaint', rating: (level) => `Rating ${level} of 5` },
  state: {
    open: 'Nobody has it',
    assigned: 'Taken',
    inProgress: 'In progress',
    answered: 'Answered',
    closed: 'Closed',
  },
  escalated: 'Escalated',
  overdue: 'Overdue',
  due: 'Due',
  owner: 'Owner',
  inHand: 'Worked on by',
  nobody: 'nobody',
  you: 'you',
  channel: { terminal: 'Terminal', counter: 'Counter', phone: 'Phone' },
  place: 'Where',
  service: 'Service',
  serviceOf: {
    reportLostCard: 'Report a lost card',
    changeReservedPhone: 'Change phone number',
    assessRisk: 'Risk assessment',
    buyWealth: 'Buy a wealth product',
    withdrawOrder: 'Take an order back',
    eBankingSignUp: 'Open online banking',
    issueCard: 'Get a new card',
    companyAccount: 'Company account',
  },
  language: 'Customer speaks',
  speaks: { 'zh-CN': 'Chinese', en: 'English' },
  words: 'What the customer says',
  noWords: 'No words, or kept no longer.',
  unreadable: 'Something was sealed with another key and cannot be read here.',
  contact: 'Number to call',
  wish: 'Wishes',
  reasons: 'Reasons',
  course: 'Course',
  event: {
    opened: 'Filed',
    taken: 'Taken',
    noted: 'Note for staff',
    told: 'Told the customer',
    added: 'Added by the customer',
    answered: 'Answered',
    escalated: 'Overdue: gone to the manager',
    closed: 'Closed',
  },
  take: 'I see to it',
  takeFirst: 'Take it before you note, answer or close.',
  takeFrom: (name) => `Take it over from ${name}`,
  note: 'Note',
  internal: 'For staff',
  told: 'For the customer',
  toldMind: 'Everybody with the number can read it: no names, no numbers.',
  writeNote: 'Save the note',
  answer: 'Answer the customer',
  answerMind: 'Everybody with the number can read it. Where a call is wanted, call first.',
  writeAnswer: 'Send the answer',
  close: 'Close it',
  outcome: {
    settled: 'Settled',
    partlySettled: 'Partly settled',
    notUpheld: 'Not upheld',
    withdrawn: 'Withdrawn by the customer',
    notReached: 'Customer not reached',
  },
  outcomeTitle: 'Outcome',
  cause: {
    process: 'Process',
    staffing: 'Staffing',
    conduct: 'Conduct',
    machine: 'Machine',
    information: 'Information',
    product: 'Product',
    misunderstanding: 'Misunderstanding',
    other: 'Other',
  },
  causeTitle: 'Root cause',
  write: 'Please write something.',
  sending: 'One moment…',
  done: { take: 'Taken', note: 'Saved', answer: 'Answered', close: 'Closed' },
  refused: {
    illegalMove: 'This cannot be done now. It may just have changed.',
    notAllowed: 'It has gone to the manager, who sees to it.',
    notFound: 'It cannot be found any more.',
    other: 'It did not work. Please try again; nothing is written twice.',
  },
  figures: 'Figures',
  figuresOf: (weeks) => `The last ${weeks} weeks`,
  filed: 'Complaints',
  inTime: 'Answered in time',
  late: 'Answered late',
  overdueNow: 'Overdue now',
  causes: 'Root causes',
  ratings: 'Ratings',
  week: 'Week (Monday)',
  about: { terminal: 'Terminal', counter: 'Counter' },
  where: 'Service',
  count: 'Count',
  mean: 'Mean',
  low: 'Low',
  noRatings: 'No ratings yet.',
};

export const WORDS: Readonly<Record<Language, TaskWords>> = { 'zh-CN': zhCN, en };
