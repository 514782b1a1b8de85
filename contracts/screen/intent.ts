import * as z from 'zod';
import { keypadKeySchema } from '../keypad.ts';
import { actionIdSchema } from './actions.ts';
import { MOST_SAID } from './call-frame.ts';

/** What a customer does on the page. `step` is the screen's that was looked at; a stale one is refused. */
export const intentSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('act'),
    step: z.int().min(0),
    action: actionIdSchema,
    choice: z.int().min(0).max(31).optional(),
  }),
  /** A key of the keypad; means what the screen's action with that key means. */
  z.strictObject({ type: z.literal('key'), key: keypadKeySchema }),
  /** Words that were written elsewhere than on the screen's own keys: all that stands there now. */
  z.strictObject({ type: z.literal('words'), step: z.int().min(0), words: z.string().max(MOST_SAID) }),
  /** A touch that hit nothing: somebody is still there. */
  z.strictObject({ type: z.literal('activity') }),
]);
export type Intent = z.infer<typeof intentSchema>;
