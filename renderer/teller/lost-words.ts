import type { Language } from '#contracts/language.ts';

/** What is said of a customer whose terminal was lost in the middle of a call. */
export type LostWords = {
  readonly title: string;
  readonly more: string;
  readonly phone: string;
  readonly phoneMore: string;
  readonly wrong: string;
  readonly book: string;
  readonly again: string;
  readonly booked: (reference: string, time: string) => string;
};

export const LOST_WORDS: Readonly<Record<Language, LostWords>> = {
  'zh-CN': {
    title: '终端断开了：可以给客户回电',
    more: '客户可能还在终端前，可以重新呼叫。客户留过手机号码的，这里可以约一个回电。',
    phone: '客户的手机号码',
    phoneMore: '11 位，只有柜员看得到。',
    wrong: '手机号码是 1 开头的 11 位数字',
    book: '约最近的时间回电',
    again: '改号码',
    booked: (reference, time) => `已约回电 ${reference}，${time}`,
  },
  en: {
    title: 'The terminal was lost: the customer can be called back',
    more: 'He may still stand there and call again. If he left a mobile number, a call-back can be arranged here.',
    phone: 'The customer’s mobile number',
    phoneMore: '11 digits. Tellers alone see it.',
    wrong: 'A mobile number is 11 digits and begins with 1',
    book: 'Arrange a call-back, soonest time',
    again: 'Change the number',
    booked: (reference, time) => `Call-back ${reference} arranged, ${time}`,
  },
};
