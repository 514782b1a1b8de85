import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { personal, pub, secret } from '../privacy.ts';
import { documentTypeSchema, ineligibilitySchema, serviceIdSchema } from '../services/service.ts';
import { approvalBodies } from './approval-bodies.ts';
import { callBackBodies } from './call-back-bodies.ts';
import { cardSummarySchema } from './card-summary.ts';
import { companyBodies } from './company-bodies.ts';
import { eBankingBodies } from './e-banking-bodies.ts';
import { feedbackBodies, RATING_STATES } from './feedback-bodies.ts';
import { findingBodies } from './finding-bodies.ts';
import { helperBodies } from './helper-bodies.ts';
import { issueBodies } from './issue-bodies.ts';
import { OUT_OF_SERVICE } from './out-of-service.ts';
import { openingSchema, queueBodies, timeOfDaySchema } from './queue-bodies.ts';
import { RECEIPT_STATES } from './receipt-states.ts';
import { REFUSALS, type Refusal } from './refusals.ts';
import { saleBodies } from './sale-bodies.ts';
import { signBodies } from './sign-bodies.ts';
import { withdrawalBodies } from './withdrawal-bodies.ts';

export { type CardSummary, cardSummarySchema } from './card-summary.ts';
export { RECEIPT_STATES, REFUSALS, type Refusal };

const last4 = personal(z.string().regex(/^\d{4}$/));
/** A number to name to staff: letters and digits without look-alikes. */
const reference = pub(z.string().max(24));
/** `142****0001`: as the bank masks it. */
/** Until the bank sends another code; 0 when it does now, or never. */
const secondsToNextCode = pub(z.int().min(0).max(3600));
const maskedPhone = personal(z.string().max(20));

export const IDENTIFY_PROBLEMS = [
  'unreadable',
  'unsupportedDocument',
  'invalidDocument',
  'readerFault',
  'customerUnknown',
  'nameMismatch',
  'bankUnreachable',
] as const;

export const WORKING = [
  'lookup',
  'readCard',
  'block',
  'sendCode',
  'checkCode',
  'changePhone',
  'openCase',
  'returnCard',
  'retainCard',
  'queue',
  'takeNumber',
  'giveUpNumber',
  'find',
  'fileComplaint',
  'loadSale',
  'openPaper',
  'sealPaper',
  'recorder',
  'recordAssessment',
  'order',
  'loadOrders',
  'loadCase',
  'keepPicture',
  'openCompanyAccount',
  'withdraw',
  'loadEBanking',
  'signUp',
  'loadCards',
  'verifyPerson',
  'applyForCard',
  'prepareCard',
  'bindCard',
  'presentCard',
  'activateCard',
  'loadTimes',
  'keepCallBack',
] as const;

/** The slip for a kept card is not offered, it comes. */
export const SLIP_STATES = ['printing', 'printed', 'unknown', 'notPrinted', 'unavailable'] as const;

/** As many cards as are read at a glance; with more, `chooseCard` shows a window of them. */
export const CARDS_AT_ONCE = { normal: 6, elder: 4 } as const;

/** Each screen's own content; the frame and the actions are the same everywhere. */
export const bodies = [
  z.strictObject({ kind: pub(z.literal('starting')) }),
  z.strictObject({
    kind: pub(z.literal('outOfService')),
    reason: pub(z.enum(OUT_OF_SERVICE)),
    reference,
  }),
  z.strictObject({
    kind: pub(z.literal('idle')),
    services: pub(z.array(serviceIdSchema)),
    /** Media a former visit left: nobody can start until it is gone. */
    notice: pub(z.enum(['takeLeftCard', 'liftLeftIdCard'])).nullable(),
    /** The branch service cannot be had: what needs only the bank goes on, nobody can be called. */
    cutOff: pub(z.boolean()).optional(),
    /** What the branch's hours say now; left out while nobody knows them, or nothing is to be said. */
    hall: z
      .strictObject({
        open: pub(z.boolean()),
        /** When the counters open, while they are closed; null = nobody knows. */
        opening: pub(openingSchema).nullable(),
        /** Older and disabled people go first until then. */
        careUntil: pub(timeOfDaySchema).nullable(),
      })
      .optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('identify')),
    phase: pub(z.enum(['place', 'reading', 'problem'])),
    problem: pub(z.enum(IDENTIFY_PROBLEMS)).nullable(),
  }),
  z.strictObject({ kind: pub(z.literal('elderOffer')) }),
  z.strictObject({
    kind: pub(z.literal('menu')),
    services: z.array(
      z.strictObject({
        id: pub(serviceIdSchema),
        offered: pub(z.boolean()),
        reason: personal(ineligibilitySchema).nullable(),
        minimumAge: pub(z.int()),
      }),
    ),
    documentType: personal(documentTypeSchema),
    /** A number for the counters may be taken, or one is held already. */
    number: pub(z.enum(['take', 'held'])),
    cutOff: pub(z.boolean()).optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('notEligible')),
    service: pub(serviceIdSchema),
    reason: personal(ineligibilitySchema),
    minimumAge: pub(z.int()),
  }),
  z.strictObject({
    kind: pub(z.literal('chooseCard')),
    service: pub(serviceIdSchema),
    cards: z
      .array(
        z.strictObject({
          last4,
          product: personal(bilingualSchema),
          kind: personal(z.enum(['debit', 'credit'])),
          selectable: personal(z.boolean()),
          /** Why not: already blocked, or it lies in the machine and so cannot be lost. */
          reason: personal(z.enum(['alreadyBlocked', 'inMachine', 'notForPaying'])).nullable(),
        }),
      )
      .max(20),
    /** When they do not all fit: indices of the first and last card shown now; `more` moves on. */
    window: z
      .strictObject({ first: pub(z.int().min(0).max(19)), last: pub(z.int().min(0).max(19)) })
      .optional(),
  }),
  z.strictObject({ kind: pub(z.literal('reviewBlock')), card: cardSummarySchema }),
  z.strictObject({
    kind: pub(z.literal('proveOldNumber')),
    card: cardSummarySchema,
    oldPhone: maskedPhone.nullable(),
    /** Why there is no code to be entered. */
    problem: pub(z.enum(['expired', 'tooSoon', 'tooManyCodes', 'notSent'])).nullable(),
    secondsLeft: secondsToNextCode,
  }),
  z.strictObject({
    kind: pub(z.literal('enterCode')),
    sentTo: maskedPhone,
    entered: secret(z.string().regex(/^\d{0,6}$/)),
    length: pub(z.int()),
    problem: pub(z.enum(['wrong', 'tooSoon', 'tooManyCodes', 'notSent'])).nullable(),
    triesLeft: pub(z.int().min(0)).nullable(),
    resend: pub(z.enum(['available', 'wait', 'none'])),
    secondsLeft: secondsToNextCode,
  }),
  z.strictObject({
    kind: pub(z.literal('enterPhone')),
    entered: personal(z.string().regex(/^\d{0,11}$/)),
    problem: pub(z.enum(['notMobile', 'sameAsOld'])).nullable(),
    /** `person`: a member of staff may decide here; `case`: a person at the counter will finish the change. */
    route: pub(z.enum(['change', 'person', 'case'])),
  }),
  z.strictObject({
    kind: pub(z.literal('reviewPhone')),
    card: cardSummarySchema,
    oldPhone: maskedPhone.nullable(),
    newPhone: personal(z.string().regex(/^\d{11}$/)),
    route: pub(z.enum(['change', 'person', 'case'])),
  }),
  z.strictObject({
    kind: pub(z.literal('working')),
    what: pub(z.enum(WORKING)),
    /** `brief` first second, `waiting` says what for, `long` says how long it usually takes. */
    phase: pub(z.enum(['brief', 'waiting', 'long'])),
    usualSeconds: pub(z.int().min(1)),
  }),
  z.strictObject({
    kind: pub(z.literal('result')),
    service: pub(serviceIdSchema),
    /** `unknown`: the bank has not said; it is being followed and may still be done. */
    outcome: pub(z.enum(['done', 'refused', 'unknown', 'notSent', 'caseOpened'])),
    /** The bank's own code when it refused. */
    refusal: pub(z.enum(REFUSALS)).nullable(),
    card: cardSummarySchema,
    oldPhone: maskedPhone.nullable(),
    newPhone: personal(z.string().max(20)).nullable(),
    reference,
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
  z.strictObject({
    kind: pub(z.literal('cardProblem')),
    problem: pub(z.enum(['unreadable', 'readerFault', 'notOurs', 'fallbackRefused', 'bankUnreachable'])),
  }),
  z.strictObject({
    kind: pub(z.literal('takeMedia')),
    what: pub(z.enum(['card', 'idCard'])),
    /** The printer cannot see whether the receipt was taken, so the screen reminds and claims nothing. */
    receipt: pub(z.boolean()),
    urgency: pub(z.enum(['calm', 'insistent'])),
    why: pub(z.enum(['finished', 'noActivity', 'cancelled', 'fault'])),
  }),
  z.strictObject({
    kind: pub(z.literal('cardRetained')),
    reason: pub(z.enum(['notTaken', 'jammed'])),
    reference,
    slip: pub(z.enum(SLIP_STATES)),
    staffTold: pub(z.boolean()),
  }),
  z.strictObject({
    kind: pub(z.literal('trouble')),
    what: pub(z.enum(['cardStuck', 'cardReaderFault'])),
    cardInside: pub(z.boolean()),
    reference,
    staffTold: pub(z.boolean()),
  }),
  z.strictObject({
    kind: pub(z.literal('farewell')),
    why: pub(z.enum(['finished', 'noActivity', 'cancelled', 'fault'])),
    rating: pub(z.enum(RATING_STATES)),
  }),
  ...approvalBodies,
  ...callBackBodies,
  ...queueBodies,
  ...findingBodies,
  ...feedbackBodies,
  ...signBodies,
  ...helperBodies,
  ...saleBodies,
  ...withdrawalBodies,
  ...eBankingBodies,
  ...issueBodies,
  ...companyBodies,
] as const;
