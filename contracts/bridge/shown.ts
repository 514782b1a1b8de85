import * as z from 'zod';

/** A page of the paper under the eyes has been painted, from bytes of this digest and from nothing else. */
export const paperShownSchema = z.strictObject({
  paper: z.string().regex(/^[0-9a-f]{64}$/),
  /** From 1. */
  page: z.int().min(1).max(60),
});
export type PaperShown = z.infer<typeof paperShownSchema>;
