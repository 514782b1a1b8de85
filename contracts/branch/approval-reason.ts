import * as z from 'zod';
import type { ApprovalSubject } from './approval-subject.ts';

/** How the person made sure that it is the customer. */
export const APPROVE_REASONS = ['faceAndDocument', 'faceDocumentAndQuestions'] as const;
/** Why it is not done at this machine now. */
export const REFUSE_REASONS = [
  'faceDiffers',
  'documentDoubtful',
  'documentNotShown',
  'detailsWrong',
  'underPressure',
  'counterOnly',
] as const;
export const approveReasonSchema = z.enum(APPROVE_REASONS);
export const refuseReasonSchema = z.enum(REFUSE_REASONS);
export type ApproveReason = z.infer<typeof approveReasonSchema>;
export type RefuseReason = z.infer<typeof refuseReasonSchema>;

type Reasons = { readonly approve: readonly ApproveReason[]; readonly refuse: readonly RefuseReason[] };

/** Which reasons a question of each kind can be answered with, in the order in which they are offered. */
export const REASONS_OF: Readonly<Record<ApprovalSubject['kind'], Reasons>> = {
  changeReservedPhone: { approve: APPROVE_REASONS, refuse: REFUSE_REASONS },
  eBankingSignUp: { approve: APPROVE_REASONS, refuse: REFUSE_REASONS },
  // Nothing is said aloud that could be wrong.
  issueCard: {
    approve: APPROVE_REASONS,
    refuse: REFUSE_REASONS.filter((reason) => reason !== 'detailsWrong'),
  },
};
