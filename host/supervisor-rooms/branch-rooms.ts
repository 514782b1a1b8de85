import type { ApprovalDecision, ApprovalPage } from '#contracts/branch/approval.ts';
import type { HandedTo, KeptList, KeptThing } from '#contracts/branch/custody.ts';
import type { PromiseList } from '#contracts/branch/promise.ts';
import type { TerminalFigures } from '#contracts/branch/terminal-figures.ts';
import { DEFAULT_TERMINAL_POLICY, type TerminalPolicy } from '#contracts/branch/terminal-policy.ts';
import type { APPROVAL_ASKS } from '#contracts/supervisor/asks/approvals.ts';
import type { CUSTODY_ASKS } from '#contracts/supervisor/asks/custody.ts';
import type { PROMISE_ASKS } from '#contracts/supervisor/asks/promises.ts';
import type { TODAY_ASKS } from '#contracts/supervisor/asks/today.ts';
import type { AskRefusal } from '#contracts/supervisor/line.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Journal } from '../journal/journal.ts';
import { dayIn } from '../numbers/day.ts';
import type { News } from '../supervisor/open-supervisor.ts';
import type { Asking, Handlers } from '../supervisor/who.ts';
import { dayHere } from './day-here.ts';

type Answer<T> = Promise<Result<T, AskRefusal>>;

/** What these rooms need of the branch service, each by the session's token; `branch/client` is one. */
export type OfficeLine = {
  keptHere(token: string): Answer<KeptList>;
  handOut(token: string, id: string, handed: HandedTo): Answer<KeptThing>;
  promises(token: string): Answer<PromiseList>;
  todaysFigures(token: string): Answer<TerminalFigures>;
  approvalsWaiting(token: string): Answer<ApprovalPage>;
  decideApproval(token: string, id: string, decision: ApprovalDecision): Answer<ApprovalPage>;
};

export type BranchRoomsWorld = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly line: OfficeLine;
  readonly news: News;
  /** What the branch last said of how its terminals are worked at. */
  readonly heard: () => TerminalPolicy | undefined;
};

type BranchAsk =
  | keyof typeof CUSTODY_ASKS
  | keyof typeof PROMISE_ASKS
  | keyof typeof APPROVAL_ASKS
  | keyof typeof TODAY_ASKS;

const TIME_ZONE = 'Asia/Shanghai';

/** Nothing of this is known here alone: whoever was let in without the branch is told that it is away. */
const withToken = async <T>({ token }: Asking, run: (token: string) => Answer<T>): Answer<T> =>
  token === null ? err({ code: 'away' }) : run(token);

/** Rooms whose books are the branch's: custody, promises, approvals, and today's figures. */
export const branchRooms = ({
  clock,
  journal,
  line,
  news,
  heard,
}: BranchRoomsWorld): Pick<Handlers, BranchAsk> => ({
  'custody.list': (_, who) => withToken(who, (token) => line.keptHere(token)),
  'custody.handOut': async ({ id, handed }, who) => {
    const answer = await withToken(who, (token) => line.handOut(token, id, handed));
    // Whatever came of it: what the page shows may be old.
    news('custody.list', 'promises.list');
    return answer;
  },
  'promises.list': (_, who) => withToken(who, (token) => line.promises(token)),
  'approvals.list': (_, who) => withToken(who, (token) => line.approvalsWaiting(token)),
  'approvals.decide': async ({ id, decision }, who) => {
    const answer = await withToken(who, (token) => line.decideApproval(token, id, decision));
    news('approvals.list');
    return answer;
  },
  'today.read': async (_, who) => {
    const figures = await withToken(who, (token) => line.todaysFigures(token));
    if (!figures.ok) return figures;
    const { businessDate } = figures.value;
    const here = dayHere(journal.database, (at) => dayIn(TIME_ZONE, at) === businessDate, clock.wall());
    return ok({ figures: figures.value, here, targets: (heard() ?? DEFAULT_TERMINAL_POLICY).targets });
  },
});
