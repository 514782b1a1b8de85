import * as z from 'zod';
import { APPOINTMENT_CODE_LENGTH, keptSchema, VERDICTS } from '#contracts/branch/appointment.ts';
import { NEEDS } from '#contracts/branch/configuration.ts';
import { MOST_SERVICES, ticketLabelSchema, waitSchema } from '#contracts/branch/ticket.ts';
import { bilingualSchema } from '../language.ts';
import { personal, pub, secret } from '../privacy.ts';
import { serviceIdSchema } from '../services/service.ts';
import { RECEIPT_STATES } from './receipt-states.ts';

/** As many services of the branch as are read at a glance; with more, `chooseBusiness` shows a window of them. */
export const BUSINESS_AT_ONCE = { normal: 6, elder: 3 } as const;

/** As many papers as are read at a glance, each with what may replace it. */
export const PAPERS_AT_ONCE = { normal: 4, elder: 2 } as const;

/** What is asked of somebody who takes a number: what makes waiting hard, and whether he acts for a company. */
export const NEED_CHOICES = [...NEEDS, 'company'] as const;
export type NeedChoice = (typeof NEED_CHOICES)[number];

/**
 * Why no number can be taken now. `unreachable`: the branch service cannot be had; `refused`: it said no, so there
 * is certainly no number; `notSent`: it was never asked.
 */
export const AWAY_REASONS = ['unreachable', 'closed', 'refused', 'notSent'] as const;
export type AwayReason = (typeof AWAY_REASONS)[number];

export const timeOfDaySchema = z.string().regex(/^\d{2}:\d{2}$/);

/** When the branch opens next, by its own clock. */
export const openingSchema = z.strictObject({
  when: z.enum(['today', 'tomorrow', 'later']),
  /** 1 = Monday to 7 = Sunday. */
  day: z.int().min(1).max(7),
  from: timeOfDaySchema,
  to: timeOfDaySchema,
});
export type Opening = z.infer<typeof openingSchema>;

/** What is done now for those who find waiting hard; one of the two at least. */
export const careSchema = z.strictObject({
  /** Older and disabled people go first until then, by the branch's clock; null = not now. */
  until: pub(timeOfDaySchema).nullable(),
  /** Seats kept for them. */
  seats: pub(z.int().min(0).max(99)),
});

const place = pub(z.int().min(0).max(39));
/** Indices of the first and the last of a list that are shown now; `more` moves on. */
export const windowSchema = z.strictObject({ first: place, last: place });

export const paperSchema = z.strictObject({
  name: pub(bilingualSchema),
  /** Any one of these will do instead. */
  instead: pub(z.array(bilingualSchema).max(4)),
});

/** Why a code that was typed leads nowhere; `unreachable` says nothing about the code. */
export const APPOINTMENT_PROBLEMS = ['mistyped', 'unknown', 'unreachable', 'tooMany'] as const;
export type AppointmentProblem = (typeof APPOINTMENT_PROBLEMS)[number];

/** The screens on the way to a number for the counters. */
export const queueBodies = [
  /** No number now: why, when there are some again, and what can be done here all the same. */
  z.strictObject({
    kind: pub(z.literal('queueAway')),
    reason: pub(z.enum(AWAY_REASONS)),
    opening: pub(openingSchema).nullable(),
    here: pub(z.array(serviceIdSchema)),
  }),
  z.strictObject({
    kind: pub(z.literal('chooseBusiness')),
    services: z
      .array(
        z.strictObject({
          name: pub(bilingualSchema),
          wait: pub(waitSchema).nullable(),
          chosen: personal(z.boolean()),
        }),
      )
      .min(1)
      .max(24),
    /** How many may be chosen. */
    most: pub(z.int().min(1).max(MOST_SERVICES)),
    /** Somebody touched one more than that. */
    full: personal(z.boolean()),
    /** The branch cannot be had: numbers are given all the same, and no wait is known. */
    cutOff: pub(z.boolean()).optional(),
    window: windowSchema.optional(),
  }),
  /** What was chosen can be done at this terminal, at once. */
  z.strictObject({ kind: pub(z.literal('doHere')), here: personal(z.array(serviceIdSchema)) }),
  z.strictObject({
    kind: pub(z.literal('needs')),
    chosen: personal(z.array(z.enum(NEED_CHOICES)).max(NEED_CHOICES.length)),
    /** Known from the document, so it was not asked. */
    elderlyKnown: personal(z.boolean()),
    care: careSchema.optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('papers')),
    papers: z.array(paperSchema).min(1).max(40),
    window: windowSchema.optional(),
  }),
  /** Something is missing: what may replace it. */
  z.strictObject({
    kind: pub(z.literal('papersMissing')),
    /** Only those that something may replace. */
    papers: z.array(paperSchema).max(40),
    window: windowSchema.optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('ticketTaken')),
    label: pub(ticketLabelSchema),
    services: personal(z.array(bilingualSchema).max(MOST_SERVICES)),
    /** `called`: a counter calls it now; `over`: its turn has come and gone, or it was given back elsewhere. */
    state: pub(z.enum(['waiting', 'called', 'over'])),
    wait: pub(waitSchema).nullable(),
    /** Where it is called to. */
    counter: pub(z.string().max(2)).nullable(),
    /** Carries an unguessable token: whoever has it follows this number. */
    phoneUrl: personal(z.url().max(512)).nullable(),
    /** Services for which the branch keeps what was entered, for the counter. */
    kept: personal(z.array(serviceIdSchema).max(8)),
    /** Given out while the branch cannot be had: it counts from this time of day on. */
    countsFrom: pub(timeOfDaySchema).optional(),
    /** Of an appointment that was checked in: its own time, and how it was kept. */
    appointment: z.strictObject({ time: personal(timeOfDaySchema), kept: pub(keptSchema) }).optional(),
    /** Only of somebody whom it is for. */
    care: z
      .strictObject({
        until: personal(timeOfDaySchema).nullable(),
        seats: personal(z.int().min(0).max(99)),
      })
      .optional(),
    receipt: pub(z.enum(RECEIPT_STATES)),
  }),
  z.strictObject({
    kind: pub(z.literal('enterAppointment')),
    entered: secret(z.string().regex(/^\d{0,8}$/)),
    length: pub(z.literal(APPOINTMENT_CODE_LENGTH)),
    problem: pub(z.enum(APPOINTMENT_PROBLEMS)).nullable(),
  }),
  /** An appointment that was found, and what can be done with it now. */
  z.strictObject({
    kind: pub(z.literal('appointment')),
    verdict: pub(z.enum(VERDICTS)),
    service: personal(bilingualSchema),
    day: personal(z.iso.date()),
    time: personal(timeOfDaySchema),
    /** From when it can be checked in. */
    from: personal(timeOfDaySchema),
    /** The number it has already. */
    label: pub(ticketLabelSchema).nullable(),
  }),
  /** Asked and not answered: there may be a number, and nobody knows which. */
  z.strictObject({ kind: pub(z.literal('ticketUnknown')) }),
  z.strictObject({
    kind: pub(z.literal('ticketGivenUp')),
    label: pub(ticketLabelSchema),
    /**
     * `asking`: shall it be given back; `given`; `following`: the branch has not said so yet, it is told until it
     * has; `notGiven`: nothing was done, the number holds.
     */
    state: pub(z.enum(['asking', 'given', 'following', 'notGiven'])),
  }),
] as const;
