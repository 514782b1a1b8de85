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

export const recordedAnchorSchema = anchorSchema.extend({ recordedAt: z.iso.datetime() });
export type RecordedAnchor = z.infer<typeof recordedAnchorSchema>;

/** An anchor that was refused because another stood in its way: the sign of a journal that was cut or rewritten. */
export const anchorConflictSchema = recordedAnchorSchema.extend({
  standing: z.strictObject({ sequence: anchorSchema.shape.sequence, hash: anchorSchema.shape.hash }),
});
export type AnchorConflict = z.infer<typeof anchorConflictSchema>;

/** Most anchors one answer carries; `next` is the `after` of the following page, null on the last one. */
export const ANCHOR_PAGE = 500;

/** `GET /v1/anchors?terminal&journal[&after]`. */
export const anchorListSchema = z.strictObject({
  newest: recordedAnchorSchema.nullable(),
  anchors: z.array(recordedAnchorSchema).max(ANCHOR_PAGE),
  conflicts: z.array(anchorConflictSchema).max(100),
  next: z.int().min(0).nullable(),
});
export type AnchorList = z.infer<typeof anchorListSchema>;
