import type { CustodyDocument, KeptThing } from '#contracts/branch/custody.ts';
import type { Language } from '#contracts/language.ts';

export type CustodyWords = {
  readonly what: Readonly<Record<KeptThing['what'], string>>;
  readonly reason: Readonly<Record<KeptThing['reason'], string>>;
  readonly none: string;
  readonly more: (count: number) => string;
  readonly due: (at: string) => string;
  readonly overdue: (at: string) => string;
  readonly since: (at: string) => string;
  readonly handOut: (reference: string) => string;
  readonly toWhom: string;
  readonly to: Readonly<Record<'owner' | 'bank', string>>;
  readonly toMore: Readonly<Record<'owner' | 'bank', string>>;
  readonly seen: string;
  readonly document: Readonly<Record<CustodyDocument, string>>;
  readonly slip: string;
  readonly slipIs: (reference: string) => string;
  readonly slipNone: string;
  readonly bag: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly done: (reference: string) => string;
  readonly before: string;
  readonly evidenceOwner: (document: string, slip: boolean) => string;
  readonly evidenceBank: (bag: string) => string;
  readonly by: (at: string, number: string, second: string | null) => string;
};

export const CUSTODY_WORDS: Readonly<Record<Language, CustodyWords>> = {
  'zh-CN': {
    what: { bankCard: '客户的银行卡', newCard: '没有交到客户手里的新卡' },
    reason: { notTaken: '没有取走', jammed: '卡住后收回', leftInside: '留在机器里' },
    none: '机器里没有要交还的东西。',
    more: (count) => `还有 ${count} 件没有列出`,
    due: (at) => `保管到 ${at}`,
    overdue: (at) => `已过期，${at} 就该交回银行`,
    since: (at) => `收下：${at}`,
    handOut: (reference) => `交还 ${reference}`,
    toWhom: '交给谁',
    to: { owner: '本人', bank: '交回银行' },
    toMore: {
      owner: '请他出示证件，看清是不是本人，再选看过的证件。',
      bank: '装进封好的袋子，写上袋子的编号。',
    },
    seen: '看过的证件',
    document: {
      identityCard: '身份证',
      passport: '护照',
      residencePermit: '居住证',
      householdRegister: '户口簿',
    },
    slip: '客户手里的凭条',
    slipIs: (reference) => `写着 ${reference}`,
    slipNone: '凭条已经没有了',
    bag: '袋子编号（4 到 20 位字母、数字）',
    confirm: '确认交还',
    cancel: '取消',
    done: (reference) => `${reference} 已登记交还。`,
    before: '最近交还的',
    evidenceOwner: (document, slip) => `本人，看过${document}，${slip ? '凭条相符' : '没有凭条'}`,
    evidenceBank: (bag) => `交回银行，袋子 ${bag}`,
    by: (at, number, second) => `${at}，经手 ${number}${second === null ? '' : `，复核 ${second}`}`,
  },
  en: {
    what: { bankCard: 'Customer’s bank card', newCard: 'New card that reached nobody' },
    reason: { notTaken: 'not taken', jammed: 'jammed, then taken in', leftInside: 'left inside' },
    none: 'The machine keeps nothing that is somebody’s.',
    more: (count) => `${count} more not listed`,
    due: (at) => `Kept until ${at}`,
    overdue: (at) => `Overdue: to the bank since ${at}`,
    since: (at) => `Taken in: ${at}`,
    handOut: (reference) => `Hand out ${reference}`,
    toWhom: 'To whom',
    to: { owner: 'To its owner', bank: 'Back to the bank' },
    toMore: {
      owner: 'Look at the person’s document, make sure that it is the owner, and choose what you looked at.',
      bank: 'Put it into a sealed bag and enter the bag’s number.',
    },
    seen: 'Document looked at',
    document: {
      identityCard: 'Identity card',
      passport: 'Passport',
      residencePermit: 'Residence permit',
      householdRegister: 'Household register',
    },
    slip: 'The customer’s slip',
    slipIs: (reference) => `It says ${reference}`,
    slipNone: 'No slip any more',
    bag: 'Number of the bag (4 to 20 letters or digits)',
    confirm: 'Hand it out',
    cancel: 'Cancel',
    done: (reference) => `${reference} is on record as handed out.`,
    before: 'Handed out last',
    evidenceOwner: (document, slip) => `To its owner: ${document}, ${slip ? 'slip agrees' : 'no slip'}`,
    evidenceBank: (bag) => `Back to the bank, bag ${bag}`,
    by: (at, number, second) => `${at}, by ${number}${second === null ? '' : ` with ${second}`}`,
  },
};
