/** Why the bank did not do what it was asked; `notAllowed`: it says no more, `other`: for a reason with no words here. */
export const REFUSALS = [
  'alreadyBlocked',
  'proofExpired',
  'samePhone',
  'insufficientFunds',
  'productClosed',
  'assessmentExpired',
  'notSuitable',
  'amountOutOfRange',
  'cardUnusable',
  'tooYoung',
  'tooManyAssessments',
  'questionnaireOutdated',
  'alreadyWithdrawn',
  'tooLate',
  'alreadySignedUp',
  'limitOutOfRange',
  'tooManyCards',
  'notAllowed',
  'other',
] as const;
export type Refusal = (typeof REFUSALS)[number];
