import * as z from 'zod';
import { originalKind } from '#contracts/bank/company.ts';
import { PICTURE_LIMITS } from '../bridge/picture.ts';
import { serviceIdSchema } from '../services/service.ts';
import { paperPurposeSchema } from './retention.ts';

/** Of the terminal, so that a resend keeps nothing twice. Unguessable. */
export const pictureIdSchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const jpeg = z
  .base64()
  .min(4)
  .max(Math.ceil(PICTURE_LIMITS.bytes / 3) * 4);

/**
 * `POST /v1/pictures`: a picture of an original, with where it comes from. It is looked at on arrival: a whole JPEG of
 * this digest and of a size a camera makes.
 */
export const pictureRequestSchema = z.strictObject({
  id: pictureIdSchema,
  visit: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  service: serviceIdSchema,
  original: originalKind,
  purpose: paperPurposeSchema,
  takenAt: z.iso.datetime(),
  sha256,
  jpeg,
});
export type PictureRequest = z.infer<typeof pictureRequestSchema>;

/** Answers it, and `POST /v1/pictures/<id>/drop`. `dropped`: nothing came of it, and its bytes are gone for good. */
export const pictureStateSchema = z.strictObject({
  id: pictureIdSchema,
  state: z.enum(['kept', 'dropped']),
});
export type PictureState = z.infer<typeof pictureStateSchema>;

/** `POST /approvals/api/<id>/pictures/<picture>`: as whoever decides about it looks at it; that he did is written down. */
export const openedPictureSchema = z.strictObject({
  id: pictureIdSchema,
  original: originalKind,
  sha256,
  jpeg,
});
export type OpenedPicture = z.infer<typeof openedPictureSchema>;
