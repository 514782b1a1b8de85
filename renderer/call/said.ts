import * as z from 'zod';
import { RUNGS } from './quality.ts';

/** Between two of them, milliseconds; each stands for itself, so that a lost one is not missed. */
export const SAID_EVERY = 500;

const LONGEST = 256;

/** What one page says to the other beside the media, on a channel of the same connection. */
const saidSchema = z.strictObject({
  /** Rises; an older one that comes later counts for nothing. */
  n: z.int().min(1),
  /** What is really being sent now. */
  camera: z.boolean(),
  microphone: z.boolean(),
  /** The picture is smaller than it could be, or left out, because the line is poor. */
  lowered: z.enum(['no', 'small', 'off']),
  /** The most that whoever says this can take now. */
  wants: z.enum(RUNGS),
});
export type Said = z.infer<typeof saidSchema>;

/** Null: nothing that makes sense. */
export function readSaid(data: unknown): Said | null {
  if (typeof data !== 'string' || data.length > LONGEST) return null;
  try {
    const read = saidSchema.safeParse(JSON.parse(data));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
