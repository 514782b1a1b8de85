import * as z from 'zod';

/** Strokes of one signature, points of one stroke, and points that come in one message. */
export const INK_LIMITS = { strokes: 64, points: 4_000, part: 400 } as const;

/** Places are ten-thousandths of the writing area's width and of its height, so that any screen's fit the same paper. */
export const INK_SCALE = 10_000;

const point = z.tuple([
  /** Milliseconds since the pen first touched the area, for this whole signature. */
  z.int().min(0).max(600_000),
  z.int().min(0).max(INK_SCALE),
  z.int().min(0).max(INK_SCALE),
  /** In thousandths; what presses without telling how hard has 500. */
  z.int().min(0).max(1_000),
]);
export type InkPoint = z.infer<typeof point>;

/** A part of a stroke as it is drawn; the last one says so. It belongs to the paper under the eyes and to no other. */
export const inkPartSchema = z.strictObject({
  paper: z.string().regex(/^[0-9a-f]{64}$/),
  /** From 0, without gaps; begins anew after everything was cleared. */
  stroke: z
    .int()
    .min(0)
    .max(INK_LIMITS.strokes - 1),
  /** Height of the area in thousandths of its width. */
  aspect: z.int().min(50).max(5_000),
  points: z.array(point).min(1).max(INK_LIMITS.part),
  last: z.boolean(),
});
export type InkPart = z.infer<typeof inkPartSchema>;
