import * as z from 'zod';
import { personal, pub } from '../privacy.ts';

/** As many times as are read at a glance. */
export const TIMES_AT_ONCE = { normal: 6, elder: 3 } as const;
const MOST_TIMES = 8;

const place = pub(
  z
    .int()
    .min(0)
    .max(MOST_TIMES - 1),
);
const moment = pub(z.iso.datetime());
const timeSchema = z.strictObject({ from: moment, to: moment });
const phone = personal(z.string().regex(/^\d{11}$/));

/** Why nobody calls back. `noTimes`: none is free; `notKept`: the branch has refused it; nothing was promised. */
export const CALL_BACK_AWAY = ['unreachable', 'noTimes', 'notKept'] as const;
export type CallBackAway = (typeof CALL_BACK_AWAY)[number];

/** Having somebody call back: when, on which number, read back, and kept. */
export const callBackBodies = [
  z.strictObject({
    kind: pub(z.literal('callBackTime')),
    times: z.array(timeSchema).min(1).max(MOST_TIMES),
    /** The time that was chosen has been taken meanwhile. */
    full: pub(z.boolean()),
    window: z.strictObject({ first: place, last: place }).optional(),
  }),
  z.strictObject({
    kind: pub(z.literal('callBackPhone')),
    entered: personal(z.string().regex(/^\d{0,11}$/)),
    /** Not a number that can be called. */
    problem: pub(z.boolean()),
  }),
  z.strictObject({ kind: pub(z.literal('callBackReview')), time: timeSchema, phone }),
  z.strictObject({
    kind: pub(z.literal('callBackKept')),
    /** To be named to staff; null: it is on its way, and is sent until it has arrived. */
    reference: pub(z.string().max(20)).nullable(),
    time: timeSchema,
    phone,
  }),
  z.strictObject({ kind: pub(z.literal('callBackAway')), why: pub(z.enum(CALL_BACK_AWAY)) }),
] as const;
