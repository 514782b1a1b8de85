import * as z from 'zod';

/** How the two speak with each other, richest first: each falls back to the next, visibly. Text is always there. */
export const CALL_MODES = ['video', 'audio', 'text'] as const;
export const callModeSchema = z.enum(CALL_MODES);
export type CallMode = z.infer<typeof callModeSchema>;

/**
 * How it ended. `finished` by the teller; `withdrawn` by the customer or the end of his visit; `callBack` and `counter`:
 * it goes on there; `lapsed`: the terminal was not heard of any more, or was started anew.
 */
export const CALL_OUTCOMES = ['finished', 'withdrawn', 'callBack', 'counter', 'lapsed'] as const;
export const callOutcomeSchema = z.enum(CALL_OUTCOMES);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

/** What one may expect now. `null` minutes: nobody can say. */
export const callWaitSchema = z.strictObject({
  /** 1 = next. */
  position: z.int().min(1).max(10_000),
  minutes: z.int().min(0).max(600).nullable(),
  /** Tellers present who could take it, busy ones too. */
  tellers: z.int().min(0).max(10_000),
});
export type CallWait = z.infer<typeof callWaitSchema>;

/**
 * How the recording of a call stands. `asked`: the customer is; `declined` by him; `starting`: he has agreed, and nothing is
 * recorded yet; `on`; `paused`: what stands before him is for him alone; `interrupted`: nothing can be recorded or kept just
 * now, and it begins again by itself; `stopped` by one of the two, for the rest of the call.
 */
export const CALL_RECORDINGS = [
  'asked',
  'declined',
  'starting',
  'on',
  'paused',
  'interrupted',
  'stopped',
] as const;
export const callRecordingSchema = z.enum(CALL_RECORDINGS);
export type CallRecording = z.infer<typeof callRecordingSchema>;
