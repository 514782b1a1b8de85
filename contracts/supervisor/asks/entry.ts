import * as z from 'zod';
import { pinSchema, staffNumberSchema } from '#contracts/branch/staff.ts';
import { ask } from '../ask.ts';
import { signedInSchema } from '../session.ts';

const nothing = z.strictObject({});

/** Getting in and out. */
export const ENTRY_ASKS = {
  /** Number and PIN, as at the counter; a session begins in the host, of which the page never sees a token. */
  'entry.signIn': ask({
    by: 'nobody',
    offline: true,
    input: z.strictObject({ number: staffNumberSchema, pin: pinSchema }),
    output: signedInSchema,
  }),
  /** Somebody is still there: puts off the idle end. */
  'entry.touch': ask({ by: 'anybody', offline: true, looks: true, input: nothing, output: nothing }),
  /** Out; the terminal goes back to its customers, or stays closed as staff have said. */
  'entry.leave': ask({ by: 'nobody', offline: true, input: nothing, output: nothing }),
};
