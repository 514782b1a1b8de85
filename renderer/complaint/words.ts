import type { ComplaintState } from '#contracts/branch/complaint.ts';
import type { Bilingual, Language } from '#contracts/language.ts';

/** What the page says on which a customer follows a complaint. */
export type ComplaintWords = {
  readonly title: string;
  readonly other: { readonly language: Language; readonly name: string };
  readonly name: (bilingual: Bilingual) => string;
  readonly ask: string;
  readonly askMore: string;
  readonly number: string;
  readonly look: string;
  readonly looking: string;
  readonly wrong: string;
  readonly unknown: string;
  readonly tooOften: (seconds: number) => string;
  readonly unreachable: string;
  readonly again: string;
  readonly state: Readonly<Record<ComplaintState, string>>;
  readonly means: Readonly<Record<ComplaintState, string>>;
  readonly about: string;
  readonly filedAt: string;
  readonly due: string;
  readonly seenBy: string;
  readonly escalated: string;
  readonly notes: string;
  readonly note: string;
  readonly answer: string;
  readonly forgotten: string;
  readonly add: string;
  readonly addMore: string;
  readonly addCheck: string;
  readonly addSure: string;
  readonly change: string;
  readonly send: string;
  readonly added: string;
  readonly notAdded: string;
  readonly asOf: (time: string) => string;
};

export const zhCN: ComplaintWords = {
  title: '意见进度',
  other: { language: 'en', name: 'English' },
  name: ({ zh }) => zh,
  ask: '查询意见进度',
  askMore: '输入凭条上的编号。这里不显示您是谁。',
  number: '编号，例如 C-261122-0007-K7QXM',
  look: '查询',
  looking: '请稍候…',
  wrong: '编号不完整，请看凭条。',
  unknown: '查不到这个编号。请再核对一遍，或问工作人员。',
  tooOften: (seconds) => `查得太频繁，请过 ${seconds} 秒再试。`,
  unreachable: '没有收到回复，请再试一次。',
  again: '再试一次',
  state: {
    received: '已收到',
    assigned: '有人在负责',
    inProgress: '正在处理',
    answered: '已答复',
    closed: '已办结',
  },
  means: {
    received: '还没有人接手，最晚在期限前答复您。',
    assigned: '已经有人接手，最晚在期限前答复您。',
    inProgress: '正在了解情况，最晚在期限前答复您。',
    answered: '答复写在下面。还有要说的，可以补充。',
    closed: '这件事已经办结。',
  },
  about: '对什么不满意',
  filedAt: '提交时间',
  due: '最晚答复',
  seenBy: '谁来处理',
  escalated: '没有按时答复，已经转给网点负责人。',
  notes: '给您的话',
  note: '说明',
  answer: '答复',
  forgotten: '已过保存期，内容删除了。',
  add: '补充说明',
  addMore: '只有处理的工作人员看得到。',
  addCheck: '核对',
  addSure: '这样补充，对吗？',
  change: '改一改',
  send: '确认补充',
  added: '已经补充。',
  notAdded: '没有补充成功，请再试一次，或找工作人员。',
  asOf: (time) => `${time} 的情况`,
};

export const en: ComplaintWords = {
  title: 'Your complaint',
  other: { language: 'zh-CN', name: '中文' },
  name: ({ en: name }) => name,
  ask: 'How a complaint stands',
  askMore: 'Enter the number on your paper. This page does not show who you are.',
  number: 'Number, such as C-261122-0007-K7QXM',
  look: 'Look',
  looking: 'One moment…',
  wrong: 'This number is not complete. Please look at your paper.',
  unknown: 'This number is not known. Please check it again, or ask a member of staff.',
  tooOften: (seconds) => `Too many tries. Please wait ${seconds} seconds.`,
  unreachable: 'No answer came. Please try again.',
  again: 'Try again',
  state: {
    received: 'Received',
    assigned: 'Somebody sees to it',
    inProgress: 'Being looked into',
    answered: 'Answered',
    closed: 'Closed',
  },
  means: {
    received: 'Nobody has taken it yet. You have an answer by the deadline at the latest.',
    assigned: 'Somebody has taken it. You have an answer by the deadline at the latest.',
    inProgress: 'It is being looked into. You have an answer by the deadline at the latest.',
    answered: 'The answer is below. If there is more to say, you can add it.',
    closed: 'This matter is closed.',
  },
  about: 'What it is about',
  filedAt: 'Filed',
  due: 'Answer at the latest',
  seenBy: 'Who sees to it',
  escalated: 'It was not answered in time and has gone to the branch manager.',
  notes: 'For you',
  note: 'Note',
  answer: 'Answer',
  forgotten: 'Kept no longer: the words were deleted.',
  add: 'Add something',
  addMore: 'Only the staff who see to it can read this.',
  addCheck: 'Check it',
  addSure: 'Shall we add this?',
  change: 'Change it',
  send: 'Add it',
  added: 'Added.',
  notAdded: 'It was not added. Please try again, or ask a member of staff.',
  asOf: (time) => `As of ${time}`,
};
