import type { Language } from '#contracts/language.ts';
import { en } from '../../../approvals/words-en.ts';
import { zhCN } from '../../../approvals/words-zh.ts';

/** What is decided and why is said in the words of the approvals page, so that one thing has one name. */
export const DECISION_WORDS = { 'zh-CN': zhCN, en } as const;

type ApprovalRoomWords = {
  readonly more: string;
  readonly pictures: string;
  readonly open: (reference: string) => string;
  readonly ends: (at: string) => string;
  readonly notComplete: string;
};

export const APPROVAL_WORDS: Readonly<Record<Language, ApprovalRoomWords>> = {
  'zh-CN': {
    more: '先到那台机器前看过人和证件，再决定。',
    pictures: '这件事要看原件的照片，这里看不到。请在网点的授权页面决定。',
    open: (reference) => `核对 ${reference}`,
    ends: (at) => `到 ${at} 结束`,
    notComplete: '请先选理由',
  },
  en: {
    more: 'Go to that machine and look at person and document first; then decide.',
    pictures:
      'Pictures of originals must be seen for this, and they are not here. Decide on the branch’s approvals page.',
    open: (reference) => `Decide ${reference}`,
    ends: (at) => `Ends ${at}`,
    notComplete: 'Choose a reason first',
  },
};
