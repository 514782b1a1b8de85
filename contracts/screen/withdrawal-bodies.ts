import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS } from './refusals.ts';

/** An order as its customer knows it: what was bought, for how much, from which card. */
const orderSchema = z.strictObject({
  name: personal(bilingualSchema),
  amountFen: personal(z.int().min(0).max(Number.MAX_SAFE_INTEGER)),
  cardLast4: personal(z.string().regex(/^\d{4}$/)),
});

/** What can be found at the counter. */
const orderNumber = personal(z.string().max(32));
/** ISO 8601: before it, the order can be taken back. */
const until = personal(z.iso.datetime());

/** As many orders as are read at a glance, in letters of any size; with more, `chooseOrder` shows a window of them. */
export const ORDERS_AT_ONCE = 2;

export const withdrawalBodies = [
  z.strictObject({
    kind: pub(z.literal('chooseOrder')),
    orders: z
      .array(
        z.strictObject({
          ...orderSchema.shape,
          until: until.nullable(),
          /** Why it is not taken back any more; null = it can be. `never`: its product has no such time. */
          why: personal(z.enum(['withdrawn', 'tooLate', 'never'])).nullable(),
          place: pub(z.int().min(0).max(31)),
        }),
      )
      .max(ORDERS_AT_ONCE),
    /** So many there are in all, and which of them stand here, from 1. */
    of: pub(z.int().min(0).max(32)),
    first: pub(z.int().min(0).max(32)),
    last: pub(z.int().min(0).max(32)),
  }),
  /** The confirmation itself, in the words of its rule. */
  z.strictObject({
    kind: pub(z.literal('reviewWithdrawal')),
    ...orderSchema.shape,
    orderNumber,
    until: until.nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('withdrawalResult')),
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent'])),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    ...orderSchema.shape,
    orderNumber,
    reference: pub(z.string().max(24)),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
] as const;
