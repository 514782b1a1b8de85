import type { Overtaking } from '#contracts/branch/configuration.ts';
import { cameBefore, mayCall, nextOf, type Waiter } from '../queue/policy.ts';
import type { Chance, Durations } from './durations.ts';

/** A counter that calls now or will when its customer is done. */
export type SimulatedCounter = {
  readonly id: string;
  /** What it serves; empty = everything. */
  readonly services: readonly string[];
  /** What it does now: the service in hand and for how long already, milliseconds; null = free. */
  readonly serving: { readonly service: string; readonly elapsed: number } | null;
};

export type QueueNow = {
  readonly waiting: readonly Waiter[];
  readonly counters: readonly SimulatedCounter[];
  readonly policy: Overtaking;
  readonly careNow: boolean;
  readonly durations: (service: string) => Durations;
  /** Share of called customers who do not come, 0 to 1, and how long each is waited for, milliseconds. */
  readonly noShows: { readonly share: number; readonly wait: number };
};

/** Most courses simulated: enough for the fifth and the ninety-fifth of a hundred to stand still. */
const MOST_COURSES = 200;
const LEAST_COURSES = 24;

/** Looks at one waiting customer that all courses together may take, so that a crowd does not hold up the service. */
const LOOKS = 1_500_000;

/** How many courses a queue of this length is played in. */
const coursesFor = (waiting: number): number =>
  Math.round(Math.min(MOST_COURSES, Math.max(LEAST_COURSES, LOOKS / Math.max(1, waiting ** 2))));

/** Between one customer's leaving and the next one's sitting down, milliseconds. */
const CHANGE_OVER = 20_000;

/**
 * Plays the queue forward in many courses, with nobody else coming, and answers for each waiting customer when he was
 * called in each of them, milliseconds from now, in ascending order; nothing for whom no counter serves.
 */
export function simulateWaits(
  now: QueueNow,
  chance: Chance,
  courses = coursesFor(now.waiting.length),
): Map<string, number[]> {
  const waits = new Map<string, number[]>();
  for (let course = 0; course < courses; course++)
    for (const [id, wait] of oneCourse(now, chance)) {
      const all = waits.get(id);
      if (all) all.push(wait);
      else waits.set(id, [wait]);
    }
  for (const all of waits.values()) all.sort((a, b) => a - b);
  return waits;
}

function oneCourse(now: QueueNow, chance: Chance): Map<string, number> {
  const called = new Map<string, number>();
  let waiting: Waiter[] = [...now.waiting];
  const counters = now.counters.map((counter) => ({
    ...counter,
    freeAt: counter.serving
      ? now.durations(counter.serving.service).drawRest(counter.serving.elapsed, chance) + CHANGE_OVER
      : 0,
  }));
  while (waiting.length > 0 && counters.length > 0) {
    let at = 0;
    for (let other = 1; other < counters.length; other++)
      if ((counters[other]?.freeAt ?? 0) < (counters[at]?.freeAt ?? 0)) at = other;
    const counter = counters[at];
    if (!counter) break;
    const callable = waiting.filter((waiter) => mayCall(waiter, counter.id, counter.services));
    const next = nextOf(callable, now.policy, now.careNow);
    if (!next) {
      // Nobody comes in a course, so whoever finds nobody to call now never will.
      counters.splice(at, 1);
      continue;
    }
    called.set(next.id, counter.freeAt);
    const past = new Set(callable.filter((waiter) => cameBefore(waiter, next)).map(({ id }) => id));
    waiting = waiting.flatMap((waiter) => {
      if (waiter.id === next.id) return [];
      return [past.has(waiter.id) ? { ...waiter, overtaken: waiter.overtaken + 1 } : waiter];
    });
    counter.freeAt +=
      chance() < now.noShows.share
        ? now.noShows.wait
        : now.durations(next.service).draw(chance) + CHANGE_OVER;
  }
  return called;
}

/** The value below which `share` of ascending numbers lie. */
export function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const low = ascending[Math.floor(place)] ?? 0;
  const high = ascending[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** A repeatable source of chance (mulberry32), so that two instances tell two pages the same. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
