import * as z from 'zod';
import { bilingualSchema } from '../language.ts';
import { personal } from '../privacy.ts';

/** A card as much as is needed to recognise it. */
export const cardSummarySchema = z.strictObject({
  last4: personal(z.string().regex(/^\d{4}$/)),
  product: personal(bilingualSchema),
  kind: personal(z.enum(['debit', 'credit'])),
});
export type CardSummary = z.infer<typeof cardSummarySchema>;
