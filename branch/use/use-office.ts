import { type TileUse, USE_HOUR, type UseBatch } from '#contracts/branch/use.ts';
import { ANSWERS } from '#contracts/finding/answers/all.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { Clock } from '#foundation/clock.ts';
import { branchTime } from '../branch-time.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';

const DAY = 86_400_000;
/** How long the id of a batch is remembered. What is older than that is counted no more, so that nothing counts twice. */
const REMEMBERED = 90 * DAY;
/** How long counts are kept: a year, and the same weeks of the year before. */
const KEPT = 400 * DAY;

/** How often what is opened at the terminals of a branch. No person, no visit, nothing that was typed. */
export class UseOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Counts a batch once; false: it had been counted before. Hours that lie ahead, or too far back, are left out. */
  count({ terminal, branch }: Caller, { id, rows }: UseBatch): Promise<boolean> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async ({ db }) => {
      const stored = await db
        .selectFrom('branches')
        .select('configuration')
        .where('id', '=', branch)
        .executeTakeFirst();
      const { timeZone } = toConfiguration(stored?.configuration ?? null);
      const dayOf = (wall: number) => businessDate(wall, timeZone);
      const first = await db
        .insertInto('use_batches')
        .values({ terminal, id, day: dayOf(now) })
        .onConflict((conflict) => conflict.columns(['terminal', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!first) return false;
      // A day more than what is counted, whatever the time zone.
      await db
        .deleteFrom('use_batches')
        .where('day', '<', dayOf(now - REMEMBERED - 2 * DAY))
        .execute();
      await db
        .deleteFrom('tile_use')
        .where('branch', '=', branch)
        .where('business_date', '<', dayOf(now - KEPT))
        .execute();
      for (const { tile, hour, opened, finished } of rows) {
        if (hour > now + USE_HOUR || hour < now - REMEMBERED) continue;
        await db
          .insertInto('tile_use')
          .values({
            branch,
            business_date: dayOf(hour),
            hour: Number(branchTime(hour, timeZone).hour),
            tile,
            opened,
            finished: Math.min(opened, finished),
          })
          .onConflict((conflict) =>
            conflict.columns(['branch', 'business_date', 'hour', 'tile']).doUpdateSet((eb) => ({
              opened: eb('tile_use.opened', '+', opened),
              finished: eb('tile_use.finished', '+', Math.min(opened, finished)),
            })),
          )
          .execute();
      }
      return true;
    });
  }

  /** The branch's tiles over the last days, today among them; those nobody opened are told as such. */
  async look(branch: string, days: number): Promise<TileUse> {
    const now = this.#clock.wall();
    const stored = await this.#store.db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', branch)
      .executeTakeFirst();
    const { timeZone, services, finding } = toConfiguration(stored?.configuration ?? null);
    const [from, to] = [businessDate(now - (days - 1) * DAY, timeZone), businessDate(now, timeZone)];
    const rows = await this.#store.db
      .selectFrom('tile_use')
      .selectAll()
      .where('branch', '=', branch)
      .where('business_date', '>=', from)
      .where('business_date', '<=', to)
      .execute();
    const names = new Map<string, TileUse['tiles'][number]['name']>([
      ['find', null],
      ['number', null],
      ['complaint', null],
      ...SERVICE_IDS.map((id) => [`service:${id}`, null] as const),
      ...[...ANSWERS, ...finding.answers]
        .filter(({ id }) => !finding.without.includes(id))
        // A branch's own comes last: it stands in the place of the product's.
        .map(({ id, question }) => [`answer:${id}`, question] as const),
      ...services.map(({ id, name }) => [`business:${id}`, name] as const),
    ]);
    const hours = Array.from({ length: 24 }, () => 0);
    const sums = new Map<string, { opened: number; finished: number; lastUsed: string | null }>(
      [...names.keys()].map((tile) => [tile, { opened: 0, finished: 0, lastUsed: null }]),
    );
    for (const { tile, hour, opened, finished, business_date: day } of rows) {
      hours[hour] = (hours[hour] ?? 0) + opened;
      const sum = sums.get(tile) ?? { opened: 0, finished: 0, lastUsed: null };
      sum.opened += opened;
      sum.finished += finished;
      if (sum.lastUsed === null || day > sum.lastUsed) sum.lastUsed = day;
      sums.set(tile, sum);
    }
    const tiles = [...sums].map(([tile, sum]) => ({
      tile,
      name: names.get(tile) ?? null,
      ...sum,
      givenUp: sum.opened - sum.finished,
    }));
    return {
      serverTime: new Date(now).toISOString(),
      from,
      to,
      tiles: tiles.toSorted((a, b) => b.opened - a.opened || (a.tile < b.tile ? -1 : 1)).slice(0, 400),
      hours,
    };
  }
}
