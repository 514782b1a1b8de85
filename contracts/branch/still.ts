import * as z from 'zod';
import { pictureIdSchema, pictureRequestSchema } from './picture.ts';

/** Most still pictures of one call. */
export const STILLS_OF_A_CALL = 10;

/**
 * `POST /v1/calls/<id>/pictures`: a still picture of the customer of a call that a teller has in hand; the customer has allowed
 * it. It is looked at on arrival like that of an original.
 */
export const stillRequestSchema = pictureRequestSchema.pick({
  id: true,
  takenAt: true,
  sha256: true,
  jpeg: true,
});
export type StillRequest = z.infer<typeof stillRequestSchema>;

/** Answers it. */
export const stillKeptSchema = z.strictObject({ id: pictureIdSchema });
export type StillKept = z.infer<typeof stillKeptSchema>;

/** `GET /teller/api/pictures/<id>`: for the teller who has that call in hand; that he looked is written down. */
export const openedStillSchema = stillRequestSchema.extend({});
export type OpenedStill = z.infer<typeof openedStillSchema>;
