import * as z from 'zod';
import { SUPPLIES, type Supply, type SupplyLine, USED_UP } from '#contracts/supervisor/asks/supplies.ts';
import type { Journal } from '../journal/journal.ts';
import type { Setting, Settings } from '../settings/settings.ts';
import { movedSince } from './movements.ts';

/** Since which entry of the journal it counts, epoch milliseconds, pieces and staff number. */
const filledSchema = z
  .strictObject({
    amount: z.int().min(0),
    since: z.int().min(0),
    at: z.int().min(0),
    by: z.string(),
  })
  .nullable();
const settingOf = (supply: Supply): Setting<typeof filledSchema> => ({
  name: `supply.${supply}`,
  schema: filledSchema,
  usual: null,
});

/** Pieces left, or of room left, from which on staff are to do something. */
export const THRESHOLDS: Readonly<Record<Supply, number>> = {
  receiptPaper: 50,
  blankCards: 15,
  dispenserBin: 5,
  readerBin: 5,
};

const HOUR = 3_600_000;
/** What was used in less time than this tells nothing of days to come. */
const ENOUGH = 4 * HOUR;

export type Sensors = Readonly<Partial<Record<Supply, SupplyLine['sensor']>>>;

/** The books of what is fed and emptied: put in by staff, moved by what the journal says has moved. */
export class Supplies {
  readonly #journal: Journal;
  readonly #settings: Settings;
  readonly #wall: () => number;

  constructor(journal: Journal, settings: Settings, wall: () => number) {
    this.#journal = journal;
    this.#settings = settings;
    this.#wall = wall;
  }

  read(sensors: Sensors): SupplyLine[] {
    return SUPPLIES.filter((supply) => supply in sensors).map((supply) => {
      const filled = this.#settings.read(settingOf(supply));
      const moved = movedSince(this.#journal.database, supply, filled?.since ?? 0);
      const left = filled ? filled.amount - moved : null;
      const threshold = THRESHOLDS[supply];
      const sensor = sensors[supply] ?? null;
      return {
        ...{ supply, sensor, moved, left, threshold },
        amount: filled?.amount ?? null,
        due: (left !== null && left <= threshold) || isDue(supply, sensor),
        dueOn: filled && left !== null ? this.#dueOn(filled.at, moved, left - threshold) : null,
        at: filled?.at ?? null,
        by: filled?.by ?? null,
      };
    });
  }

  /**
   * Staff have seen to it. `found` pieces were counted in it before. Answers the count less the books; null: nothing to
   * compare. Throws what the journal throws, and then nothing has changed.
   */
  fill(
    supply: Supply,
    { found, amount }: { readonly found: number | null; readonly amount: number },
    by: { readonly number: string; readonly second: string | null },
  ): number | null {
    const setting = settingOf(supply);
    const before = this.#settings.read(setting);
    const moved = movedSince(this.#journal.database, supply, before?.since ?? 0);
    const expected = USED_UP.has(supply) ? (before ? before.amount - moved : null) : moved;
    const difference = found === null || expected === null ? null : found - expected;
    this.#settings.write(
      setting,
      { amount, since: this.#journal.head.sequence, at: this.#wall(), by: by.number },
      by.number,
      { found, expected, difference, amount },
    );
    return difference;
  }

  #dueOn(since: number, moved: number, until: number): number | null {
    const lasted = this.#wall() - since;
    if (lasted < ENOUGH || moved === 0 || until <= 0) return null;
    return Math.round(this.#wall() + (until / moved) * lasted);
  }
}

const isDue = (supply: Supply, sensor: SupplyLine['sensor']): boolean =>
  USED_UP.has(supply)
    ? sensor === 'low' || sensor === 'empty' || sensor === 'jammed'
    : sensor === 'full' || sensor === 'high';
