import * as z from 'zod';
import { serviceIdSchema } from '../services/service.ts';
import { recordIdSchema } from './ticket.ts';
import { wordsSchema } from './words.ts';

/** From "very poor" to "very good". */
export const RATING_LEVELS = [1, 2, 3, 4, 5] as const;
export const ratingLevelSchema = z.int().min(1).max(5);

/** Why somebody was not content. */
export const RATING_REASONS = [
  'waitedLong',
  'hardToUse',
  'notExplained',
  'notFriendly',
  'machineFault',
  'notDone',
  'other',
] as const;
export const ratingReasonSchema = z.enum(RATING_REASONS);
export type RatingReason = z.infer<typeof ratingReasonSchema>;

const reasons = z
  .array(ratingReasonSchema)
  .max(RATING_REASONS.length)
  .refine((given) => new Set(given).size === given.length, { error: 'a reason stands twice' });

/** `POST /v1/ratings`: what a visitor of a terminal said of it. It names neither the visit nor the person. */
export const ratingRequestSchema = z.strictObject({
  id: recordIdSchema,
  level: ratingLevelSchema,
  reasons,
  /** The last thing done in that visit; null when it was a number for the counters or nothing. */
  service: serviceIdSchema.nullable(),
  /** Version of the program whose flow was rated. */
  flow: z.string().regex(/^[0-9A-Za-z.+-]{1,32}$/),
});
export type RatingRequest = z.infer<typeof ratingRequestSchema>;

/** `POST /t/api/<token>/rating`: what the holder of a finished number says of the counter. One a number. */
export const phoneRatingSchema = z.strictObject({
  level: ratingLevelSchema,
  reasons,
  words: wordsSchema.nullable(),
});
export type PhoneRating = z.infer<typeof phoneRatingSchema>;

/** `counted` false: there was one before, and that one stands. */
export const ratingAnswerSchema = z.strictObject({ counted: z.boolean() });
export type RatingAnswer = z.infer<typeof ratingAnswerSchema>;
