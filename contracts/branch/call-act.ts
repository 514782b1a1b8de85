import * as z from 'zod';
import { type ActionId, actionIdSchema } from '../screen/actions.ts';

/** Most touches one proposal may hold. */
export const PROPOSED_AT_ONCE = 24;

/** Actions of the frame and the way back: nothing of the customer's is touched by them, so they need no answer of his. */
export const MOVES = [
  'back',
  'closeOverlay',
  'setLanguage',
  'toggleTextSize',
  'toggleContrast',
  'toggleReach',
  'nextPage',
  'previousPage',
] as const;

/** Never put forward by anybody: with these the customer binds himself. */
export const NEVER_PROPOSED = [
  'agree',
  'decline',
  'confirm',
  'next',
  'start',
  'finish',
  'acceptProposal',
  'allowStill',
  'allowRecording',
] as const satisfies readonly ActionId[];

const choice = z.int().min(0).max(31);

/**
 * What a teller may do at the customer's step, from afar. The terminal decides: it checks the token, the step, what the
 * step declares a helper may do, and shows every one of them to the customer.
 */
export const remoteActSchema = z.discriminatedUnion('do', [
  /** A ring around one control; null takes it away. */
  z.strictObject({
    do: z.literal('highlight'),
    what: z.strictObject({ action: actionIdSchema, choice: choice.optional() }).nullable(),
  }),
  z.strictObject({ do: z.literal('move'), action: z.enum(MOVES), choice: choice.optional() }),
  /**
   * Touches put forward: one choice, or a run of entries that fills a field. They happen once the customer accepts them,
   * and only while his step is still the same.
   */
  z.strictObject({
    do: z.literal('propose'),
    inputs: z
      .array(
        z.strictObject({
          action: actionIdSchema,
          choice: choice.optional(),
          words: z.string().min(1).max(200).optional(),
        }),
      )
      .min(1)
      .max(PROPOSED_AT_ONCE),
  }),
  /** A still picture of the customer, which he may decline. */
  z.strictObject({ do: z.literal('still') }),
  /** What is seen and heard is not recorded any further. */
  z.strictObject({ do: z.literal('stopRecording') }),
  /** The screen becomes the ordinary busy one, and staff of the branch are alerted: the customer may be under pressure. */
  z.strictObject({ do: z.literal('quiet') }),
]);
export type RemoteAct = z.infer<typeof remoteActSchema>;
export type RemoteActName = RemoteAct['do'];

/** One act with all that makes it this one: replayed, late, of another teller or for another step it is refused. */
export const orderedActSchema = z.strictObject({
  id: z.uuid(),
  /** The token of the case, which this assignment alone has. */
  token: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  turn: z.int().min(1).max(10_000),
  /** `Screen.step` the teller saw. */
  step: z.int().min(0),
  expiresAt: z.iso.datetime(),
  act: remoteActSchema,
});
export type OrderedAct = z.infer<typeof orderedActSchema>;

/** How long an act may be on its way, milliseconds; the teller's page asks for no more, the terminal grants no more. */
export const ACT_VALID = 15_000;

/**
 * What became of it. `shown`: done, and the customer sees that; `asked`: he is asked; `expired`: he did not answer, or it
 * came too late; `stale`: his step is another one by now; `own`: what stands there is for him alone.
 */
export const ACT_RESULTS = [
  'shown',
  'asked',
  'accepted',
  'declined',
  'expired',
  'stale',
  'own',
  'notAllowed',
  'notOffered',
  'badToken',
  'replayed',
  'busy',
  'failed',
] as const;
export const actResultSchema = z.enum(ACT_RESULTS);
export type ActResult = z.infer<typeof actResultSchema>;
