import { approvalDecisionSchema } from '#contracts/branch/approval.ts';
import { pictureIdSchema } from '#contracts/branch/picture.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import { err, ok } from '#foundation/result.ts';
import type { ApprovalDesk } from '../approvals/desk.ts';
import { approvalsOf } from '../approvals/moving.ts';
import { type Approver, scopeOf } from '../approvals/scope.ts';
import { tellerSubject } from '../calls/records.ts';
import type { Changes } from '../changes.ts';
import type { PictureViewing } from '../pictures/viewing.ts';
import type { BranchStore } from '../store/store.ts';
import { contentOf, goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { StaffGate, StaffRoute } from './staff-session.ts';

export type TellerOffices = {
  readonly store: BranchStore;
  readonly changes: Changes;
  readonly approvals: ApprovalDesk;
  readonly viewing: PictureViewing;
};

/**
 * What the terminal of the call he has in hand asks a person, decided at the teller's desk by one who is an approver too.
 * Without a live call there is nothing here: `notFound`.
 */
export function tellerRoutes({ staffRoute }: StaffGate, offices: TellerOffices): void {
  const { store, changes, approvals, viewing } = offices;
  const page = async (approver: Approver) => {
    const scope = await scopeOf(store.db, approver);
    if (!scope) return err({ code: 'notFound' as const });
    return ok({ status: 200 as const, body: await approvals.page(scope.branch, scope.of) });
  };
  /** For whoever has both roles. */
  const route = (
    method: 'GET' | 'POST',
    path: string,
    run: (approver: Approver, ...rest: RouteRest) => ReturnType<Parameters<StaffRoute>[3]>,
  ) =>
    staffRoute(method, `/teller/api/approvals${path}`, 'approver', async ({ staff }, request, reply) =>
      staff.roles.includes('teller')
        ? run(whoOf(staff), request, reply)
        : err({ code: 'notAllowed', detail: 'teller' }),
    );

  route('GET', '', async (approver, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const scope = await scopeOf(store.db, approver);
    if (!scope) return err({ code: 'notFound' });
    const { after, wait } = query.value;
    const subjects = [approvalsOf(scope.branch), tellerSubject(approver.staff)];
    const news = await changes.until(subjects, wait * 1000, goneSignal(reply), async () => {
      await approvals.sweep();
      const now = await scopeOf(store.db, approver);
      const same = now?.of?.call === scope.of?.call && now?.branch === scope.branch;
      return same && (await approvals.revision(scope.branch)) === after ? undefined : true;
    });
    return news.ok ? page(approver) : news;
  });

  route('POST', '/:id/seen', async (approver, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    if (contentOf(request).length > 0) return err({ code: 'badRequest', detail: 'no content belongs here' });
    const answer = await approvals.see(approver, id.value);
    return answer.ok ? page(approver) : answer;
  });

  route('POST', '/:id/decide', async (approver, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const decision = readJson(request, approvalDecisionSchema);
    if (!decision.ok) return decision;
    const answer = await approvals.decide(approver, id.value, decision.value);
    return answer.ok ? page(approver) : answer;
  });

  route('POST', '/:id/pictures/:picture', async (approver, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const picture = readParameter(request, 'picture', pictureIdSchema);
    if (!picture.ok) return picture;
    const opened = await viewing.open(approver, id.value, picture.value);
    return opened.ok ? ok({ status: 200, body: opened.value }) : opened;
  });
}

type RouteRest = [
  request: Parameters<Parameters<StaffRoute>[3]>[1],
  reply: Parameters<Parameters<StaffRoute>[3]>[2],
];

const whoOf = ({ number, branch }: StaffMember): Approver => ({ staff: number, branch, inCall: true });
