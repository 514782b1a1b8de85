/**
 * Moments of a signing at which a host can be made to die: a call to the branch or the bank that never leaves
 * (`before`) or whose answer has just come (`after`), and an entry of the journal that has just been committed.
 */
export const DEATHS = [
  'after signing.intent',
  'before /v1/certificates',
  'after /v1/certificates',
  'before /v1/seals',
  'after /v1/seals',
  'before /v1/papers',
  'after /v1/papers',
  'after signing.sealed',
  'after submission.intent',
] as const;
export type Death = (typeof DEATHS)[number];

/** The same at the bank, for either paper. */
export const BANK_DEATHS = {
  report: ['before /v1/wealth/assessments', 'after /v1/wealth/assessments'],
  contract: ['before /v1/wealth/orders', 'after /v1/wealth/orders'],
} as const;
export type BankDeath = (typeof BANK_DEATHS)[keyof typeof BANK_DEATHS][number];
