import * as z from 'zod';
import type { StaffMember } from '#contracts/branch/staff.ts';
import {
  type TerminalStaff,
  terminalSecondAnswerSchema,
  terminalStaffSchema,
} from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { err, type Result } from '#foundation/result.ts';
import type { BranchError, Question } from './request.ts';

/** Why staff were not served, in the words in which a page of the terminal is answered. */
export type StaffRefusal = AskRefusal;
type Answer<T> = Promise<Result<T, StaffRefusal>>;

/** Staff at the terminal. `away`: the branch could not be asked. */
export type StaffClient = {
  /** `pinWrong` and `waits` with `seconds` where the next PIN is looked at only after them. */
  staffSignIn(number: string, pin: string): Answer<TerminalStaff>;
  /** Who is in by the token, as he is now. `notSignedIn`: nobody any more. */
  staffWho(token: string, touch: boolean): Answer<TerminalStaff>;
  /** Somebody else agrees to the ask of this name. */
  staffSecond(token: string, second: { number: string; pin: string }, to: string): Answer<StaffMember>;
  staffSignOut(token: string): Answer<object>;
};

type Post = <T>(
  target: string,
  body: unknown,
  reply: Question<T>['reply'],
) => Promise<Result<T, BranchError>>;

export function staffClient(post: Post): StaffClient {
  const say = async <T>(answer: Promise<Result<T, BranchError>>): Answer<T> => {
    const given = await answer;
    return given.ok ? given : err(staffRefusal(given.error));
  };
  return {
    staffSignIn: (number, pin) => say(post('/v1/staff/sign-in', { number, pin }, terminalStaffSchema)),
    staffWho: (token, touch) => say(post('/v1/staff/who', { token, touch }, terminalStaffSchema)),
    staffSecond: async (token, { number, pin }, to) => {
      const given = await say(
        post('/v1/staff/second', { token, number, pin, to }, terminalSecondAnswerSchema),
      );
      return given.ok ? { ok: true, value: given.value.staff } : given;
    },
    staffSignOut: (token) => say(post('/v1/staff/sign-out', { token }, z.strictObject({}))),
  };
}

const CODES: Partial<Record<NonNullable<BranchError['reason']>, StaffRefusal['code']>> = {
  pinWrong: 'pinWrong',
  pinWait: 'waits',
  pinLocked: 'pinLocked',
  expired: 'expired',
  notSignedIn: 'notSignedIn',
  notAllowed: 'notAllowed',
  notYourself: 'samePerson',
  tooManyRequests: 'waits',
  badRequest: 'badInput',
  badJson: 'badInput',
  notFound: 'stale',
  illegalMove: 'notNow',
  alreadyDecided: 'stale',
  approvalOver: 'stale',
  idConflict: 'stale',
  storeUnavailable: 'away',
};

/** A refusal of the branch as staff at the terminal hear of it; nothing else of the service gets out. */
export function staffRefusal({ code, reason, retryAfter, detail }: BranchError): StaffRefusal {
  if (code === 'unreachable') return { code: 'away' };
  const said = (reason !== undefined && reason !== 'other' && CODES[reason]) || 'failed';
  return {
    code: said,
    ...(retryAfter !== undefined && { seconds: retryAfter }),
    ...(said === 'failed' && detail !== undefined && { detail: detail.slice(0, 120) }),
  };
}
