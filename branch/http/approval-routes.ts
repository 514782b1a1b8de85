import { approvalDecisionSchema, approvalRequestSchema } from '#contracts/branch/approval.ts';
import { languageSchema } from '#contracts/language.ts';
import { err, ok } from '#foundation/result.ts';
import type { ApprovalDesk, Approver } from '../approvals/desk.ts';
import { approvalsOf } from '../approvals/moving.ts';
import type { Changes } from '../changes.ts';
import { contentOf, goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { Signed as SignedIn, StaffGate } from './staff-session.ts';

const approvalBody = approvalRequestSchema.extend({ language: languageSchema });

export type ApprovalOffices = { readonly approvals: ApprovalDesk; readonly changes: Changes };

/** Terminals ask, wait and withdraw; members with the role `approver` see and decide what their own branch is asked. */
export function approvalRoutes(
  signed: Signed,
  { staffRoute }: StaffGate,
  { approvals, changes }: ApprovalOffices,
): void {
  signed('POST', '/v1/approvals', async (caller, request) => {
    const body = readJson(request, approvalBody);
    if (!body.ok) return body;
    const answer = await approvals.request(caller, body.value);
    if (!answer.ok) return answer;
    return ok({ status: answer.value.opened ? 201 : 200, body: answer.value.approval });
  });

  signed('GET', '/v1/approvals/:id', async ({ terminal }, request, reply) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after = 0, wait } = query.value;
    const answer = await approvals.await(terminal, id.value, after, wait * 1000, goneSignal(reply));
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  signed('POST', '/v1/approvals/:id/withdraw', async ({ terminal }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const answer = await approvals.withdraw(terminal, id.value);
    return answer.ok ? ok({ status: 200, body: answer.value }) : answer;
  });

  const page = async (branch: string) => ok({ status: 200 as const, body: await approvals.page(branch) });

  staffRoute('GET', '/approvals/api/state', 'approver', async ({ branch }, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    const news = await changes.until(approvalsOf(branch), wait * 1000, goneSignal(reply), async () => {
      await approvals.sweep();
      return (await approvals.revision(branch)) === after ? undefined : true;
    });
    return news.ok ? page(branch) : news;
  });

  staffRoute('POST', '/approvals/api/:id/seen', 'approver', async (member, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
    const answer = await approvals.see(whoOf(member), id.value);
    return answer.ok ? page(member.branch) : answer;
  });

  staffRoute('POST', '/approvals/api/:id/decide', 'approver', async (member, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const decision = readJson(request, approvalDecisionSchema);
    if (!decision.ok) return decision;
    const answer = await approvals.decide(whoOf(member), id.value, decision.value);
    return answer.ok ? page(member.branch) : answer;
  });
}

const whoOf = ({ staff, branch }: SignedIn): Approver => ({ staff: staff.number, branch });
