import * as z from 'zod';
import { customerRefSchema } from './appointment.ts';
import { branchIdSchema } from './configuration.ts';
import { staffNumberSchema } from './staff.ts';
import { terminalIdSchema } from './terminal.ts';
import { recordIdSchema } from './ticket.ts';

const instant = z.iso.datetime();

/** By what a customer was recognised. */
export const ARRIVAL_REASONS = ['idCard', 'bankCard', 'appointment', 'beacon'] as const;
export const arrivalReasonSchema = z.enum(ARRIVAL_REASONS);
export type ArrivalReason = z.infer<typeof arrivalReasonSchema>;

/**
 * `POST /v1/arrivals`: a customer was recognised at this terminal. The id is the visit's own: a resend tells nobody
 * twice. Whether he consents is the bank's word, which the branch asks for itself.
 */
export const arrivalRequestSchema = z.strictObject({
  id: recordIdSchema,
  customerRef: customerRefSchema,
  reason: arrivalReasonSchema.extract(['idCard', 'bankCard']),
});
export type ArrivalRequest = z.infer<typeof arrivalRequestSchema>;

/** Whether staff know of him; false where he has not consented, and then nothing is kept. */
export const arrivalAnswerSchema = z.strictObject({ noticed: z.boolean() });
export type ArrivalAnswer = z.infer<typeof arrivalAnswerSchema>;

/** `POST /v1/arrivals/<id>/end`: the visit is over; with a number its holder is in the branch until that is over. */
export const arrivalEndSchema = z.strictObject({ ticket: recordIdSchema.nullable() });
export type ArrivalEnd = z.infer<typeof arrivalEndSchema>;
export const arrivalEndedSchema = z.strictObject({ ended: z.literal(true) });

/** `POST /presence/v1/events`: an adapter of beacons saw a tag. `id` is its own for what it saw. */
export const presenceEventSchema = z.strictObject({
  id: recordIdSchema,
  branch: branchIdSchema,
  tag: customerRefSchema,
});
/** The same to everybody: an adapter does not learn whose tag it was, or whether he consents. */
export const presenceHeardSchema = z.strictObject({ heard: z.literal(true) });

/** Headers of an adapter's request; the signature is `v1=` and the HMAC-SHA-256 in hexadecimal. */
export const PRESENCE_TIMESTAMP = 'presence-timestamp';
export const PRESENCE_SIGNATURE = 'presence-signature';
/** How far an adapter's clock may be from the service's, seconds. */
export const PRESENCE_WINDOW_SECONDS = 300;
/** No event is larger, bytes. */
export const PRESENCE_BYTES = 1_024;

/** For whom a notice is: his client manager, his company's, the lobby, and managers when nobody said he goes. */
export const ARRIVAL_AUDIENCES = ['manager', 'corporate', 'lobby', 'escalated'] as const;
export const arrivalAudienceSchema = z.enum(ARRIVAL_AUDIENCES);
export type ArrivalAudience = z.infer<typeof arrivalAudienceSchema>;

/** Somebody who has come, as one of those sees him who are to know. */
export const arrivalSchema = z.strictObject({
  id: recordIdSchema,
  /** As staff should call him; null where this service cannot read it. */
  name: z.string().max(20).nullable(),
  reason: arrivalReasonSchema,
  /** The terminal he stands at; null where it was none. */
  terminal: terminalIdSchema.nullable(),
  since: instant,
  /** As what whoever asks hears of it. */
  audiences: z.array(arrivalAudienceSchema).min(1).max(ARRIVAL_AUDIENCES.length),
  /** Who said that he goes, one at most for each audience. */
  going: z
    .array(z.strictObject({ audience: arrivalAudienceSchema, staff: staffNumberSchema, at: instant }))
    .max(ARRIVAL_AUDIENCES.length),
  /** Nobody of those `audiences` has said yet that he goes. */
  open: z.boolean(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/** Most arrivals one answer carries. */
export const ARRIVAL_LIST_LIMIT = 100;

/** `GET /arrivals/api/list`, and the answer to "I am going": open ones first, then by time. */
export const arrivalListSchema = z.strictObject({
  revision: z.int().min(0),
  serverTime: instant,
  total: z.int().min(0),
  arrivals: z.array(arrivalSchema).max(ARRIVAL_LIST_LIMIT),
});
export type ArrivalList = z.infer<typeof arrivalListSchema>;
