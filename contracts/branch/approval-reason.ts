import * as z from 'zod';
import type { ApprovalSubject } from './approval-subject.ts';

/** How the person made sure that it is the customer, and where he acts for somebody, that he may. */
export const APPROVE_REASONS = [
  'faceAndDocument',
  'faceDocumentAndQuestions',
  'originalsAndAuthority',
] as const;
/** Why it is not done at this machine now. */
export const REFUSE_REASONS = [
  'faceDiffers',
  'documentDoubtful',
  'documentNotShown',
  'detailsWrong',
  'underPressure',
  'counterOnly',
  'pictureUnclear',
  'originalDoubtful',
  'noAuthority',
] as const;
export const approveReasonSchema = z.enum(APPROVE_REASONS);
export const refuseReasonSchema = z.enum(REFUSE_REASONS);
export type ApproveReason = z.infer<typeof approveReasonSchema>;
export type RefuseReason = z.infer<typeof refuseReasonSchema>;

type Reasons = { readonly approve: readonly ApproveReason[]; readonly refuse: readonly RefuseReason[] };

/** Where it is only asked whether this is the customer himself. */
const OF_PERSON: Reasons = {
  approve: ['faceAndDocument', 'faceDocumentAndQuestions'],
  refuse: [
    'faceDiffers',
    'documentDoubtful',
    'documentNotShown',
    'detailsWrong',
    'underPressure',
    'counterOnly',
  ],
};

/** Which reasons a question of each kind can be answered with, in the order in which they are offered. */
export const REASONS_OF: Readonly<Record<ApprovalSubject['kind'], Reasons>> = {
  changeReservedPhone: OF_PERSON,
  eBankingSignUp: OF_PERSON,
  // Nothing is said aloud that could be wrong.
  issueCard: { ...OF_PERSON, refuse: OF_PERSON.refuse.filter((reason) => reason !== 'detailsWrong') },
  companyAccount: {
    approve: ['originalsAndAuthority'],
    refuse: [
      'pictureUnclear',
      'documentNotShown',
      'detailsWrong',
      'faceDiffers',
      'originalDoubtful',
      'noAuthority',
      'underPressure',
      'counterOnly',
    ],
  },
};
