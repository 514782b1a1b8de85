import * as z from 'zod';

/** Why a person is asked for; no personal data. */
export const helpReasonSchema = z.enum(['asked', 'stepFailed', 'mediaRetained']);

/**
 * A call for a person: `open` until somebody acknowledges, `acknowledged`, `closed` by staff, `withdrawn` by the
 * customer or by the end of the visit.
 */
export const assistanceStateSchema = z.enum(['open', 'acknowledged', 'closed', 'withdrawn']);

export const assistanceSchema = z.strictObject({
  /** Unguessable. */
  id: z.string().max(64),
  /** Short, to be named aloud: `H-0042`. */
  reference: z.string().max(20),
  terminal: z.string().max(16),
  visit: z.string().max(64),
  reason: helpReasonSchema,
  /** The step the customer is on, by its screen kind. */
  step: z.string().max(40),
  service: z.string().max(40).nullable(),
  language: z.string().max(10),
  state: assistanceStateSchema,
  /** Grows with every change; a long poll waits for a higher one. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Assistance = z.infer<typeof assistanceSchema>;

/** `POST /v1/assistance`. The id is the terminal's, so that a resend opens nothing twice. */
export const assistanceRequestSchema = assistanceSchema.pick({
  id: true,
  visit: true,
  reason: true,
  step: true,
  service: true,
  language: true,
});
export type AssistanceRequest = z.infer<typeof assistanceRequestSchema>;

/** Longest `wait` of a long poll, in seconds. */
export const LONG_POLL_MAXIMUM_SECONDS = 25;
