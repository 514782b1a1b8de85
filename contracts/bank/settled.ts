import { z } from 'zod';
import { idempotencyKey, moment, opaqueRef } from './values.ts';

/** What every operation says of itself. */
export const operationFacts = {
  operationRef: opaqueRef,
  /** The key it was sent under, so that an answer to somebody else's request cannot pass for ours. */
  idempotencyKey,
  at: moment,
};

/**
 * The bank's word on one state change that has a result: done once with `result`, or refused for good with a code of
 * its own. A lost answer is had again by the key, with the same result.
 */
export const settled = <
  const Action extends string,
  Result extends z.ZodType,
  const Codes extends readonly [string, ...string[]],
>(
  action: Action,
  result: Result,
  codes: Codes,
) =>
  z.discriminatedUnion('state', [
    z.strictObject({ ...operationFacts, action: z.literal(action), state: z.literal('done'), result }),
    z.strictObject({
      ...operationFacts,
      action: z.literal(action),
      state: z.literal('refused'),
      code: z.enum(codes),
    }),
  ]);
