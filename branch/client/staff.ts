import * as z from 'zod';
import { type ApprovalDecision, type ApprovalPage, approvalPageSchema } from '#contracts/branch/approval.ts';
import {
  type HandedTo,
  type KeptList,
  type KeptThing,
  keptListSchema,
  keptThingSchema,
} from '#contracts/branch/custody.ts';
import { type PromiseList, promiseListSchema } from '#contracts/branch/promise.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import { type TerminalFigures, terminalFiguresSchema } from '#contracts/branch/terminal-figures.ts';
import {
  type TerminalStaff,
  terminalSecondAnswerSchema,
  terminalStaffSchema,
} from '#contracts/branch/terminal-staff.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { ask, type BranchError, type Line, type Question } from './request.ts';

/** Refusals come in the words in which a page of the terminal is answered. */
type Answer<T> = Promise<Result<T, AskRefusal>>;

/** Staff at the terminal. `token`: of the session in which somebody is in. `away`: the branch could not be asked. */
export type StaffClient = {
  /** `pinWrong` and `waits` with `seconds` where the next PIN is looked at only after them. */
  staffSignIn(number: string, pin: string): Answer<TerminalStaff>;
  /** Who is in by the token, as he is now. `notSignedIn`: nobody any more. */
  staffWho(token: string, touch: boolean): Answer<TerminalStaff>;
  /** Somebody else agrees to the ask of this name. */
  staffSecond(
    token: string,
    second: { readonly number: string; readonly pin: string },
    to: string,
  ): Answer<StaffMember>;
  staffSignOut(token: string): Answer<object>;
  /** What this terminal keeps, and what was handed out last. */
  keptHere(token: string): Answer<KeptList>;
  /** Sending the same again hands nothing out twice. `unknown`: it may have been written down. */
  handOut(token: string, id: string, handed: HandedTo): Answer<KeptThing>;
  promises(token: string): Answer<PromiseList>;
  todaysFigures(token: string): Answer<TerminalFigures>;
  approvalsWaiting(token: string): Answer<ApprovalPage>;
  /** Sending the same again decides nothing twice. `unknown`: it may have been decided. */
  decideApproval(token: string, id: string, decision: ApprovalDecision): Answer<ApprovalPage>;
};

export function staffClient(line: Line): StaffClient {
  const deadline = BRANCH_DEADLINES.answer;
  const get = async <T>(session: string, target: string, reply: Question<T>['reply']): Answer<T> => {
    const answer = await ask(line, { method: 'GET', target, reply, deadline, session });
    return answer.ok ? answer : err(refusalOf(answer.error));
  };
  const post = async <T>(target: string, body: unknown, reply: Question<T>['reply']): Answer<T> => {
    const answer = await ask(line, { method: 'POST', target, body, reply, deadline });
    return answer.ok ? answer : err(refusalOf(answer.error));
  };
  /** Done for somebody: without an answer nobody knows whether it was. */
  const act = async <T>(
    session: string,
    target: string,
    body: unknown,
    reply: Question<T>['reply'],
  ): Answer<T> => {
    const answer = await ask(line, { method: 'POST', target, body, reply, deadline, session });
    if (answer.ok) return answer;
    const certain = answer.error.code === 'refused' || answer.error.neverSent;
    return err(certain ? refusalOf(answer.error) : { code: 'unknown' });
  };
  return {
    staffSignIn: (number, pin) => post('/v1/staff/sign-in', { number, pin }, terminalStaffSchema),
    staffWho: (token, touch) => post('/v1/staff/who', { token, touch }, terminalStaffSchema),
    staffSecond: async (token, second, to) => {
      const answer = await post('/v1/staff/second', { token, ...second, to }, terminalSecondAnswerSchema);
      return answer.ok ? ok(answer.value.staff) : answer;
    },
    staffSignOut: (token) => post('/v1/staff/sign-out', { token }, z.strictObject({})),
    keptHere: (token) => get(token, '/v1/staff/custody', keptListSchema),
    handOut: (token, id, handed) =>
      act(token, `/v1/staff/custody/${encodeURIComponent(id)}/hand-out`, { handed }, keptThingSchema),
    promises: (token) => get(token, '/v1/staff/promises', promiseListSchema),
    todaysFigures: (token) => get(token, '/v1/staff/figures', terminalFiguresSchema),
    approvalsWaiting: (token) => get(token, '/v1/staff/approvals', approvalPageSchema),
    decideApproval: (token, id, decision) =>
      act(token, `/v1/staff/approvals/${encodeURIComponent(id)}/decide`, decision, approvalPageSchema),
  };
}

/**
 * The branch's reasons as staff at the terminal hear of them. A branch that does not know the terminal, or whose clock
 * differs, says nothing of the person, who may have come to put that right: it counts as away.
 */
const CODES: Partial<Record<NonNullable<BranchError['reason']>, AskRefusal['code']>> = {
  pinWrong: 'pinWrong',
  pinWait: 'waits',
  tooManyRequests: 'waits',
  pinLocked: 'pinLocked',
  expired: 'expired',
  notSignedIn: 'notSignedIn',
  notAllowed: 'notAllowed',
  notYourself: 'samePerson',
  secondWanted: 'secondWanted',
  badRequest: 'badInput',
  badJson: 'badInput',
  notFound: 'stale',
  illegalMove: 'stale',
  alreadyDecided: 'stale',
  approvalOver: 'stale',
  storeUnavailable: 'away',
  clockSkew: 'away',
  terminalUnknown: 'away',
};

function refusalOf({ code, reason, seconds, detail }: BranchError): AskRefusal {
  if (code === 'unreachable') return { code: 'away' };
  const said = (reason !== undefined && reason !== 'other' && CODES[reason]) || 'failed';
  return {
    code: said,
    ...(seconds !== undefined && { seconds }),
    ...(said === 'failed' && detail !== undefined && { detail: detail.slice(0, 120) }),
  };
}
