import type { ComplaintSubject, ComplaintWish } from '#contracts/branch/complaint.ts';
import type { OwnerRole } from '#contracts/branch/configuration.ts';
import type { RatingReason } from '#contracts/branch/feedback.ts';
import type { Language } from '#contracts/language.ts';

/** What a page says where somebody rates or complains. */
export type FeedbackWords = {
  readonly subject: Readonly<Record<ComplaintSubject, string>>;
  readonly wish: Readonly<Record<ComplaintWish, string>>;
  readonly owner: Readonly<Record<OwnerRole, string>>;
  readonly level: Readonly<Record<1 | 2 | 3 | 4 | 5, string>>;
  readonly reason: Readonly<Record<RatingReason, string>>;
  readonly rate: string;
  readonly rateMore: string;
  readonly reasons: string;
  readonly ratingWords: string;
  readonly send: string;
  readonly sending: string;
  readonly rated: string;
  readonly ratedBefore: string;
  readonly notSent: string;
  readonly unanswered: string;
  readonly complain: string;
  readonly about: string;
  readonly answer: string;
  readonly contact: string;
  readonly contactWrong: string;
  readonly calls: string;
  readonly back: string;
  readonly what: string;
  readonly whatMissing: string;
  readonly left: (count: number) => string;
  readonly check: string;
  readonly readBack: string;
  readonly readBackMore: string;
  readonly change: string;
  readonly file: string;
  readonly fileAgain: string;
  readonly cancel: string;
  readonly filed: string;
  readonly number: string;
  readonly due: string;
  readonly seenBy: string;
  readonly keep: string;
  readonly follow: string;
  readonly tooMany: string;
  readonly refused: string;
};

const zhCN: FeedbackWords = {
  subject: {
    waiting: '等候、排队',
    staff: '工作人员',
    machine: '机器',
    money: '钱、收费',
    information: '说明、告知',
    accessibility: '老人、残障不方便',
    other: '其他',
  },
  wish: { callBack: '打电话告诉我', byNumber: '我凭编号查看', nothing: '不用答复我' },
  owner: { lobby: '大堂经理', manager: '网点负责人' },
  level: { 1: '很不好', 2: '不太好', 3: '一般', 4: '好', 5: '很好' },
  reason: {
    waitedLong: '等得太久',
    hardToUse: '机器不好用',
    notExplained: '没说清楚',
    notFriendly: '态度不好',
    machineFault: '机器出了毛病',
    notDone: '事情没办成',
    other: '其他',
  },
  rate: '这次办得怎么样？',
  rateMore: '评价不记您是谁。',
  reasons: '哪里没做好？可以不选',
  ratingWords: '想说的话，可以不写',
  send: '提交评价',
  sending: '请稍候…',
  rated: '谢谢您的评价。',
  ratedBefore: '这个号码已经评价过了，谢谢。',
  notSent: '没有收到回复，请再试一次。不会重复提交。',
  unanswered: '没有收到回复，还不知道提交上了没有。请再问一次，不会重复提交；问清楚以后才能改。',
  complain: '提意见、投诉',
  about: '对什么不满意',
  answer: '怎样答复',
  contact: '打哪个电话（只用来答复，办完后删除）',
  calls: '打这个号码',
  back: '关闭',
  contactWrong: '电话号码只写数字，5 到 15 位。',
  what: '发生了什么',
  whatMissing: '请写一句发生了什么。',
  left: (count) => `还可以写 ${count} 个字`,
  check: '核对',
  readBack: '这样提交，对吗？',
  readBackMore: '确认后才提交。',
  change: '改一改',
  file: '确认提交',
  fileAgain: '再问一次',
  cancel: '不提了',
  filed: '意见已经提交',
  number: '编号',
  due: '最晚答复',
  seenBy: '谁来处理',
  keep: '请记下编号。到时没有答复，会自动转给网点负责人。',
  follow: '查看进度',
  tooMany: '用这个号码已经提交过几次了，请找工作人员。',
  refused: '没有提交成功，请找工作人员。',
};

const en: FeedbackWords = {
  subject: {
    waiting: 'Waiting and queueing',
    staff: 'Staff',
    machine: 'A machine',
    money: 'Money or fees',
    information: 'What was said or not said',
    accessibility: 'Access for older or disabled people',
    other: 'Something else',
  },
  wish: { callBack: 'By telephone', byNumber: 'Under the number', nothing: 'No answer needed' },
  owner: { lobby: 'the lobby manager', manager: 'the branch manager' },
  level: { 1: 'Very poor', 2: 'Poor', 3: 'Fair', 4: 'Good', 5: 'Very good' },
  reason: {
    waitedLong: 'I waited too long',
    hardToUse: 'The machine is hard to use',
    notExplained: 'It was not explained well',
    notFriendly: 'Staff were not friendly',
    machineFault: 'Something did not work',
    notDone: 'I did not get it done',
    other: 'Something else',
  },
  rate: 'How was it?',
  rateMore: 'We do not note who you are.',
  reasons: 'What was not good? You need not say',
  ratingWords: 'In your own words, if you like',
  send: 'Send',
  sending: 'One moment…',
  rated: 'Thank you for telling us.',
  ratedBefore: 'This number has been rated before. Thank you.',
  notSent: 'No answer came. Please try again; nothing is sent twice.',
  unanswered:
    'No answer came, so it may be filed or not. Please ask again: nothing is filed twice, and it can be changed once that is known.',
  complain: 'Make a complaint',
  about: 'What it is about',
  answer: 'Our answer',
  contact: 'Number to call (for this answer only, deleted afterwards)',
  calls: 'We call',
  back: 'Close',
  contactWrong: 'Digits only, 5 to 15 of them.',
  what: 'What happened',
  whatMissing: 'Please write what happened.',
  left: (count) => `${count} characters left`,
  check: 'Check it',
  readBack: 'Shall we file this?',
  readBackMore: 'It is filed when you confirm.',
  change: 'Change it',
  file: 'File it',
  fileAgain: 'Ask again',
  cancel: 'Do not complain',
  filed: 'Your complaint is filed',
  number: 'Number',
  due: 'Answer at the latest',
  seenBy: 'Who sees to it',
  keep: 'Please note the number. If it is late, it goes to the branch manager by itself.',
  follow: 'How it stands',
  tooMany: 'This number has been used for several complaints. Please ask a member of staff.',
  refused: 'It was not filed. Please ask a member of staff.',
};

export const FEEDBACK_WORDS: Readonly<Record<Language, FeedbackWords>> = { 'zh-CN': zhCN, en };

/** `2026年11月22日 14:05` or `22 Nov 2026, 14:05`, by the clock of whoever reads it. */
export const instantWords = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    year: 'numeric',
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(Date.parse(instant));
