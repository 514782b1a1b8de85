import type { DraftDifference, DraftStep } from '#contracts/branch/draft.ts';
import type { Language } from '#contracts/language.ts';
import type { DocumentType } from '#contracts/services/service.ts';

/** What the counter says of things entered at a terminal. */
export type DraftWords = {
  readonly title: string;
  readonly lead: string;
  readonly documentType: string;
  readonly documents: Readonly<Record<DocumentType, string>>;
  readonly number: string;
  readonly numberHint: string;
  readonly open: string;
  readonly opening: string;
  readonly none: string;
  readonly holder: (name: string, end: string) => string;
  readonly lookAtPerson: string;
  readonly saved: (time: string) => string;
  readonly notCompared: string;
  readonly state: Readonly<Record<DraftStep['state'], string>>;
  readonly difference: Readonly<Record<DraftDifference, string>>;
  readonly proof: string;
  readonly used: string;
  readonly notWanted: string;
  readonly closed: Readonly<Record<'used' | 'notWanted', string>>;
  readonly leave: string;
  readonly refused: Readonly<
    Record<'badNumber' | 'tooManyRequests' | 'notFound' | 'unreachable' | 'other', string>
  >;
};

const zhCN: DraftWords = {
  title: '客户在自助机上填写的内容',
  lead: '请先核对本人和证件，再输入证件号码。每次查看都会留下记录。',
  documentType: '证件',
  documents: {
    residentIdCard: '居民身份证',
    residencePermit: '港澳台居民居住证',
    foreignPermanentResidentCard: '外国人永久居留身份证',
  },
  number: '证件号码',
  numberHint: '照证件上的号码输入，字母大小写都可以',
  open: '查看',
  opening: '正在查看…',
  none: '没有用这个证件填写、还在保留的内容。',
  holder: (name, end) => `${name}，证件号码末尾 ${end}`,
  lookAtPerson: '姓名与手中证件不一致时，不要继续办理。',
  saved: (time) => `${time} 保存`,
  notCompared: '现在连不上银行系统，没有核对有无变化。',
  state: { done: '已填', different: '有变化', open: '待办' },
  difference: {
    cardGone: '这张卡已不在客户名下',
    cardBlocked: '这张卡现在已停用',
    alreadyReserved: '银行留的已经是这个号码',
  },
  proof: '在自助机上验证过，需要在柜台重新验证',
  used: '已办，删除',
  notWanted: '不办了，删除',
  closed: { used: '已删除：已在柜台办理', notWanted: '已删除：客户不办了' },
  leave: '先不动',
  refused: {
    badNumber: '号码不完整，请照证件再输入一次。',
    tooManyRequests: '今天查不到的次数太多了，请找主管。',
    notFound: '内容已经不在了，可能已被删除或到期。',
    unreachable: '连不上网点服务，请再试一次。',
    other: '没有办成，请再试一次。',
  },
};

const en: DraftWords = {
  title: 'Entered at a terminal',
  lead: 'Compare the person with the ID first, then type its number. Every look is written down.',
  documentType: 'Kind of ID',
  documents: {
    residentIdCard: 'Resident ID card',
    residencePermit: 'Residence permit',
    foreignPermanentResidentCard: 'Permanent residence ID card',
  },
  number: 'Number of the ID',
  numberHint: 'as it stands on the ID; small letters will do',
  open: 'Open',
  opening: 'Opening…',
  none: 'Nothing is kept that was entered with this ID.',
  holder: (name, end) => `${name}, ID number ending ${end}`,
  lookAtPerson: 'If this is not the name on the ID in your hand, do not go on.',
  saved: (time) => `Saved at ${time}`,
  notCompared: 'The bank cannot be reached now, so nothing was compared.',
  state: { done: 'Entered', different: 'Different now', open: 'Open' },
  difference: {
    cardGone: 'This card is not the customer’s any more',
    cardBlocked: 'This card is blocked now',
    alreadyReserved: 'The bank has this number already',
  },
  proof: 'Proved at the terminal; to be proved again at the counter',
  used: 'Done here: delete',
  notWanted: 'Not wanted: delete',
  closed: { used: 'Deleted: it was done at the counter', notWanted: 'Deleted: it is not wanted' },
  leave: 'Leave it',
  refused: {
    badNumber: 'This number is not complete. Please type it again as it stands on the ID.',
    tooManyRequests: 'Too many numbers without a result today. Please ask a manager.',
    notFound: 'It is gone: deleted, or its time is over.',
    unreachable: 'The branch service cannot be reached. Please try again.',
    other: 'That did not work. Please try again.',
  },
};

export const DRAFT_WORDS: Readonly<Record<Language, DraftWords>> = { 'zh-CN': zhCN, en };
