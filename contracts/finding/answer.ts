import * as z from 'zod';
import { serviceIdSchema } from '../services/service.ts';

/** Every answer ends in one of three: done here, papers for a counter and a number, or a person. */
export const answerEndSchema = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('start'), service: serviceIdSchema }),
  /** Something one queues for, by its name in the branch's configuration. */
  z.strictObject({ to: z.literal('papers'), business: z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/) }),
  z.strictObject({ to: z.literal('person') }),
]);
export type AnswerEnd = z.infer<typeof answerEndSchema>;

/** How much of an answer fits a terminal's screen with large letters, in characters. */
const words = (zh: number, en: number) =>
  z.strictObject({ zh: z.string().trim().min(1).max(zh), en: z.string().trim().min(1).max(en) });

/** What people say for it; both languages together. */
export const searchWordsSchema = z.array(z.string().trim().min(1).max(40)).max(32);

/**
 * A short answer: what somebody wants, one or two sentences, and how it goes on. It promises nothing a branch cannot
 * keep: no rates, no amounts, no times but the branch's own.
 */
export const answerSchema = z.strictObject({
  id: z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/),
  question: words(14, 36),
  answer: words(70, 180),
  words: searchWordsSchema.default([]),
  end: answerEndSchema,
  /** Shown before anything is typed; the first six are. */
  often: z.boolean().default(false),
  /** What of the branch's own configuration stands under it. */
  shows: z.enum(['hours', 'care']).nullable().default(null),
});
export type Answer = z.infer<typeof answerSchema>;

/** What a branch says of its own in the search, beside what comes with the product. */
export const ownAnswersSchema = z.strictObject({
  /** One with the id of an answer that comes with the product stands in its place. */
  answers: z.array(answerSchema).max(60).default([]),
  /** Ids of answers that do not hold here. */
  without: z.array(answerSchema.shape.id).max(60).default([]),
});
export type OwnAnswers = z.infer<typeof ownAnswersSchema>;

/** Longest text somebody may search with, in UTF-16 units; more is cut. */
export const MOST_QUERY = 64;
/** Most results of one search. */
export const MOST_FOUND = 6;
