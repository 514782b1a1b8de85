import * as z from 'zod';
import { productRisk, riskClass } from '#contracts/bank/risk.ts';
import { bilingualSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS } from './refusals.ts';

const fen = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const basisPoints = z.int().min(-10_000).max(10_000);
const last4 = z.string().regex(/^\d{4}$/);

/** What is on offer, as the bank tells it; the same for everybody, which of them fit is not. */
export const saleProductSchema = z.strictObject({
  name: pub(bilingualSchema),
  risk: pub(productRisk),
  /** Null = until it is sold again. */
  termDays: pub(z.int().min(1).max(36_500)).nullable(),
  /** A year, in basis points, as past and model say; no promise. */
  range: z.strictObject({ low: pub(basisPoints), middle: pub(basisPoints), high: pub(basisPoints) }),
  minimumFen: pub(fen),
  stepFen: pub(fen),
  maximumFen: pub(fen),
});
export type SaleProduct = z.infer<typeof saleProductSchema>;

/** What became of a paper's seal: `stamped` with a time, `queued` without one yet, `none` where nothing was signed. */
export const SEAL_STATES = ['stamped', 'queued', 'none'] as const;

export const saleBodies = [
  /** The bank cannot be asked for what is on sale: nothing was done. */
  z.strictObject({ kind: pub(z.literal('saleAway')), service: pub(serviceIdSchema) }),
  /** What is known of the customer's risk class before he answers or buys. */
  z.strictObject({
    kind: pub(z.literal('assessmentStanding')),
    service: pub(serviceIdSchema),
    state: pub(z.enum(['none', 'valid', 'expired'])),
    riskClass: personal(riskClass).nullable(),
    /** `YYYY-MM-DD`. */
    validUntil: personal(z.iso.date()).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('assessmentQuestion')),
    service: pub(serviceIdSchema),
    number: pub(z.int().min(1).max(30)),
    of: pub(z.int().min(1).max(30)),
    /** The bank's own words. */
    text: pub(bilingualSchema),
    options: pub(z.array(bilingualSchema).max(8)),
    /** What was answered before. */
    chosen: personal(z.int().min(0).max(7)).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('assessmentResult')),
    service: pub(serviceIdSchema),
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent'])),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    riskClass: personal(riskClass),
    validUntil: personal(z.iso.date()).nullable(),
    seal: pub(z.enum(SEAL_STATES)),
    paperNumber: pub(z.string().max(24)),
    reference: pub(z.string().max(24)),
    receipt: pub(z.enum(RECEIPT_STATES)),
    /** A product was wanted: that is where it goes on. */
    onward: pub(z.boolean()),
  }),
  z.strictObject({
    kind: pub(z.literal('chooseProduct')),
    riskClass: personal(riskClass),
    products: z
      .array(
        z.strictObject({
          ...saleProductSchema.shape,
          fits: personal(z.boolean()),
          place: pub(z.int().min(0).max(31)),
        }),
      )
      .max(8),
    /** So many there are in all, and which of them stand here, from 1. */
    of: pub(z.int().min(0).max(32)),
    first: pub(z.int().min(0).max(32)),
    last: pub(z.int().min(0).max(32)),
  }),
  z.strictObject({
    kind: pub(z.literal('notSuitable')),
    product: saleProductSchema,
    riskClass: personal(riskClass),
    /**
     * `counterOnly`: it asks for more than a terminal can do. `recordingAway`: its sale is recorded, and nothing can be
     * recorded here now. `noCard`: the customer has no debit card that can pay.
     */
    why: pub(z.enum(['risk', 'counterOnly', 'recordingAway', 'closed', 'noCard'])),
  }),
  z.strictObject({
    kind: pub(z.literal('enterAmount')),
    product: saleProductSchema,
    /** Whole yuan as typed. */
    entered: personal(z.string().regex(/^\d{0,9}$/)),
    /** The card whose account pays. */
    cardLast4: personal(last4),
    problem: pub(z.enum(['belowMinimum', 'notInSteps', 'tooMuch'])).nullable(),
  }),
  z.strictObject({
    kind: pub(z.literal('reviewOrder')),
    product: saleProductSchema,
    amountFen: personal(fen),
    cardLast4: personal(last4),
    /** Hours in which the order can be taken back; 0 = none. */
    coolingOffHours: pub(z.int().min(0).max(720)),
    /** What the amount would be at the end of the term, or after a year, at either end of the range and in its middle. */
    examples: z.strictObject({ lowFen: personal(fen), middleFen: personal(fen), highFen: personal(fen) }),
  }),
  z.strictObject({
    kind: pub(z.literal('orderResult')),
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent'])),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    product: saleProductSchema,
    amountFen: personal(fen),
    cardLast4: personal(last4),
    orderNumber: personal(z.string().max(32)).nullable(),
    /** ISO 8601; null = it cannot be taken back, or nobody knows. */
    coolingOffUntil: personal(z.iso.datetime()).nullable(),
    seal: pub(z.enum(SEAL_STATES)),
    paperNumber: pub(z.string().max(24)),
    reference: pub(z.string().max(24)),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
] as const;
