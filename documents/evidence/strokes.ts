import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod';

const pointSchema = z.strictObject({
  /** Milliseconds since the first point of the first stroke. */
  t: z.int().min(0).max(600_000),
  x: z.number().min(0).max(100_000),
  y: z.number().min(0).max(100_000),
  /** 0 is a touch without weight, 1 the most a device tells. */
  pressure: z.number().min(0).max(1),
});

export const MAX_POINTS = 20_000;

/** A signature as it was drawn, in the units of the surface; y grows downwards. */
export const strokesSchema = z
  .strictObject({
    box: z.strictObject({ width: z.number().min(1).max(100_000), height: z.number().min(1).max(100_000) }),
    strokes: z.array(z.array(pointSchema).min(1).max(MAX_POINTS)).min(1).max(500),
  })
  .refine(({ box, strokes }) => strokes.every((s) => s.every((p) => p.x <= box.width && p.y <= box.height)), {
    message: 'outside the box',
  })
  .refine(({ strokes }) => pointsOf(strokes) <= MAX_POINTS, { message: 'too many points' })
  .refine(({ strokes }) => strokes.flat().every((p, i, all) => p.t >= (all[i - 1]?.t ?? 0)), {
    message: 'time goes back',
  });
export type Strokes = z.infer<typeof strokesSchema>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Strokes with what they were drawn for: the document on the screen and the nonce of this one signing. */
export const boundStrokesSchema = z.strictObject({
  documentSha256: sha256,
  nonce: sha256,
  drawn: strokesSchema,
});
export type BoundStrokes = z.infer<typeof boundStrokesSchema>;

const pointsOf = (strokes: readonly (readonly unknown[])[]): number =>
  strokes.reduce((sum, stroke) => sum + stroke.length, 0);

/** Lower-case hexadecimal SHA-256 over RFC 8785 canonical JSON. */
export const hashOfCanonical = (value: unknown): string =>
  createHash('sha256')
    .update(canonicalize(value) ?? '')
    .digest('hex');

/** The hash by which an evidence record names strokes: they themselves are biometric and stay out of it. */
export const strokesHash = (strokes: Strokes): string => hashOfCanonical(strokes);

/** What a record says of strokes besides their hash. */
export const strokesSummary = (strokes: Strokes) => ({
  sha256: strokesHash(strokes),
  count: strokes.strokes.length,
  points: pointsOf(strokes.strokes),
  durationMs: strokes.strokes.at(-1)?.at(-1)?.t ?? 0,
});
