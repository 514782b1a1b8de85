import * as z from 'zod';

/** Head of a terminal's journal as the branch service keeps it, so that a shortened journal shows. `POST /v1/anchors`. */
export const anchorSchema = z.strictObject({
  terminal: z.string().max(16),
  /** Identity of the journal file: its genesis hash, hexadecimal. */
  journal: z.string().regex(/^[0-9a-f]{64}$/),
  sequence: z.int().min(0),
  /** Hash of that entry, hexadecimal. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Anchor = z.infer<typeof anchorSchema>;
export const anchorRequestSchema = anchorSchema.omit({ terminal: true });
export type AnchorRequest = z.infer<typeof anchorRequestSchema>;
