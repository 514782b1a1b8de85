import { z } from 'zod';
import { staffApproval } from './approval.ts';
import { settled } from './settled.ts';
import { bilingual, last4, moment, opaqueRef, pan, sha256 } from './values.ts';

const feeFen = z.int().min(0).max(100_000_000);

/** A kind of debit card one can apply for. Fees are the bank's to book; the terminal takes none. */
export const cardProduct = z.strictObject({
  productRef: opaqueRef,
  name: bilingual(40),
  issueFeeFen: feeFen,
  yearlyFeeFen: feeFen,
  /** Most that can leave the account in one day without coming to the bank. */
  dailyLimitFen: z.int().min(0).max(10_000_000_000),
  /** Full years. */
  minimumAge: z.int().min(0).max(150),
});
export type CardProduct = z.infer<typeof cardProduct>;

export const cardCatalogue = z.strictObject({
  products: z.array(cardProduct).max(20),
  policy: z.strictObject({
    /** Debit cards one customer may hold. */
    maximumCards: z.int().min(1).max(50),
    /** How long an application can be bound to a card. */
    applicationHours: z.int().min(1).max(8_760),
  }),
});
export type CardCatalogue = z.infer<typeof cardCatalogue>;

/** Who it is was made sure of in exactly one way: by a face check (`faceCheckRef`), or by a person (`approval`). */
export const cardApplicationRequest = z.strictObject({
  customerRef: opaqueRef,
  productRef: opaqueRef,
  documentSha256: sha256,
  faceCheckRef: opaqueRef.optional(),
  approval: staffApproval.optional(),
});
export type CardApplicationRequest = z.infer<typeof cardApplicationRequest>;

/** `validUntil`: bound to a card before that moment, or void. */
export const cardApplication = z.strictObject({
  applicationRef: opaqueRef,
  productRef: opaqueRef,
  validUntil: moment,
});
export type CardApplication = z.infer<typeof cardApplication>;

export const APPLICATION_REFUSALS = [
  'refusedByBank',
  'duplicate',
  'tooYoung',
  'tooManyCards',
  'proofInvalid',
] as const;
export const applicationOperation = settled('openCardApplication', cardApplication, APPLICATION_REFUSALS);

export const blankQuestion = z.strictObject({ pan });

/** A card of the stacker as the bank names it: nobody's yet. */
export const identifiedBlank = z.strictObject({ blankRef: opaqueRef, last4, productRef: opaqueRef });
export type IdentifiedBlank = z.infer<typeof identifiedBlank>;

export const bindRequest = z.strictObject({ customerRef: opaqueRef, blankRef: opaqueRef });

/** The card is the customer's, and not active before it is taken. */
export const boundCard = z.strictObject({
  applicationRef: opaqueRef,
  blankRef: opaqueRef,
  cardRef: opaqueRef,
  last4,
});
export type BoundCard = z.infer<typeof boundCard>;

/** `blankUsed`: that card is bound, given out or retained. `alreadyBound`: the application has its card. */
export const BIND_REFUSALS = [
  'refusedByBank',
  'applicationVoid',
  'alreadyBound',
  'blankUsed',
  'wrongProduct',
] as const;
export const bindOperation = settled('bindCard', boundCard, BIND_REFUSALS);

export const takenRequest = z.strictObject({ customerRef: opaqueRef, blankRef: opaqueRef });
/** Active from now on. */
export const takenCard = z.strictObject({
  applicationRef: opaqueRef,
  blankRef: opaqueRef,
  cardRef: opaqueRef,
});
/** `notBound`: that card is not this application's. `alreadyEnded`: taken or retained before. */
export const TAKEN_REFUSALS = ['refusedByBank', 'notBound', 'alreadyEnded'] as const;
export const takenOperation = settled('reportCardTaken', takenCard, TAKEN_REFUSALS);

export const retainReason = z.enum(['notTaken', 'jammed', 'unreadable']);
export const retainedRequest = z.strictObject({
  customerRef: opaqueRef,
  blankRef: opaqueRef,
  reason: retainReason,
});
/**
 * The card in the bin will never be anybody's. `void`: the application had it and ends with it; `open`: it had not,
 * and another card may be bound.
 */
export const retainedCard = z.strictObject({
  applicationRef: opaqueRef,
  blankRef: opaqueRef,
  application: z.enum(['open', 'void']),
});
export const RETAINED_REFUSALS = ['refusedByBank', 'alreadyEnded', 'notBound'] as const;
export const retainedOperation = settled('reportCardRetained', retainedCard, RETAINED_REFUSALS);
