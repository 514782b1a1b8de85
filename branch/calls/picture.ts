import type { CallPolicy } from '#contracts/branch/call-policy.ts';
import { toConfiguration } from '../queue/records.ts';
import type { Writing } from '../store/store.ts';
import { areaOf } from './area.ts';
import { type BusyTeller, LAST_DURATIONS } from './expectation.ts';
import { type CallRow, isInHand, TELLER_GONE, type TellerRow, toTeller } from './records.ts';

type Db = Pick<Writing['db'], 'selectFrom'>;

export type OpenCall = CallRow & { readonly terminalAt: number; readonly deskAt: number };

/** How the calls of an area stand at an instant, all that the rules ask for. */
export type AreaPicture = {
  readonly area: string;
  /** Not over, oldest first. */
  readonly calls: readonly OpenCall[];
  /** Present: their desks were heard of. */
  readonly tellers: readonly TellerRow[];
  /** The same as the rules see them. */
  readonly routed: readonly BusyTeller[];
  /** How long the last calls took, milliseconds. */
  readonly durations: readonly number[];
  readonly policyOf: (branch: string) => CallPolicy;
  /** Where a branch belongs to by now. */
  readonly areaOf: (branch: string) => string;
};

export async function pictureOf(db: Db, area: string, now: number): Promise<AreaPicture> {
  const rows = await db
    .selectFrom('calls')
    .leftJoin('call_heard', 'call_heard.call', 'calls.id')
    .selectAll('calls')
    .select(['call_heard.terminal_at', 'call_heard.desk_at'])
    .where('area', '=', area)
    .where('state', 'in', ['waiting', 'assigned', 'live'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const calls = rows.map(({ terminal_at, desk_at, ...row }) => ({
    ...row,
    terminalAt: Number(terminal_at ?? row.created_at),
    deskAt: Number(desk_at ?? row.taken_at ?? 0),
  }));
  const tellers = await db
    .selectFrom('tellers')
    .selectAll()
    .where('area', '=', area)
    .where('seen_at', '>', now - TELLER_GONE)
    .orderBy('staff')
    .execute();
  const ended = await db
    .selectFrom('calls')
    .select(['live_at', 'ended_at'])
    .where('area', '=', area)
    .where('state', '=', 'over')
    .where('live_at', 'is not', null)
    .where('ended_at', 'is not', null)
    .orderBy('ended_at', 'desc')
    .limit(LAST_DURATIONS)
    .execute();
  const branches = await configurations(db, [...new Set(calls.map(({ branch }) => branch))]);
  const of = (branch: string) => branches.get(branch) ?? toConfiguration(null);
  return {
    area,
    calls,
    tellers,
    routed: tellers.map((teller) => busy(teller, calls, now)),
    durations: ended.map(({ live_at, ended_at }) => Number(ended_at) - Number(live_at)),
    policyOf: (branch) => of(branch).calls,
    areaOf: (branch) => areaOf(branch, of(branch)),
  };
}

async function configurations(db: Db, branches: readonly string[]) {
  if (branches.length === 0) return new Map<string, ReturnType<typeof toConfiguration>>();
  const rows = await db
    .selectFrom('branches')
    .select(['id', 'configuration'])
    .where('id', 'in', branches)
    .execute();
  return new Map(rows.map(({ id, configuration }) => [id, toConfiguration(configuration)]));
}

function busy(teller: TellerRow, calls: readonly CallRow[], now: number): BusyTeller {
  const own = calls.find((call) => isInHand(call) && call.staff === teller.staff);
  const since = own === undefined ? null : Math.max(0, now - Number(own.live_at ?? own.taken_at ?? now));
  return { ...toTeller(teller, own !== undefined), since };
}
