import { err, type Result } from '#foundation/result.ts';

/** Why the host cannot start: a code for programs, and words that name the thing and what to do. */
export type StartFault = { readonly code: string; readonly message: string };

export const fault = (code: string, message: string): Result<never, StartFault> => err({ code, message });
