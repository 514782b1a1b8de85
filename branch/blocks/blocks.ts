import type { Kysely } from 'kysely';
import type { Block, BlockRequest } from '#contracts/branch/block.ts';
import type { Clock } from '#foundation/clock.ts';
import type { Caller } from '../enrolment/caller.ts';
import { freeReservedLabel } from '../queue/labels.ts';
import { type QueueWriting, writeQueue } from '../queue/queue-writing.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

/** How long it is known whose a reserved number was, in days: so long may a terminal be away and hand in. */
const KEPT_DAYS = 35;
const DAY = 24 * 3_600_000;

/** Statements of at most so many labels: engines bound how many values one may carry. */
const AT_ONCE = 200;

/** Reserves numbers for terminals, to be given out by them alone while they are cut off. */
export class BlockOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * What the terminal may give out from now on. A number leaves its hands in one direction only: what it does not name
   * any more, or named under another key, is given to nobody that day.
   */
  reserve({ terminal, branch }: Caller, request: BlockRequest): Promise<Block> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      const { db, businessDate, configuration } = queue;
      const today = request.businessDate === businessDate;
      const held = new Set(today ? request.held : []);
      const { fingerprint } = await db
        .selectFrom('terminals')
        .select('fingerprint')
        .where('id', '=', terminal)
        .executeTakeFirstOrThrow();
      const rows = await db
        .selectFrom('reserved_numbers')
        .selectAll()
        .where('branch', '=', branch)
        .where('terminal', '=', terminal)
        .where('state', '=', 'reserved')
        .execute();
      const stands = (row: (typeof rows)[number]) =>
        row.business_date === businessDate &&
        row.fingerprint === fingerprint &&
        (held.has(row.label) || row.block === request.id);
      const standing = rows.filter(stands);
      // Of another day only when the terminal has said that its own day is this one: till then it may still give them out.
      const over = rows.filter((row) => !stands(row) && (row.business_date === businessDate || today));
      for (const day of new Set(over.map((row) => row.business_date)))
        await lapse(
          queue,
          day,
          over.filter((row) => row.business_date === day).map(({ label }) => label),
        );
      await this.#forget(queue, terminal);
      const row = {
        branch,
        terminal,
        fingerprint,
        business_date: businessDate,
        block: request.id,
        ticket: null,
      };
      // A store that was set back does not know them: nobody else may get them.
      const unknown = [...held].filter((label) => !standing.some((one) => one.label === label));
      for (const label of unknown)
        await db
          .insertInto('reserved_numbers')
          .values({ ...row, label, state: 'lapsed', reserved_at: queue.now })
          .onConflict((conflict) => conflict.columns(['branch', 'business_date', 'label']).doNothing())
          .execute();
      const numbers = standing.map(({ label }) => label);
      for (const series of new Set(configuration.services.map((service) => service.series))) {
        const has = numbers.filter((label) => label.startsWith(series)).length;
        for (let more = has; more < configuration.reservedNumbers; more++) {
          const label = await freeReservedLabel(queue, series);
          await db
            .insertInto('reserved_numbers')
            .values({ ...row, label, state: 'reserved', reserved_at: queue.now })
            .execute();
          numbers.push(label);
        }
      }
      return { businessDate, numbers: numbers.toSorted(byNumber) };
    });
  }

  async #forget({ db, branch, now }: QueueWriting, terminal: string): Promise<void> {
    await db
      .deleteFrom('reserved_numbers')
      .where('branch', '=', branch)
      .where('terminal', '=', terminal)
      .where('business_date', '<', new Date(now - KEPT_DAYS * DAY).toISOString().slice(0, 10))
      .execute();
  }
}

async function lapse({ db, branch }: QueueWriting, day: string, labels: readonly string[]): Promise<void> {
  for (let from = 0; from < labels.length; from += AT_ONCE)
    await db
      .updateTable('reserved_numbers')
      .set({ state: 'lapsed' })
      .where('branch', '=', branch)
      .where('business_date', '=', day)
      .where('label', 'in', labels.slice(from, from + AT_ONCE))
      .execute();
}

/** By letter, and the lower number first, whatever its digits. */
const byNumber = (one: string, other: string): number =>
  one.charCodeAt(0) - other.charCodeAt(0) || Number(one.slice(1)) - Number(other.slice(1));

/** By terminal, how many numbers it gave out that day while it was cut off, as far as it has handed them in. */
export async function cutOffline(
  db: Kysely<BranchTables>,
  branch: string,
  businessDate: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('reserved_numbers')
    .select((eb) => ['terminal', eb.fn.countAll<number | string>().as('count')])
    .where('branch', '=', branch)
    .where('business_date', '=', businessDate)
    .where('state', '=', 'cut')
    .groupBy('terminal')
    .execute();
  return new Map(rows.map(({ terminal, count }) => [terminal, Number(count)]));
}
