import type { Bilingual } from './language.ts';

/** What somebody who does not hear says with one key, by its place. */
export const READY_SAYINGS: readonly Bilingual[] = [
  { zh: '是', en: 'Yes' },
  { zh: '不是', en: 'No' },
  { zh: '请等一下', en: 'Please wait' },
  { zh: '请再说一遍', en: 'Please say it again' },
  { zh: '请帮我继续办', en: 'Please help me' },
  { zh: '谢谢', en: 'Thank you' },
];
