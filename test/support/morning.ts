import { type Clock, systemClock } from '#foundation/clock.ts';

/** A day on which a branch is open, as a calendar writes it. */
export const MONDAY = '2026-11-23';

/** Today in China, as a calendar writes it: for whatever goes by the machine's own day beside the branch. */
export const todayInChina = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(systemClock.wall());

/**
 * A clock of a morning in China before a branch opens, whenever a test runs; of a Monday where no day is named.
 */
export function morningClock(day = MONDAY) {
  let ahead = 0;
  const start = () => {
    ahead = Date.parse(`${day}T08:55:00+08:00`) - systemClock.wall();
  };
  start();
  const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + ahead };
  return {
    clock,
    /** The morning anew. */
    start,
    /** Moves the wall clock on, milliseconds. */
    later: (milliseconds: number) => {
      ahead += milliseconds;
    },
  };
}
