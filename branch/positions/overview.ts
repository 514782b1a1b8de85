import { HALL_TERMINAL_LIMIT, type HallQueue, type HallView } from '#contracts/branch/hall.ts';
import type { VisitOutcome } from '#contracts/branch/position.ts';
import type { Clock } from '#foundation/clock.ts';
import { approvalsOf } from '../approvals/moving.ts';
import { openApprovals } from '../approvals/records.ts';
import { cutOffline } from '../blocks/blocks.ts';
import type { Hall } from '../queue/hall.ts';
import { type BranchStore, branchRevision, currentNumber } from '../store/store.ts';
import { quantile } from '../wait/simulate.ts';
import { type Normal, normalOf, STEP_HISTORY } from './normal.ts';
import { changesIn, onRail } from './rail.ts';

/** Most first calls of a day that the figures look at: the newest ones. */
const MOST_CALLED = 5_000;

export type Overview = {
  readonly view: HallView;
  /** Milliseconds after which it is another one though nothing happened. */
  readonly changesIn: number;
};

/** The hall at a glance, for whoever looks after it: terminals, queue, waits, and where people were served. */
export class HallOverview {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #hall: Hall;

  constructor(store: BranchStore, clock: Clock, hall: Hall) {
    this.#store = store;
    this.#clock = clock;
    this.#hall = hall;
  }

  /** Another number whenever the queue changed, a terminal moved, a visit was counted, or staff were asked something. */
  async revision(branch: string): Promise<number> {
    const { sum } = await this.#store.db
      .selectFrom('terminal_positions')
      .select((eb) => eb.fn.sum<number | string | null>('version').as('sum'))
      .where('branch', '=', branch)
      .executeTakeFirstOrThrow();
    const asked = await currentNumber(this.#store.db, approvalsOf(branch));
    return (await branchRevision(this.#store.db, branch)) + Number(sum ?? 0) + asked;
  }

  async look(branch: string): Promise<Overview> {
    // The revision first: what changes while the rest is read is news to whoever asks again.
    const revision = await this.revision(branch);
    const now = this.#clock.wall();
    const queue = await this.#hall.queue(branch);
    const [rail, waiting, waits, finished, approvals] = await Promise.all([
      this.#rail(branch, now, queue.businessDate),
      this.#waiting(branch),
      this.#waits(branch, queue.businessDate, queue.configuration.waitTargetMinutes),
      this.#finished(branch, queue.businessDate),
      openApprovals(this.#store.db, branch),
    ]);
    const nobody = { ahead: 0, minutes: null, reason: 'noCounter', counter: null } as const;
    return {
      changesIn: rail.changesIn,
      view: {
        revision,
        serverTime: new Date(now).toISOString(),
        businessDate: queue.businessDate,
        terminals: rail.terminals,
        terminalsTotal: rail.total,
        approvals,
        queue: queue.configuration.services.map(({ id, name }): HallQueue => {
          const rows = waiting.filter(({ service }) => service === id);
          const longest = Math.min(...rows.map(({ issued_at }) => Number(issued_at)));
          return {
            service: id,
            name,
            waiting: rows.length,
            longestSince: rows.length > 0 ? new Date(longest).toISOString() : null,
            newcomer: queue.waits[id] ?? nobody,
          };
        }),
        waits,
        finished,
      },
    };
  }

  async #rail(branch: string, now: number, businessDate: string) {
    const { db } = this.#store;
    const [known, rows, cut] = await Promise.all([
      db.selectFrom('terminals').select('id').where('branch', '=', branch).orderBy('id').execute(),
      db.selectFrom('terminal_positions').selectAll().where('branch', '=', branch).execute(),
      cutOffline(db, branch, businessDate),
    ]);
    const shown = known.slice(0, HALL_TERMINAL_LIMIT);
    const normals = new Map<string, Normal | null>();
    const terminals = [];
    let next = Number.POSITIVE_INFINITY;
    for (const { id } of shown) {
      const row = rows.find(({ terminal }) => terminal === id);
      const key = row ? `${row.service ?? ''} ${row.screen}` : '';
      if (row && !normals.has(key))
        normals.set(key, normalOf(row.screen, await this.#history(branch, row.service ?? '', row.screen)));
      const normal = normals.get(key) ?? null;
      if (row) next = Math.min(next, changesIn(row, normal, now));
      terminals.push({ ...onRail(id, row, normal, now), cutOffline: cut.get(id) ?? 0 });
    }
    return { terminals, total: known.length, changesIn: next };
  }

  async #history(branch: string, service: string, step: string): Promise<number[]> {
    const rows = await this.#store.db
      .selectFrom('step_durations')
      .select('milliseconds')
      .where('branch', '=', branch)
      .where('service', '=', service)
      .where('step', '=', step)
      .orderBy('sequence', 'desc')
      .limit(STEP_HISTORY)
      .execute();
    return rows.map(({ milliseconds }) => Number(milliseconds));
  }

  #waiting(branch: string) {
    return this.#store.db
      .selectFrom('tickets')
      .select(['service', 'issued_at'])
      .where('branch', '=', branch)
      .where('state', '=', 'waiting')
      .execute();
  }

  /** A ticket that is called again, or for its next service, has waited once: until its first call. */
  async #waits(branch: string, businessDate: string, targetMinutes: number): Promise<HallView['waits']> {
    const rows = await this.#store.db
      .selectFrom('serves')
      .select((eb) => eb.fn.min('waited').as('waited'))
      .where('branch', '=', branch)
      .where('business_date', '=', businessDate)
      .groupBy('ticket')
      .orderBy((eb) => eb.fn.min('sequence'), 'desc')
      .limit(MOST_CALLED)
      .execute();
    const waited = rows.map((row) => Math.max(0, Number(row.waited))).toSorted((a, b) => a - b);
    const at = (share: number) => (waited.length > 0 ? Math.round(quantile(waited, share)) : null);
    return {
      called: waited.length,
      p50: at(0.5),
      p90: at(0.9),
      targetMinutes,
      withinTarget: waited.filter((wait) => wait <= targetMinutes * 60_000).length,
    };
  }

  async #finished(branch: string, businessDate: string): Promise<HallView['finished']> {
    const { db } = this.#store;
    const [visits, tickets] = await Promise.all([
      db
        .selectFrom('visit_outcomes')
        .select((eb) => ['outcome', eb.fn.sum<number | string>('visits').as('visits')])
        .where('branch', '=', branch)
        .where('business_date', '=', businessDate)
        .groupBy('outcome')
        .execute(),
      db
        .selectFrom('tickets')
        .select((eb) => eb.fn.countAll<number | string>().as('count'))
        .where('branch', '=', branch)
        .where('business_date', '=', businessDate)
        .where('state', '=', 'done')
        .executeTakeFirstOrThrow(),
    ]);
    const of = (outcome: VisitOutcome) => Number(visits.find((row) => row.outcome === outcome)?.visits ?? 0);
    return {
      done: of('done'),
      handedOver: of('handedOver'),
      left: of('left'),
      atCounters: Number(tickets.count),
    };
  }
}
