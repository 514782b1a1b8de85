import * as z from 'zod';

/** Most characters of what a customer writes, and of what staff write about it. */
export const WORDS_MOST = 200;

/**
 * Characters nobody can see, or that change how others are read: control and format characters, lone surrogates,
 * private use, separators of lines, what is drawn as nothing, and what stands for something lost.
 */
export const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFC\uFFFD]/u;

/** One line of honest text in somebody's own words, in Normalization Form C; anything else is refused, not altered. */
export const wordsSchema = z
  .string()
  .min(1)
  .max(WORDS_MOST)
  .refine((text) => !UNSEEN.test(text) && text.normalize('NFC') === text, { error: 'not honest text' })
  .refine((text) => text.trim() === text, { error: 'blank at an end' });

/** How somebody wants to be reached: a telephone number, digits alone. */
export const contactSchema = z.string().regex(/^\d{5,15}$/);
