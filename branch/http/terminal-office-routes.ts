import type { FastifyRequest } from 'fastify';
import { approvalDecisionSchema } from '#contracts/branch/approval.ts';
import { handOutSchema } from '#contracts/branch/custody.ts';
import type { Role, StaffMember } from '#contracts/branch/staff.ts';
import { TERMINAL_STAFF_HEADER } from '#contracts/branch/terminal-staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { ApprovalDesk } from '../approvals/desk.ts';
import type { CustodyDesk } from '../custody/hand-out.ts';
import type { Caller } from '../enrolment/caller.ts';
import { dayFigures } from '../positions/day-figures.ts';
import type { PromiseBook } from '../promises/promises.ts';
import { tokenHash } from '../staff/sessions.ts';
import type { TerminalDoor } from '../staff/terminal-door.ts';
import type { BranchStore } from '../store/store.ts';
import type { Answer } from './answer.ts';
import { readJson, readParameter } from './read.ts';
import { recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';

export type TerminalOfficeParts = {
  readonly clock: Clock;
  readonly store: BranchStore;
  readonly door: TerminalDoor;
  readonly custody: CustodyDesk;
  readonly promises: PromiseBook;
  readonly approvals: ApprovalDesk;
};

type Acting = { readonly caller: Caller; readonly staff: StaffMember; readonly sessionHash: string };

/**
 * What a terminal's host asks for whoever works there: signed by the terminal, and with the token of his session in a
 * header. Who he is and what he may is read at each of them anew.
 */
export function terminalOfficeRoutes(signed: Signed, parts: TerminalOfficeParts): void {
  const { clock, store, door, custody, promises, approvals } = parts;

  const acting = (
    method: 'GET' | 'POST',
    url: string,
    roles: readonly Role[],
    run: (who: Acting, request: FastifyRequest) => Promise<Answer>,
  ) =>
    signed(method, url, async (caller, request) => {
      const token = request.headers[TERMINAL_STAFF_HEADER];
      if (typeof token !== 'string') return err({ code: 'notSignedIn' });
      const who = await door.who(caller, token, method === 'POST');
      if (!who.ok) return who;
      const { staff } = who.value;
      if (!roles.some((role) => staff.roles.includes(role)))
        return err({ code: 'notAllowed', detail: roles.join(' or ') });
      return run({ caller, staff, sessionHash: tokenHash(token) }, request);
    });

  const keepers = ['lobby', 'supervisor', 'manager'] as const;

  acting('GET', '/v1/staff/custody', keepers, async ({ caller }) =>
    ok({ status: 200, body: await custody.list(caller) }),
  );

  acting('POST', '/v1/staff/custody/:id/hand-out', keepers, async (who, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const body = readJson(request, handOutSchema);
    if (!body.ok) return body;
    const { caller, staff, sessionHash } = who;
    const acts = { number: staff.number, sessionHash };
    const done = await custody.handOut(caller, acts, id.value, body.value.handed);
    return done.ok ? ok({ status: 200, body: done.value }) : done;
  });

  acting('GET', '/v1/staff/promises', keepers, async ({ caller }) =>
    ok({ status: 200, body: await promises.list(caller) }),
  );

  acting('GET', '/v1/staff/figures', ['supervisor', 'manager'], async ({ caller }) =>
    ok({ status: 200, body: await dayFigures(store, clock, caller) }),
  );

  acting('GET', '/v1/staff/approvals', ['approver'], async ({ caller }) =>
    ok({ status: 200, body: await approvals.page(caller.branch) }),
  );

  acting('POST', '/v1/staff/approvals/:id/decide', ['approver'], async ({ caller, staff }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const decision = readJson(request, approvalDecisionSchema);
    if (!decision.ok) return decision;
    const approver = { staff: staff.number, branch: caller.branch, at: caller.terminal };
    const answer = await approvals.decide(approver, id.value, decision.value);
    return answer.ok ? ok({ status: 200, body: await approvals.page(caller.branch) }) : answer;
  });
}
