import { z } from 'zod';
import { staffApproval } from './approval.ts';
import { settled } from './settled.ts';
import { fen, opaqueRef, sha256 } from './values.ts';

export const eBankingChannel = z.enum(['mobile', 'web']);
export type EBankingChannel = z.infer<typeof eBankingChannel>;

/** What may be chosen; the bank's policy as data. */
export const eBankingTerms = z.strictObject({
  channels: z.array(eBankingChannel).max(2),
  /** Full years. */
  minimumAge: z.int().min(0).max(150),
  /** A chosen limit is at most this. */
  perPaymentMaximumFen: fen,
  perDayMaximumFen: fen,
});
export type EBankingTerms = z.infer<typeof eBankingTerms>;

/** Proven in exactly one way: by a code to the card's phone for this purpose (`proofRef`), or by a person. */
export const eBankingRequest = z.strictObject({
  customerRef: opaqueRef,
  /** The card it is opened for; its phone is the one that is proven. */
  cardRef: opaqueRef,
  channels: z.array(eBankingChannel).min(1).max(2),
  perPaymentFen: fen,
  perDayFen: fen,
  documentSha256: sha256,
  proofRef: opaqueRef.optional(),
  approval: staffApproval.optional(),
});
export type EBankingRequest = z.infer<typeof eBankingRequest>;

/** What a person at the counter finds the contract by. */
export const contractNumber = z.string().regex(/^[A-Z0-9-]{4,20}$/);
export const eBankingContract = z.strictObject({ contractNumber, perPaymentFen: fen, perDayFen: fen });
export type EBankingContract = z.infer<typeof eBankingContract>;

/** What the customer has open now; null: nothing. */
export const eBankingAnswer = z.strictObject({
  customerRef: opaqueRef,
  contract: eBankingContract.nullable(),
});
export type EBankingAnswer = z.infer<typeof eBankingAnswer>;

/** `limitOutOfRange`: above the bank's terms, or one payment above a day's. */
export const E_BANKING_REFUSALS = [
  'refusedByBank',
  'duplicate',
  'tooYoung',
  'cardUnusable',
  'alreadySignedUp',
  'limitOutOfRange',
  'proofInvalid',
] as const;

export const eBankingOperation = settled('signUpEBanking', eBankingContract, E_BANKING_REFUSALS);
export type EBankingOperation = z.infer<typeof eBankingOperation>;
