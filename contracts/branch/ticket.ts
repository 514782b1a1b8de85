import * as z from 'zod';
import { languageSchema } from '../language.ts';
import { counterIdSchema, needSchema, queueServiceIdSchema, segmentSchema } from './configuration.ts';

/** As printed and called: the series' letter and its number, `A007`; beyond 999 a digit more. */
export const ticketLabelSchema = z.string().regex(/^[A-Z]\d{3,5}$/);
export type TicketLabel = z.infer<typeof ticketLabelSchema>;

/** Made by whoever asks, unguessable, so that a resend takes no second number. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/**
 * `waiting` until a counter calls; `called` while the board shows it; `serving` once the customer stands there;
 * `parked` when he must fetch something and comes back; then one of the three ends: `done`, `noShow`, `gaveUp`.
 */
export const TICKET_STATES = ['waiting', 'called', 'serving', 'parked', 'done', 'noShow', 'gaveUp'] as const;
export const ticketStateSchema = z.enum(TICKET_STATES);
export type TicketState = z.infer<typeof ticketStateSchema>;

/** What became of one of the services a ticket was taken for. */
export const SERVICE_OUTCOMES = ['open', 'done', 'notPossible', 'atTerminal'] as const;
export const serviceOutcomeSchema = z.enum(SERVICE_OUTCOMES);
export type ServiceOutcome = z.infer<typeof serviceOutcomeSchema>;

/** How somebody came by his ticket. */
export const CHANNELS = ['idCard', 'bankCard', 'appointment', 'phone', 'anonymous'] as const;
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

/** Most services one ticket may be taken for. */
export const MOST_SERVICES = 5;

/** `POST /v1/tickets`. No name, no number: whom it belongs to is on the paper in his hand. */
export const ticketRequestSchema = z.strictObject({
  id: recordIdSchema,
  services: z
    .array(queueServiceIdSchema)
    .min(1)
    .max(MOST_SERVICES)
    .refine((services) => new Set(services).size === services.length, { error: 'a service stands twice' }),
  segment: segmentSchema,
  needs: z
    .array(needSchema)
    .max(3)
    .refine((needs) => new Set(needs).size === needs.length, { error: 'a need stands twice' }),
  language: languageSchema,
  channel: channelSchema,
});
export type TicketRequest = z.infer<typeof ticketRequestSchema>;

/** Why the expected wait is what it is, or has moved; said to the customer with it. */
export const WAIT_REASONS = [
  /** Nothing moved: as many counters as before. */
  'steady',
  /** A counter for this service closed, or opened. */
  'counterClosed',
  'counterOpened',
  /** Nobody serves this service now. */
  'noCounter',
  /** The ones before take longer, or shorter, than usual. */
  'slower',
  'faster',
  /** Somebody with a right to it went before, by the branch's rule. */
  'overtaken',
  /** The branch has no history yet: the range stands on what is usual. */
  'coldStart',
] as const;
export const waitReasonSchema = z.enum(WAIT_REASONS);
export type WaitReason = z.infer<typeof waitReasonSchema>;

/** An honest wait: a range that held in most of the simulated courses, and why. */
export const waitSchema = z.strictObject({
  /** How many are before him; he is called when there is nobody left. */
  ahead: z.int().min(0),
  /** Minutes, whole: in nine of ten simulated courses it took no less and no more. Null when nobody serves. */
  minutes: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }).nullable(),
  reason: waitReasonSchema,
  /** The counter a reason is about. */
  counter: counterIdSchema.nullable(),
});
export type Wait = z.infer<typeof waitSchema>;

export const ticketSchema = z.strictObject({
  id: recordIdSchema,
  label: ticketLabelSchema,
  businessDate: z.iso.date(),
  services: z
    .array(z.strictObject({ id: queueServiceIdSchema, outcome: serviceOutcomeSchema }))
    .min(1)
    .max(MOST_SERVICES),
  segment: segmentSchema,
  needs: z.array(needSchema).max(3),
  language: languageSchema,
  channel: channelSchema,
  state: ticketStateSchema,
  /** Where he is called to or served; null while he waits for any. */
  counter: counterIdSchema.nullable(),
  /** How often somebody who came later went before. */
  overtaken: z.int().min(0),
  issuedAt: z.iso.datetime(),
  calledAt: z.iso.datetime().nullable(),
  /** Of a checked-in appointment: its own time, and how it was kept. */
  appointment: z
    .strictObject({ startsAt: z.iso.datetime(), kept: z.enum(['early', 'onTime', 'late']) })
    .optional(),
  version: z.int().min(1),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** Answer to `POST /v1/tickets` and `GET /v1/tickets/<id>`. */
export const ticketAnswerSchema = z.strictObject({
  ticket: ticketSchema,
  /** Null once nobody waits any more. */
  wait: waitSchema.nullable(),
  /** Where the customer's phone follows it; null where the branch has no address for phones. */
  phoneUrl: z.url().max(512).nullable(),
});
export type TicketAnswer = z.infer<typeof ticketAnswerSchema>;
