import * as z from 'zod';

/** What the terminal's camera is opened for; one thing at a time. */
export const MEDIA_PURPOSES = ['still', 'recording', 'call'] as const;
export const mediaPurposeSchema = z.enum(MEDIA_PURPOSES);
export type MediaPurpose = z.infer<typeof mediaPurposeSchema>;

/**
 * Why the page has no picture or no sound. `missing`: there is no such device; `denied`: the browser may not; `busy`:
 * another program has it; `stalled`: it is open and delivers nothing; `ended`: it went away while it was open.
 */
export const MEDIA_FAULTS = ['missing', 'denied', 'busy', 'stalled', 'ended', 'failed'] as const;
export type MediaFault = (typeof MEDIA_FAULTS)[number];

const label = z.string().min(1).max(128).nullable();

/** `media.order`: what the camera is to do now. A later order takes the place of an earlier one. */
export const mediaOrderSchema = z.strictObject({
  /** Rises with every order of a host's run. */
  order: z.int().min(0),
  /** Devices as the profile names them; a null label means whichever there is. */
  devices: z.strictObject({ camera: label, microphone: label }),
  /** Null: closed. */
  open: z
    .strictObject({
      purpose: mediaPurposeSchema,
      /** Wanted size in pixels; the camera's nearest is taken. */
      width: z.int().min(160).max(7_680),
      height: z.int().min(120).max(4_320),
      sound: z.boolean(),
      /** False = sound alone: a call from a terminal without a camera, or with one that fails. */
      picture: z.boolean().optional(),
      /** Where a call is heard; in an ear nothing has to be taken out of the sound again. Left out: not a call. */
      audio: z.enum(['speaker', 'handset', 'headset']).optional(),
    })
    .nullable(),
});
export type MediaOrder = z.infer<typeof mediaOrderSchema>;

/** `media.presence`: which of the profile's devices are plugged in, before anything is opened. */
export const mediaPresenceSchema = z.strictObject({ camera: z.boolean(), microphone: z.boolean() });
export type MediaPresence = z.infer<typeof mediaPresenceSchema>;

/** `media.state`: what became of an order. `live` is said once the first picture is really there. */
export const mediaStateSchema = z.discriminatedUnion('is', [
  z.strictObject({
    order: z.int().min(0),
    is: z.literal('live'),
    width: z.int().min(1).max(16_384),
    height: z.int().min(1).max(16_384),
  }),
  z.strictObject({ order: z.int().min(0), is: z.literal('closed') }),
  z.strictObject({ order: z.int().min(0), is: z.literal('fault'), fault: z.enum(MEDIA_FAULTS) }),
]);
export type MediaState = z.infer<typeof mediaStateSchema>;
