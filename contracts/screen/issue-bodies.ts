import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { personal, pub } from '../privacy.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS } from './refusals.ts';
import { SEAL_STATES } from './sale-bodies.ts';

const fee = pub(z.int().min(0).max(100_000_000));
const last4 = personal(z.string().regex(/^\d{4}$/));
const reference = pub(z.string().max(24));

/** As many kinds of card as are read at a glance, in letters of any size. */
export const CARD_KINDS_AT_ONCE = 2;

/** What the bank must know of whoever opens an account, in the answers that are offered. */
export const CARD_DETAILS = {
  occupation: ['employed', 'selfEmployed', 'student', 'retired', 'homemaker', 'other'],
  purpose: ['salary', 'dailyLife', 'savings', 'pension'],
} as const;
export type CardDetail = keyof typeof CARD_DETAILS;
export type Occupation = (typeof CARD_DETAILS.occupation)[number];
export type AccountPurpose = (typeof CARD_DETAILS.purpose)[number];

/** Why a kind of card is not to be had here. `tooYoung`: of its own age; `notHere`: this machine holds none of it. */
export const CARD_KIND_REASONS = ['tooYoung', 'notHere'] as const;

/**
 * How it ended. `issued`: in the customer's hand. `refused`, `unknown`, `notSent`: the bank's word on the application.
 * `noCard`: no card could be made, none is the customer's. `kept`: it was the customer's, was not taken or would not come
 * out, lies in the machine and is void. `unsettled`: the bank has not said whether it is his; it lies in the machine.
 * `unclear`: it is in the machine or was taken, and nobody can say.
 */
export const CARD_OUTCOMES = [
  'issued',
  'refused',
  'unknown',
  'notSent',
  'noCard',
  'kept',
  'unsettled',
  'unclear',
] as const;
export type CardOutcome = (typeof CARD_OUTCOMES)[number];

export const issueBodies = [
  z.strictObject({
    kind: pub(z.literal('chooseCardKind')),
    kinds: z
      .array(
        z.strictObject({
          name: pub(bilingualSchema),
          issueFeeFen: fee,
          yearlyFeeFen: fee,
          minimumAge: pub(z.int().min(0).max(150)),
          reason: personal(z.enum(CARD_KIND_REASONS)).nullable(),
          place: pub(z.int().min(0).max(19)),
        }),
      )
      .max(CARD_KINDS_AT_ONCE),
    of: pub(z.int().min(0).max(20)),
    first: pub(z.int().min(0).max(20)),
    last: pub(z.int().min(0).max(20)),
  }),
  z.strictObject({
    kind: pub(z.literal('cardDetail')),
    detail: pub(z.enum(['occupation', 'purpose'])),
  }),
  /** The bank was asked to make the card his and has not answered: it stays where it is. */
  z.strictObject({ kind: pub(z.literal('awaitBinding')), reference }),
  /** It stands at the gate. */
  z.strictObject({
    kind: pub(z.literal('takeNewCard')),
    last4,
    name: pub(bilingualSchema),
    urgency: pub(z.enum(['calm', 'insistent'])),
  }),
  z.strictObject({
    kind: pub(z.literal('newCardResult')),
    outcome: pub(z.enum(CARD_OUTCOMES)),
    refusal: pub(z.enum(REFUSALS)).nullable(),
    /** Of an issued card: whether the bank has said that it is active. */
    active: pub(z.boolean()),
    name: pub(bilingualSchema),
    /** Of an issued card. */
    last4: last4.nullable(),
    seal: pub(z.enum(SEAL_STATES)),
    paperNumber: pub(z.string().max(24)),
    reference,
    /** Staff have been told of a card that lies in the machine; null = there is none. */
    staffTold: pub(z.boolean()).nullable(),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
] as const;
