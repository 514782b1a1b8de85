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

/** What the bank knows of a person who has shown a document. */
export const customer = z.strictObject({
  customerRef: opaqueRef,
  cards: z.array(customerCard).max(50),
});
export type Customer = z.infer<typeof customer>;

export const cardQuestion = z.strictObject({ pan });

/** The card in the reader, as the bank names it. */
export const identifiedCard = z.strictObject({ cardRef: opaqueRef, last4 });
export type IdentifiedCard = z.infer<typeof identifiedCard>;

/** Alive, and which bank this is: shown to technicians only. */
export const bankHealth = z.strictObject({ status: z.literal('ok'), name: boundedText(60) });
export type BankHealth = z.infer<typeof bankHealth>;
