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
import type { Result } from '#foundation/result.ts';
import { BRANCH_DEADLINES } from './deadlines.ts';
import { ask, type BranchError, type Line, type Question } from './request.ts';

type Answer<T> = Promise<Result<T, BranchError>>;

/** Staff at the terminal. `token`: of the session in which somebody is in. */
export type StaffClient = {
  /** Reasons `pinWrong` and `pinWait` with `seconds` where the next PIN is looked at only after them. */
  staffSignIn(who: { readonly number: string; readonly pin: string }): Answer<TerminalStaff>;
  /** Who is in by the token, as he is now. `notSignedIn`: nobody any more. */
  staffWho(session: { readonly token: string; readonly touch: boolean }): Answer<TerminalStaff>;
  /** Somebody else agrees to the ask of this name. */
  staffSecond(second: {
    readonly token: string;
    readonly number: string;
    readonly pin: string;
    readonly to: string;
  }): Answer<{ readonly staff: StaffMember }>;
  staffSignOut(session: { readonly token: string }): Answer<object>;
  /** What this terminal keeps, and what was handed out last. */
  keptHere(token: string): Answer<KeptList>;
  /** Sending the same again hands nothing out twice. `secondWanted`: somebody else agrees first. */
  handOut(token: string, id: string, handed: HandedTo): Answer<KeptThing>;
  promises(token: string): Answer<PromiseList>;
  todaysFigures(token: string): Answer<TerminalFigures>;
  approvalsWaiting(token: string): Answer<ApprovalPage>;
  /** Sending the same again decides nothing twice. */
  decideApproval(token: string, id: string, decision: ApprovalDecision): Answer<ApprovalPage>;
};

export function staffClient(line: Line): StaffClient {
  const deadline = BRANCH_DEADLINES.answer;
  const get = <T>(session: string, target: string, reply: Question<T>['reply']): Answer<T> =>
    ask(line, { method: 'GET', target, reply, deadline, session });
  const post = <T>(target: string, body: unknown, reply: Question<T>['reply'], session?: string): Answer<T> =>
    ask(line, { method: 'POST', target, body, reply, deadline, ...(session !== undefined && { session }) });
  return {
    staffSignIn: (who) => post('/v1/staff/sign-in', who, terminalStaffSchema),
    staffWho: (session) => post('/v1/staff/who', session, terminalStaffSchema),
    staffSecond: (second) => post('/v1/staff/second', second, terminalSecondAnswerSchema),
    staffSignOut: (session) => post('/v1/staff/sign-out', session, z.strictObject({})),
    keptHere: (token) => get(token, '/v1/staff/custody', keptListSchema),
    handOut: (token, id, handed) =>
      post(`/v1/staff/custody/${encodeURIComponent(id)}/hand-out`, { handed }, keptThingSchema, token),
    promises: (token) => get(token, '/v1/staff/promises', promiseListSchema),
    todaysFigures: (token) => get(token, '/v1/staff/figures', terminalFiguresSchema),
    approvalsWaiting: (token) => get(token, '/v1/staff/approvals', approvalPageSchema),
    decideApproval: (token, id, decision) =>
      post(`/v1/staff/approvals/${encodeURIComponent(id)}/decide`, decision, approvalPageSchema, token),
  };
}
