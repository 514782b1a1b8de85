import * as z from 'zod';
import { eBankingChannel } from '#contracts/bank/e-banking.ts';
import { personal, pub } from '../privacy.ts';
import { cardSummarySchema } from './card-summary.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS } from './refusals.ts';
import { SEAL_STATES } from './sale-bodies.ts';

const fen = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const channels = z.array(eBankingChannel).min(1).max(2);
/** As the bank masks it; null when the card has none. */
const maskedPhone = personal(z.string().max(20)).nullable();

/** As many limits as are read at a glance, in letters of any size. */
export const LIMITS_AT_ONCE = 3;

/**
 * Why it ends before anything was begun. `alreadyOpen`: it was opened before. `noCard`: the customer has no card that
 * works. `notOffered`: the bank offers nothing of it. `noProof`: neither a code nor a person can show that it is he.
 */
export const E_BANKING_CLOSED = ['alreadyOpen', 'noCard', 'notOffered', 'tooYoung', 'noProof'] as const;

export const eBankingBodies = [
  /** The phone reserved for a card is to answer a code; `enterCode` takes it. */
  z.strictObject({
    kind: pub(z.literal('provePhone')),
    card: cardSummarySchema,
    phone: maskedPhone,
    /** Why there is no code to be entered. */
    problem: pub(z.enum(['expired', 'tooSoon', 'tooManyCodes', 'notSent'])).nullable(),
    /** Until the bank sends another code; 0 when it does now, or never. */
    secondsLeft: pub(z.int().min(0).max(3600)),
  }),
  z.strictObject({
    kind: pub(z.literal('chooseChannels')),
    choices: pub(z.array(channels).max(3)),
  }),
  z.strictObject({
    kind: pub(z.literal('chooseLimits')),
    choices: z
      .array(z.strictObject({ perPaymentFen: pub(fen), perDayFen: pub(fen) }))
      .min(1)
      .max(LIMITS_AT_ONCE),
  }),
  z.strictObject({
    kind: pub(z.literal('reviewEBanking')),
    card: cardSummarySchema,
    phone: maskedPhone,
    channels: personal(channels),
    perPaymentFen: personal(fen),
    perDayFen: personal(fen),
    /** How it is known that it is the customer: his phone answered, or a member of staff is to decide. */
    proof: pub(z.enum(['code', 'person'])),
  }),
  z.strictObject({
    kind: pub(z.literal('eBankingClosed')),
    why: pub(z.enum(E_BANKING_CLOSED)),
    /** What is open already. */
    contract: z
      .strictObject({
        contractNumber: personal(z.string().max(20)),
        perPaymentFen: personal(fen),
        perDayFen: personal(fen),
      })
      .nullable(),
    /** Completed years, by the bank's terms; null where nobody knows them. */
    minimumAge: pub(z.int().min(0).max(150)).nullable(),
    reference: pub(z.string().max(24)),
  }),
  z.strictObject({
    kind: pub(z.literal('eBankingResult')),
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent'])),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    cardLast4: personal(z.string().regex(/^\d{4}$/)),
    perDayFen: personal(fen),
    contractNumber: personal(z.string().max(20)).nullable(),
    seal: pub(z.enum(SEAL_STATES)),
    paperNumber: pub(z.string().max(24)),
    reference: pub(z.string().max(24)),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
] as const;
