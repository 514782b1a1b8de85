import * as z from 'zod';
import { ask } from '../ask.ts';
import { closingSchema } from '../session.ts';

/** In and out of service. */
export const PLACE_ASKS = {
  /** Customers read the reason from now on, after a restart too; null: in service again. */
  'place.close': ask({
    by: ['supervisor', 'technician', 'manager'],
    offline: true,
    second: true,
    input: z.strictObject({ closing: closingSchema.nullable() }),
    output: z.strictObject({}),
  }),
};
