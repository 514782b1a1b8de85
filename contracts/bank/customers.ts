import { z } from 'zod';
import {
  bilingual,
  boundedText,
  documentNumber,
  documentType,
  last4,
  maskedPhone,
  opaqueRef,
  pan,
  personName,
} from './values.ts';

export const customerLookup = z.strictObject({
  documentType,
  documentNumber,
  name: personName,
});

export const cardKind = z.enum(['debit', 'credit']);

/** `lost`: reported lost or stolen. `blocked`: stopped for another reason. Neither can be used or blocked again. */
export const cardStatus = z.enum(['active', 'blocked', 'lost']);

/** A card as its owner may see it: no number, only the last four digits. */
export const customerCard = z.strictObject({
  cardRef: opaqueRef,
  last4,
  product: bilingual(40),
  kind: cardKind,
  status: cardStatus,
  reservedPhone: z.strictObject({ masked: maskedPhone, last4 }).nullable(),
});
export type CustomerCard = z.infer<typeof customerCard>;

/** A member of the bank's staff, by the number the branch service knows him under. */
const staffNumber = z.string().regex(/^[0-9]{4,8}$/);

/**
 * Stands only where the customer has consented that staff of the branch hear of his coming; without consent there is
 * no such field. `corporateManager`: of the company he acts for.
 */
export const arrivalNotice = z.strictObject({
  consent: z.literal(true),
  /** As the staff who receive him should call him. */
  displayName: boundedText(20),
  manager: staffNumber.nullable(),
  corporateManager: staffNumber.optional(),
});
export type ArrivalNotice = z.infer<typeof arrivalNotice>;

/** What the bank knows of a person who has shown a document. */
export const customer = z.strictObject({
  customerRef: opaqueRef,
  cards: z.array(customerCard).max(50),
  arrivalNotice: arrivalNotice.optional(),
});
export type Customer = z.infer<typeof customer>;

export const cardQuestion = z.strictObject({ pan });

/** The card in the reader, as the bank names it. */
export const identifiedCard = z.strictObject({
  cardRef: opaqueRef,
  last4,
  /** Whose it is, where the bank says so: an appointment is found by it. */
  customerRef: opaqueRef.optional(),
  arrivalNotice: arrivalNotice.optional(),
});
export type IdentifiedCard = z.infer<typeof identifiedCard>;

/** Who a sign belongs to: the tag of a beacon the customer carries, or his reference at the bank. */
export const presenceSign = z.strictObject({
  by: z.enum(['beaconTag', 'customerRef']),
  value: opaqueRef,
});

/** Somebody the bank recognises by it; without `arrivalNotice` he has not consented, and nothing is kept of him. */
export const recognised = z.strictObject({
  customerRef: opaqueRef,
  arrivalNotice: arrivalNotice.optional(),
});
export type Recognised = z.infer<typeof recognised>;

/** Alive, and which bank this is: shown to technicians only. */
export const bankHealth = z.strictObject({ status: z.literal('ok'), name: boundedText(60) });
export type BankHealth = z.infer<typeof bankHealth>;
