import type { Hours } from '#contracts/branch/configuration.ts';
import { branchTime } from '../branch-time.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Those of the hours an instant (milliseconds since the epoch) lies within, by the branch's own clock. */
function running(hours: readonly Hours[], wall: number, timeZone: string): readonly Hours[] {
  const { weekday, hour, minute } = branchTime(wall, timeZone);
  const day = WEEKDAYS.indexOf(weekday) + 1;
  const time = `${hour}:${minute}`;
  return hours.filter(({ days, from, to }) => days.includes(day) && from <= time && time < to);
}

/** Whether an instant lies within any of the hours. */
export const within = (hours: readonly Hours[], wall: number, timeZone: string): boolean =>
  running(hours, wall, timeZone).length > 0;

/** Until when (HH:MM by the branch's clock) the hours last that are running at an instant; null when none are. */
export const until = (hours: readonly Hours[], wall: number, timeZone: string): string | null =>
  running(hours, wall, timeZone)
    .map(({ to }) => to)
    .toSorted()
    .at(-1) ?? null;
