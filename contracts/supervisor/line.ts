import * as z from 'zod';
import { pinSchema, staffNumberSchema } from '#contracts/branch/staff.ts';

/** `supervisor.ask`: from the page; answered on `supervisor.answer` with the same id. */
export const supervisorAskSchema = z.strictObject({
  id: z.int().min(1),
  name: z.string().max(40),
  input: z.unknown(),
  /** The second person, where the bank wants one for this. */
  second: z.strictObject({ number: staffNumberSchema, pin: pinSchema }).optional(),
});
export type SupervisorAsk = z.infer<typeof supervisorAskSchema>;

/**
 * Why an ask did nothing. `secondWanted`: somebody else must agree; `waits`: after too many wrong PINs, for so many
 * `seconds`; `notNow`: the terminal is not in supervisor mode, or what is asked does not fit what stands;
 * `unknown`: it may have been done, and nobody can say.
 */
export const ASK_REFUSALS = [
  'notSignedIn',
  'notAllowed',
  'notNow',
  'badInput',
  'pinWrong',
  'pinLocked',
  'waits',
  'expired',
  'secondWanted',
  'samePerson',
  'away',
  'stale',
  'busy',
  'cancelled',
  'failed',
  'unknown',
] as const;
export const askRefusalSchema = z.strictObject({
  code: z.enum(ASK_REFUSALS),
  seconds: z.int().min(0).optional(),
  /** A coded word for whoever repairs; never personal. */
  detail: z.string().max(120).optional(),
});
export type AskRefusal = z.infer<typeof askRefusalSchema>;

/** `supervisor.answer`. */
export const supervisorAnswerSchema = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int().min(1), ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: z.int().min(1), ok: z.literal(false), refusal: askRefusalSchema }),
]);
export type SupervisorAnswer = z.infer<typeof supervisorAnswerSchema>;
