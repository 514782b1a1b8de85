import * as z from 'zod';
import { handedToSchema, keptListSchema, keptThingSchema } from '#contracts/branch/custody.ts';
import { ask } from '../ask.ts';

const keepers = ['lobby', 'supervisor', 'manager'] as const;

/** What the machine kept, and to whom it is handed out again. */
export const CUSTODY_ASKS = {
  'custody.list': ask({
    by: keepers,
    looks: true,
    input: z.strictObject({}),
    output: keptListSchema,
  }),
  /** Once and for good. `badInput`: the slip that was shown is another thing's; `stale`: it is not there any more. */
  'custody.handOut': ask({
    by: keepers,
    second: true,
    input: z.strictObject({ id: z.string().min(1).max(64), handed: handedToSchema }),
    output: keptThingSchema,
  }),
};
