import * as z from 'zod';

/** BCP 47 tags of the languages the terminal speaks; a new one is one folder in `texts/` and one entry here. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** A name the bank gives in each language (product, branch). */
export const bilingualSchema = z.strictObject({
  zh: z.string().min(1).max(120),
  en: z.string().min(1).max(120),
});
export type Bilingual = z.infer<typeof bilingualSchema>;
