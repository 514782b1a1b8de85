import { nextNumber } from '../store/store.ts';
import type { QueueWriting } from './queue-writing.ts';

/** States in which somebody still holds his number. */
const HELD = ['waiting', 'called', 'serving', 'parked'] as const;

/** Most digits of a number; nobody issues more tickets of one letter in a day. */
const MOST_IN_SERIES = 99_999;

/** Numbers reserved for terminals that are cut off begin behind this one, so that those of the branch have no gaps. */
const RESERVED_BEHIND = 800;

const DAY = 24 * 3_600_000;

/**
 * The next number of a letter: never one that this business day has had or reserved, and never one that somebody
 * still holds, or may get, from another day (a clock that was wrong over midnight must not put the same number into
 * two hands).
 */
export const freeLabel = (queue: QueueWriting, series: string): Promise<string> =>
  next(queue, 'series', series, 0);

/** The next number of a letter that a terminal may give out by itself, by the same rules. */
export const freeReservedLabel = (queue: QueueWriting, series: string): Promise<string> =>
  next(queue, 'reserved', series, RESERVED_BEHIND);

async function next(
  queue: QueueWriting,
  kind: 'series' | 'reserved',
  series: string,
  behind: number,
): Promise<string> {
  const { db, branch, businessDate } = queue;
  for (;;) {
    const number = behind + (await nextNumber(db, `${kind}:${branch}:${businessDate}:${series}`));
    if (number > MOST_IN_SERIES) throw new Error('the series is used up');
    const label = `${series}${String(number).padStart(3, '0')}`;
    if (await isTicket(queue, label)) continue;
    if (number > RESERVED_BEHIND && (await isReserved(queue, label))) continue;
    return label;
  }
}

async function isTicket({ db, branch, businessDate }: QueueWriting, label: string): Promise<boolean> {
  const held = await db
    .selectFrom('tickets')
    .select('id')
    .where('branch', '=', branch)
    .where('label', '=', label)
    .where((eb) => eb.or([eb('business_date', '=', businessDate), eb('state', 'in', [...HELD])]))
    .executeTakeFirst();
  return held !== undefined;
}

/** Of another day: as long as its terminal has not said that its own day is over, but for one that never comes back. */
async function isReserved({ db, branch, businessDate }: QueueWriting, label: string): Promise<boolean> {
  const dayBefore = new Date(Date.parse(businessDate) - DAY).toISOString().slice(0, 10);
  const reserved = await db
    .selectFrom('reserved_numbers')
    .select('label')
    .where('branch', '=', branch)
    .where('label', '=', label)
    .where((eb) =>
      eb.or([
        eb('business_date', '=', businessDate),
        eb.and([eb('state', '=', 'reserved'), eb('business_date', '>=', dayBefore)]),
      ]),
    )
    .executeTakeFirst();
  return reserved !== undefined;
}
