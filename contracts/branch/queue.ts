import * as z from 'zod';
import { branchConfigurationSchema } from './configuration.ts';
import { waitSchema } from './ticket.ts';

/** `GET /v1/queue`: what one can queue for here and how long it would take now. */
export const queueSchema = z.strictObject({
  configuration: branchConfigurationSchema,
  businessDate: z.iso.date(),
  /** Whether the branch is open, and whether these are the hours in which care comes first. */
  open: z.boolean(),
  careNow: z.boolean(),
  /** By service id: the wait of somebody who took a ticket now. */
  waits: z.record(z.string().max(32), waitSchema),
});
export type Queue = z.infer<typeof queueSchema>;
