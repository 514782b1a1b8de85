import * as z from 'zod';

/**
 * Why a person is asked for; no personal data. `quiet`: the customer may be under pressure, and whoever stands beside him
 * is not to learn that staff know. Nothing takes such a call back but staff who have been there.
 */
export const helpReasonSchema = z.enum(['asked', 'stepFailed', 'mediaRetained', 'quiet']);

/**
 * A call for a person: `open` until somebody acknowledges, `acknowledged`, `closed` by staff, `withdrawn` by the
 * customer or by the end of the visit.
 */
export const assistanceStateSchema = z.enum(['open', 'acknowledged', 'closed', 'withdrawn']);

/**
 * A member of staff operates the terminal's screen for the customer. `turn` counts how often that was begun in this call;
 * `staff` names him to the branch service alone: it is a digest of his number and the call.
 */
export const handsOnGlassSchema = z.strictObject({
  turn: z.int().min(1),
  staff: z.string().regex(/^[0-9a-f]{16}$/),
  since: z.iso.datetime(),
});
export type HandsOnGlass = z.infer<typeof handsOnGlassSchema>;

/** `POST /v1/assistance/{id}/hands-off`: the terminal says that this turn is over. */
export const handsOffSchema = handsOnGlassSchema.pick({ turn: true });

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
  /** Whoever has acknowledged the call operates the screen now; null = the customer does. */
  hands: handsOnGlassSchema.nullable(),
  /** Grows with every change; a long poll waits for a higher one. */
  version: z.int().min(1),
  createdAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
});
export type Assistance = z.infer<typeof assistanceSchema>;

/** `POST /v1/assistance`. The id is the terminal's, so that a resend opens nothing twice. */
export const assistanceRequestSchema = assistanceSchema
  .pick({
    id: true,
    visit: true,
    reason: true,
    step: true,
    service: true,
    language: true,
  })
  .extend({
    /** When it was asked, where the branch may hear of it late; left out: just now. */
    since: z.iso.datetime().optional(),
  });
export type AssistanceRequest = z.infer<typeof assistanceRequestSchema>;

/** Longest `wait` of a long poll, in seconds. */
export const LONG_POLL_MAXIMUM_SECONDS = 25;
