import * as z from 'zod';

/** Bounds of one picture of an original, on its way from the page and in the archive. */
export const PICTURE_LIMITS = {
  /** Bytes of the JPEG. */
  bytes: 1_500_000,
  /** Pixels of its shorter and of its longer side, at least and at most. */
  least: { short: 240, long: 320 },
  most: 7_680,
} as const;

/** Characters of a shot's name. */
export const SHOT_LENGTH = 24;

/** `picture.shot`: the page is to take one picture now. The name is for this one picture and serves no other. */
export const pictureShotSchema = z.strictObject({
  shot: z.string().regex(/^[a-z]{24}$/),
  /** Of the customer himself, in a call: by whatever camera is open. Left out: of what lies under the camera. */
  of: z.literal('customer').optional(),
});
export type PictureShot = z.infer<typeof pictureShotSchema>;

/** `picture.bytes`: the shot's name in ASCII, then the JPEG. Bytes of the whole, at most. */
export const PICTURE_STREAM = PICTURE_LIMITS.bytes + SHOT_LENGTH;
