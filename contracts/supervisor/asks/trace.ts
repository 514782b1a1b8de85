import * as z from 'zod';
import { ask } from '../ask.ts';
import { TRACE_LIMITS, traceBatchSchema, tracedFrameSchema } from '../trace.ts';

/** What goes over the cables to devices. */
export const TRACE_ASKS = {
  /** Begins or ends telling on `supervisor.trace`; gives what was kept so far, the newest last. */
  'trace.watch': ask({
    by: ['technician'],
    looks: true,
    offline: true,
    input: z.strictObject({ on: z.boolean() }),
    output: z.strictObject({
      ...traceBatchSchema.shape,
      frames: z.array(tracedFrameSchema).max(5 * TRACE_LIMITS.kept),
    }),
  }),
};
