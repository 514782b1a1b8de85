import * as z from 'zod';

/** Branches of one region share their tellers; a branch without one has its own alone. */
export const regionSchema = z.string().regex(/^[A-Z0-9-]{1,12}$/);

/** How calls to a teller are served in a branch. Every field has a default, so that what was stored before still reads. */
export const callPolicySchema = z.strictObject({
  region: regionSchema.nullable().default(null),
  /** How long a customer's own client manager, while he is present, is kept for him before any teller may come, seconds. */
  ownManagerSeconds: z.int().min(0).max(600).default(30),
  /** Once taken: how long until the two see or read each other, before the call goes back to its place, seconds. */
  connectSeconds: z.int().min(10).max(300).default(45),
  /** How long a teller who is not heard any more is waited for in mid-call, seconds. */
  tellerSilentSeconds: z.int().min(5).max(300).default(20),
  /** A wait that would be longer than this is not begun with a promise: the other ways are offered first, minutes. */
  tooLongMinutes: z.int().min(1).max(120).default(10),
  /** A call that takes longer than this is offered to go on as a call-back, minutes. */
  longCallMinutes: z.int().min(1).max(240).default(15),
  /**
   * Whether what is seen and heard in a call may be recorded. `never`: nobody is asked and nothing is; `asked`: the customer
   * is, once the two see or hear each other, and only his yes begins it.
   */
  recording: z.enum(['never', 'asked']).default('never'),
  /** Days after its end until notes, words, the hand-over packet and what was recorded are deleted. */
  keepDays: z.int().min(0).max(3_650).default(30),
});
export type CallPolicy = z.infer<typeof callPolicySchema>;
