import {
  COMPLAINT_SUBJECTS,
  COMPLAINT_WISHES,
  type ComplaintReceipt,
  type ComplaintSubject,
  type ComplaintWish,
} from '#contracts/branch/complaint.ts';
import type { NotFiled } from '#contracts/screen/feedback-bodies.ts';
import type { Health } from '../events.ts';
import type { ComplaintAnswer } from '../ports.ts';

export type ComplaintInput = {
  /** The customer is known, so there is a menu to go back to. */
  readonly identified: boolean;
  readonly branch: Health;
  readonly printer: Health;
};

export type ComplaintOutput = {
  readonly next: 'menu' | 'finish';
  /** Paper came out, or may have. */
  readonly receipt: boolean;
};

export type ComplaintContext = ComplaintInput & {
  readonly subject: ComplaintSubject;
  readonly wish: ComplaintWish;
  /** Digits typed so far. */
  readonly contact: string;
  readonly contactProblem: boolean;
  /** Page of the list on the screen, counted on and on. */
  readonly page: number;
  readonly why: NotFiled;
  readonly filed: ComplaintReceipt | null;
  readonly next: ComplaintOutput['next'];
  readonly receipt: boolean;
};

export const startOf = (input: ComplaintInput): ComplaintContext => ({
  ...input,
  subject: COMPLAINT_SUBJECTS[0],
  wish: COMPLAINT_WISHES[0],
  contact: '',
  contactProblem: false,
  page: 0,
  why: 'unreachable',
  filed: null,
  next: 'finish',
  receipt: false,
});

export const requireFiled = ({ filed }: Pick<ComplaintContext, 'filed'>): ComplaintReceipt => {
  if (!filed) throw new Error('a complaint was shown before it was filed');
  return filed;
};

/** What the answer adds to what is known. */
export const learned = (answer: ComplaintAnswer): Partial<ComplaintContext> => {
  if (answer.outcome === 'filed') return { filed: answer.receipt };
  return answer.outcome === 'notFiled' ? { why: answer.why } : {};
};
