import type { Hours } from '#contracts/branch/configuration.ts';
import { branchTime } from '../branch-time.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether an instant (milliseconds since the epoch) lies within any of the hours, by the branch's own clock. */
export function within(hours: readonly Hours[], wall: number, timeZone: string): boolean {
  const { weekday, hour, minute } = branchTime(wall, timeZone);
  const day = WEEKDAYS.indexOf(weekday) + 1;
  const time = `${hour}:${minute}`;
  return hours.some(({ days, from, to }) => days.includes(day) && from <= time && time < to);
}
