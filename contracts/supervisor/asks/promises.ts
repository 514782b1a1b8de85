import * as z from 'zod';
import { promiseListSchema } from '#contracts/branch/promise.ts';
import { ask } from '../ask.ts';

/** What customers of the branch were promised and do not have yet. */
export const PROMISE_ASKS = {
  'promises.list': ask({
    by: ['lobby', 'supervisor', 'manager'],
    looks: true,
    input: z.strictObject({}),
    output: promiseListSchema,
  }),
};
