import * as z from 'zod';
import { terminalFiguresSchema } from '#contracts/branch/terminal-figures.ts';
import { terminalPolicySchema } from '#contracts/branch/terminal-policy.ts';
import { ask } from '../ask.ts';

const times = z.int().min(0);
const seconds = z.int().min(0).max(86_400);

/** What this terminal's own journal says of one business day. */
export const dayHereSchema = z.strictObject({
  /** Visits in which a service was begun, and those of them in which something was done here. */
  began: times,
  finished: times,
  /** Of the finished ones, from the first thing to the end: half took no longer, nine in ten took no longer. */
  medianSeconds: seconds.nullable(),
  ninthSeconds: seconds.nullable(),
  /** Services that were begun, in which nothing was done, by the one that was last open. */
  notFinished: z.array(z.strictObject({ service: z.string().max(40), visits: z.int().min(1) })).max(16),
});
export type DayHere = z.infer<typeof dayHereSchema>;

/** Today, beside what the bank wants. */
export const TODAY_ASKS = {
  'today.read': ask({
    by: ['supervisor', 'manager'],
    looks: true,
    input: z.strictObject({}),
    output: z.strictObject({
      figures: terminalFiguresSchema,
      here: dayHereSchema,
      targets: terminalPolicySchema.shape.targets.unwrap(),
    }),
  }),
};
