import * as z from 'zod';

/** Kinds of devices of a terminal, as its profile names them. */
export const DEVICE_KINDS = [
  'cardReader',
  'idScanner',
  'receiptPrinter',
  'signaturePad',
  'cardDispenser',
] as const;
export const deviceKindSchema = z.enum(DEVICE_KINDS);
export type DeviceKindName = z.infer<typeof deviceKindSchema>;

/** Bounds of the trace. A page that cannot follow is told how many frames it missed, never held up. */
export const TRACE_LIMITS = {
  /** Frames of one device the host keeps. */
  kept: 1_000,
  /** Frames in one message to a page. */
  batch: 200,
  /** Milliseconds between two messages while somebody looks. */
  every: 100,
} as const;

/**
 * One frame as a technician may read it: the protocol's own words and lengths, never what a person said, wrote, holds
 * or is.
 */
export const tracedFrameSchema = z.strictObject({
  /** Counts all frames of all devices since the host started. */
  sequence: z.int().min(1),
  /** Wall clock, milliseconds since 1970. */
  at: z.int().min(0),
  device: deviceKindSchema,
  direction: z.enum(['toDevice', 'toHost', 'discarded']),
  words: z.array(z.string().max(60)).max(8),
  /** Known bytes in hexadecimal, others by their number: `32 30 (4)`. */
  shown: z.string().max(80),
  /** Bytes of the frame, and how many of them are told by their number alone. */
  length: z.int().min(0),
  hidden: z.int().min(0),
  chapter: z.string().max(60),
});
export type TracedFrameLine = z.infer<typeof tracedFrameSchema>;

/** `supervisor.trace`: what went over the cables since the last message. */
export const traceBatchSchema = z.strictObject({
  frames: z.array(tracedFrameSchema).max(TRACE_LIMITS.batch),
  /** Frames that are not in any message, for there were too many. */
  dropped: z.int().min(0),
});
export type TraceBatch = z.infer<typeof traceBatchSchema>;
