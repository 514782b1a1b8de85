import type { Language } from '#contracts/language.ts';
import { WORDS } from '../approvals/approval-list.tsx';
import type { ApprovalWords } from '../approvals/words.ts';

/** Whoever decides from a desk goes nowhere: he has the customer before his eyes. */
export const APPROVAL_WORDS: Readonly<Record<Language, ApprovalWords>> = {
  'zh-CN': {
    ...WORDS['zh-CN'],
    open: '打开核对',
    openMore: '打开后请在通话里当面核对，再作决定。',
    seenByYou: '您正在核对',
    seenBy: (staff) => `${staff} 正在核对`,
    state: { waiting: '还没有人核对', escalated: '等了很久' },
    checkTitle: '在通话里核对',
    said: { ...WORDS['zh-CN'].said, seen: (reference) => `${reference} 已打开，请核对` },
  },
  en: {
    ...WORDS.en,
    open: 'Open and check',
    openMore: 'Once opened, check in the call, face to face, before you decide.',
    seenByYou: 'You are checking it',
    seenBy: (staff) => `${staff} is checking it`,
    state: { waiting: 'Nobody checks it yet', escalated: 'Waiting for long' },
    checkTitle: 'In the call',
    said: { ...WORDS.en.said, seen: (reference) => `${reference} is open, please check` },
  },
};
