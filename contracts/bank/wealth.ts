import { z } from 'zod';
import { productRisk } from './risk.ts';
import { settled } from './settled.ts';
import { basisPoints, bilingual, fen, last4, moment, opaqueRef, sha256 } from './values.ts';

/** Something a customer must be able to say in his own words before he buys; the terminal has the words. */
export const teachBackQuestion = z.enum(['notADeposit', 'mayLose', 'rangeNoPromise', 'moneyLocked']);
export type TeachBackQuestion = z.infer<typeof teachBackQuestion>;

/** A rule of compliance whose text was shown and answered yes. */
export const ruleId = z.string().regex(/^[a-z][A-Za-z0-9.-]{2,47}$/);

export const wealthProduct = z.strictObject({
  productRef: opaqueRef,
  name: bilingual(40),
  risk: productRisk,
  /** Days the money is held; null: open-ended. */
  termDays: z.int().min(1).max(10_000).nullable(),
  /** What a year may bring: a range, never a promise. Lowest first. */
  expected: z.strictObject({
    lowBasisPoints: basisPoints,
    middleBasisPoints: basisPoints,
    highBasisPoints: basisPoints,
  }),
  /** A year, taken by the product; nothing is charged on top of the amount. */
  feeBasisPoints: z.int().min(0).max(10_000),
  currency: z.literal('CNY'),
  minimumFen: fen,
  /** Amounts are `minimumFen` and whole steps above. */
  stepFen: fen,
  maximumFen: fen,
  /** How long an order can be taken back with all its money; 0: not at all. */
  coolingOffHours: z.int().min(0).max(8_760),
  /** No order is taken from then on. */
  closesAt: moment,
  /** By the bank's clock, now. */
  open: z.boolean(),
  /** The sale is recorded in sound and picture, with consent asked first. */
  recording: z.boolean(),
  teachBack: z.array(teachBackQuestion).max(4),
  /** Rules an order must name as confirmed. */
  confirmations: z.array(ruleId).max(10),
});
export type WealthProduct = z.infer<typeof wealthProduct>;

/** All that is or was lately on sale, and the bank's policy of selling. */
export const wealthCatalogue = z.strictObject({
  products: z.array(wealthProduct).max(50),
  policy: z.strictObject({
    /** Full years, by the bank's calendar. */
    minimumAge: z.int().min(0).max(150),
    /** From this age on, a product of this risk or more also asks for these rules. */
    elder: z.strictObject({
      fromAge: z.int().min(0).max(150),
      fromRisk: productRisk,
      confirmations: z.array(ruleId).max(10),
    }),
  }),
});
export type WealthCatalogue = z.infer<typeof wealthCatalogue>;

/** What a person at the counter finds the order by. */
export const orderNumber = z.string().regex(/^[A-Z0-9-]{4,20}$/);

export const wealthOrderRequest = z.strictObject({
  customerRef: opaqueRef,
  productRef: opaqueRef,
  amountFen: fen,
  /** The debit card whose account pays. */
  cardRef: opaqueRef,
  assessmentId: opaqueRef,
  documentSha256: sha256,
  confirmations: z.array(ruleId).max(20),
});
export type WealthOrderRequest = z.infer<typeof wealthOrderRequest>;

/** Taken and paid. `coolingOffUntil`: before that moment it can be withdrawn; null: it cannot. */
export const placedOrder = z.strictObject({
  orderNumber,
  productRef: opaqueRef,
  amountFen: fen,
  coolingOffUntil: moment.nullable(),
});
export type PlacedOrder = z.infer<typeof placedOrder>;

/**
 * In the order in which they are looked for. `assessmentExpired`: past its last day, or not the customer's newest.
 * `duplicate`: the sealed document has paid for an order already. `cardUnusable`: blocked, or no debit card.
 */
export const ORDER_REFUSALS = [
  'refusedByBank',
  'duplicate',
  'tooYoung',
  'productClosed',
  'assessmentExpired',
  'notSuitable',
  'confirmationMissing',
  'amountOutOfRange',
  'cardUnusable',
  'insufficientFunds',
] as const;

export const wealthOrderOperation = settled('placeWealthOrder', placedOrder, ORDER_REFUSALS);
export type WealthOrderOperation = z.infer<typeof wealthOrderOperation>;

export const wealthOrder = z.strictObject({
  orderNumber,
  productRef: opaqueRef,
  name: bilingual(40),
  amountFen: fen,
  cardRef: opaqueRef,
  last4,
  placedAt: moment,
  coolingOffUntil: moment.nullable(),
  state: z.enum(['placed', 'withdrawn']),
  /** By the bank's clock, now. */
  withdrawable: z.boolean(),
});
export type WealthOrder = z.infer<typeof wealthOrder>;

/** Newest first. */
export const wealthOrders = z.strictObject({
  customerRef: opaqueRef,
  orders: z.array(wealthOrder).max(100),
});
export type WealthOrders = z.infer<typeof wealthOrders>;

export const withdrawalRequest = z.strictObject({
  customerRef: opaqueRef,
  /** Where the withdrawal was signed as a paper of its own. */
  documentSha256: sha256.optional(),
});

/** All of the money is back on the card's account it came from. */
export const withdrawnOrder = z.strictObject({ orderNumber, refundedFen: fen, cardRef: opaqueRef });
export type WithdrawnOrder = z.infer<typeof withdrawnOrder>;

export const WITHDRAWAL_REFUSALS = ['refusedByBank', 'alreadyWithdrawn', 'tooLate'] as const;

export const withdrawalOperation = settled('withdrawWealthOrder', withdrawnOrder, WITHDRAWAL_REFUSALS);
export type WithdrawalOperation = z.infer<typeof withdrawalOperation>;
