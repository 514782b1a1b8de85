import {
  type CustomerPromise,
  PROMISE_LIST_LIMIT,
  type PromiseList,
  promiseSchema,
} from '#contracts/branch/promise.ts';
import type { Clock } from '#foundation/clock.ts';
import { fetchedBy } from '../custody/hand-out.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';

type Made = Omit<CustomerPromise, 'here' | 'since' | 'due' | 'overdue'> & {
  readonly since: number;
  readonly due: number;
};

/**
 * What a branch has promised its customers and not kept yet, wherever it is seen to: cards that lie in a terminal,
 * complaints without an answer, calls back. One list, the earliest deadline first.
 */
export class PromiseBook {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async list({ terminal, branch }: Caller): Promise<PromiseList> {
    const now = this.#clock.wall();
    const made = (
      await Promise.all([this.#cards(branch), this.#complaints(branch), this.#callBacks(branch)])
    ).flat();
    made.sort((one, other) => one.due - other.due || one.reference.localeCompare(other.reference));
    return {
      serverTime: new Date(now).toISOString(),
      total: made.length,
      promises: made.slice(0, PROMISE_LIST_LIMIT).map((promise) =>
        promiseSchema.parse({
          ...promise,
          here: promise.place === terminal,
          since: new Date(promise.since).toISOString(),
          due: new Date(promise.due).toISOString(),
          overdue: promise.due <= now,
        }),
      ),
    };
  }

  async #cards(branch: string): Promise<Made[]> {
    const { db } = this.#store;
    const stored = await db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', branch)
      .executeTakeFirst();
    const { custodyDays } = toConfiguration(stored?.configuration ?? null).terminal;
    const rows = await db
      .selectFrom('custody')
      .selectAll()
      .where('branch', '=', branch)
      .where('state', '=', 'inBin')
      .orderBy('created_at')
      .limit(MOST)
      .execute();
    return rows.map((row) => ({
      kind: 'keptCard',
      reference: row.reference,
      place: row.terminal,
      owner: { role: 'lobby', staff: null, name: null },
      begun: false,
      since: Date.parse(row.created_at),
      due: fetchedBy(row.created_at, custodyDays),
    }));
  }

  async #complaints(branch: string): Promise<Made[]> {
    const rows = await this.#store.db
      .selectFrom('tasks')
      .innerJoin('complaints', 'complaints.id', 'tasks.id')
      .leftJoin('staff', 'staff.number', 'tasks.owner_staff')
      .select(['tasks.place', 'tasks.state', 'tasks.owner_role', 'tasks.owner_staff'])
      .select(['tasks.created_at', 'tasks.due_at', 'complaints.number', 'staff.name'])
      .where('tasks.branch', '=', branch)
      .where('tasks.state', 'in', ['open', 'assigned', 'inProgress'])
      .orderBy('tasks.due_at')
      .limit(MOST)
      .execute();
    return rows.map((row) => ({
      kind: 'complaint',
      reference: row.number,
      place: row.place,
      owner: { role: row.owner_role as 'lobby' | 'manager', staff: row.owner_staff, name: row.name },
      begun: row.state !== 'open',
      since: Number(row.created_at),
      due: Number(row.due_at),
    }));
  }

  async #callBacks(branch: string): Promise<Made[]> {
    const rows = await this.#store.db
      .selectFrom('call_backs')
      .leftJoin('staff', 'staff.number', 'call_backs.staff')
      .select(['reference', 'terminal', 'call_backs.state', 'call_backs.staff', 'staff.name'])
      .select(['call_backs.created_at', 'to_at'])
      .where('call_backs.branch', '=', branch)
      .where('call_backs.state', 'in', ['open', 'taken', 'notReached'])
      .orderBy('to_at')
      .limit(MOST)
      .execute();
    return rows.map((row) => ({
      kind: 'callBack',
      reference: row.reference,
      place: row.terminal,
      owner: { role: 'teller', staff: row.staff, name: row.name },
      begun: row.state !== 'open',
      since: Number(row.created_at),
      due: Number(row.to_at),
    }));
  }
}

/** Most of one kind that are looked at, the most pressing first; the list shows no more of them all. */
const MOST = 1_000;
