import type { CallOutlook, CallWait } from '#contracts/branch/call.ts';
import { byAge, type RoutedCall, type RoutedTeller, serves } from './routing.ts';

/** A teller, and how long the call he has in hand has lasted, milliseconds; null = he has none. */
export type BusyTeller = RoutedTeller & { readonly since: number | null };

/** So few calls say nothing of how long one takes. */
export const FEWEST_DURATIONS = 3;
/** How many of the last calls are asked. */
export const LAST_DURATIONS = 20;
const MOST_MINUTES = 600;

/** How long a call takes, by the last ones (milliseconds); undefined where they are too few to say. */
export function usualDuration(durations: readonly number[]): number | undefined {
  if (durations.length < FEWEST_DURATIONS) return undefined;
  const sorted = durations.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Whoever could take a call: present, not on a break, in his language and with the skill. */
const couldTake = <T extends RoutedTeller>(call: RoutedCall, tellers: readonly T[]): T[] =>
  tellers.filter(
    (one) =>
      one.presence !== 'break' &&
      (call.sentTo === one.staff || call.manager === one.staff || serves(one, call)),
  );

/**
 * Place and wait of every waiting call of an area, by id. Calls are given in their order to whoever of the tellers who
 * could take them is free first; a place counts only those before that compete for the same tellers. `null` minutes:
 * nobody is there, or nobody can say yet how long a call takes.
 */
export function expectations(
  waiting: readonly RoutedCall[],
  tellers: readonly BusyTeller[],
  durations: readonly number[],
): Map<string, CallWait> {
  const usual = usualDuration(durations);
  const freeIn = new Map<string, number>(
    tellers.map(({ staff, since }) => [
      staff,
      since === null ? 0 : usual === undefined ? Number.POSITIVE_INFINITY : Math.max(0, usual - since),
    ]),
  );
  const answer = new Map<string, CallWait>();
  const before: RoutedTeller[][] = [];
  for (const call of waiting.toSorted(byAge)) {
    const could = couldTake(call, tellers);
    const ahead = before.filter(
      (others) =>
        (could.length === 0 && others.length === 0) ||
        others.some(({ staff }) => could.some((one) => one.staff === staff)),
    ).length;
    before.push(could);
    const first = could.toSorted((one, other) => at(freeIn, one) - at(freeIn, other))[0];
    const wait = first === undefined ? Number.POSITIVE_INFINITY : at(freeIn, first);
    if (first !== undefined) freeIn.set(first.staff, wait + (usual ?? Number.POSITIVE_INFINITY));
    answer.set(call.id, {
      position: Math.min(ahead + 1, 10_000),
      minutes: Number.isFinite(wait) ? Math.min(Math.ceil(wait / 60_000), MOST_MINUTES) : null,
      tellers: could.length,
    });
  }
  return answer;
}

const at = (freeIn: ReadonlyMap<string, number>, { staff }: RoutedTeller): number =>
  freeIn.get(staff) ?? Number.POSITIVE_INFINITY;

export type OutlookFacts = {
  readonly open: boolean;
  readonly tooLongMinutes: number;
  /** Of a call that were made now. */
  readonly wait: CallWait;
};

/** What may be promised before a call is made. */
export function outlookOf({ open, tooLongMinutes, wait }: OutlookFacts): CallOutlook {
  if (!open) return { state: 'closed', wait: null };
  if (wait.tellers === 0) return { state: 'nobody', wait: null };
  const tooLong = wait.minutes !== null && wait.minutes > tooLongMinutes;
  return { state: tooLong ? 'tooLong' : 'open', wait };
}
