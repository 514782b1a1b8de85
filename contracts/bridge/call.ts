import * as z from 'zod';
import { callModeSchema } from '#contracts/branch/call.ts';
import { iceSchema, signalSchema } from '#contracts/branch/signal.ts';

/** Numbers from here on name recordings of a call; those below are of the camera's orders. */
export const CALL_RECORDS = 0x8000_0000;

/** `call.order`: the connection the page is to keep; a later order takes the place of an earlier one, null ends it. */
export const callOrderSchema = z.strictObject({
  /** Rises with every order of a host's run. */
  order: z.int().min(0),
  open: z
    .strictObject({
      turn: z.int().min(1),
      ice: iceSchema,
      /** The most there may be; the page falls back by itself and says so. */
      mode: callModeSchema,
      camera: z.boolean(),
      microphone: z.boolean(),
      /** Where the customer hears; without a speaker in the room there is nothing to echo. */
      audio: z.enum(['speaker', 'handset', 'headset']),
    })
    .nullable(),
});
export type CallOrder = z.infer<typeof callOrderSchema>;

/** `call.signal` (to the page) and `call.signalled` (to the host): what the two browsers say to each other. */
export const callSignalSchema = z.strictObject({ order: z.int().min(0), signal: signalSchema });
export type CallSignal = z.infer<typeof callSignalSchema>;

/**
 * `call.link`: how it stands. `connected` once a picture or a sound of the teller has really come; `interrupted` within
 * 5 s of the last one; `failed`: the page has given up on media, and text is left.
 */
export const callLinkSchema = z.strictObject({
  order: z.int().min(0),
  is: z.enum(['connecting', 'connected', 'interrupted', 'failed']),
  /** What really comes through now. */
  mode: callModeSchema,
});
export type CallLink = z.infer<typeof callLinkSchema>;

/** `call.caption`: what the teller says just now, in writing; empty = nothing. Drawn as it comes, kept by nobody. */
export const callCaptionSchema = z.strictObject({ order: z.int().min(0), text: z.string().max(300) });
export type CallCaption = z.infer<typeof callCaptionSchema>;

/**
 * `call.record`: what is seen and heard in the call is recorded from now on, in segments that bear this number (see
 * `recording.ts`); null: not any longer.
 */
export const callRecordSchema = z.strictObject({
  record: z.int().min(CALL_RECORDS).max(0xffff_ffff).nullable(),
});

/** `call.heard`: during the self-test, whether the microphone hears anything at all. */
export const callHeardSchema = z.strictObject({ loud: z.boolean() });
export type CallHeard = z.infer<typeof callHeardSchema>;
