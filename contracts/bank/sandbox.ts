import { z } from 'zod';
import { operationAction } from './operations.ts';
import { readyPerson } from './people.ts';
import { bilingual, idempotencyKey, moment, opaqueRef, pan, phoneNumber } from './values.ts';
import { orderNumber } from './wealth.ts';

/** What can be wrong with the sandbox bank; `docs/bank.md` says what each does and what of it was committed. */
export const BANK_FAULTS = [
  'silent',
  'slow',
  'dropAfterCommit',
  'dropBeforeCommit',
  'html',
  'error500',
  'refuseAll',
  'wrongSchema',
  'duplicate',
] as const;
export const bankFault = z.enum(BANK_FAULTS);
export type BankFault = z.infer<typeof bankFault>;

/** Turns a fault on or off; with `count` it turns itself off after that many calls it acted on. */
export const faultOrder = z.strictObject({
  fault: bankFault,
  on: z.boolean(),
  count: z.int().min(1).max(1000).optional(),
});
export type FaultOrder = z.infer<typeof faultOrder>;

/** The faults that are on, and how many calls each still has; null: until turned off. */
export const faultState = z.strictObject({
  faults: z.array(z.strictObject({ fault: bankFault, remaining: z.int().min(1).nullable() })),
});
export type FaultState = z.infer<typeof faultState>;

/** A text message on a customer's phone. */
export const bankMessage = z.strictObject({
  sequence: z.int().min(1),
  phone: phoneNumber,
  at: moment,
  /** A code stands in it as the only run of six digits. */
  text: bilingual(200),
});
export type BankMessage = z.infer<typeof bankMessage>;
export const messageQuestion = z.strictObject({ phone: phoneNumber.optional() });
export const messageList = z.strictObject({ messages: z.array(bankMessage).max(100) });

/** One state change that the bank made. Entries are never changed or removed while the day lasts. */
export const ledgerEntry = z.strictObject({
  sequence: z.int().min(1),
  at: moment,
  idempotencyKey,
  action: operationAction,
  operationRef: opaqueRef,
  /** Where the change is one customer's. */
  customerRef: opaqueRef.optional(),
  /** Where the change is about one card. */
  cardRef: opaqueRef.optional(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;
export const ledgerQuestion = z.strictObject({
  after: z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .optional(),
});
/** Oldest first; `more`: ask again with `after` the last sequence. */
export const ledgerPage = z.strictObject({ entries: z.array(ledgerEntry).max(1000), more: z.boolean() });

/** The ready people of this day; ages are right on `day`. */
export const peopleList = z.strictObject({ day: z.iso.date(), people: z.array(readyPerson).max(20) });

export const dayStart = z.strictObject({ day: z.iso.date() });

const money = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** One movement on an account. Never changed or removed while the day lasts. */
export const posting = z.strictObject({
  sequence: z.int().min(1),
  at: moment,
  cardRef: opaqueRef,
  kind: z.enum(['opening', 'order', 'refund']),
  /** Into the account, or, below zero, out of it. */
  amountFen: z.int().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER),
  orderNumber: orderNumber.optional(),
});
export type Posting = z.infer<typeof posting>;

/** The accounts of the debit cards, for a checker: what stands on each, and the newest 1,000 movements, oldest first. */
export const accountBooks = z.strictObject({
  accounts: z.array(z.strictObject({ cardRef: opaqueRef, balanceFen: money })).max(1000),
  postings: z.array(posting).max(1000),
});
export type AccountBooks = z.infer<typeof accountBooks>;

/** A blank card as plastic, for the bench to fill a simulated dispenser with; expiry YYMM, `label` is EMV tag 50. */
export const blankCard = z.strictObject({
  blankRef: opaqueRef,
  pan,
  expiry: z.string().regex(/^[0-9]{2}(?:0[1-9]|1[0-2])$/),
  label: z.string().regex(/^[ -~]{1,16}$/),
  productRef: opaqueRef,
});
export type BlankCard = z.infer<typeof blankCard>;

/** Every blank card, with what has become of it. */
export const blankList = z.strictObject({
  blanks: z
    .array(z.strictObject({ ...blankCard.shape, state: z.enum(['stock', 'bound', 'taken', 'retained']) }))
    .max(1000),
});
