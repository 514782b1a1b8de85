import type { Hours } from '#contracts/branch/configuration.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether an instant (milliseconds since the epoch) lies within any of the hours, by the branch's own clock. */
export function within(hours: readonly Hours[], wall: number, timeZone: string): boolean {
  if (hours.length === 0) return false;
  const parts = formatOf(timeZone).formatToParts(wall);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const day = WEEKDAYS.indexOf(of('weekday')) + 1;
  const time = `${of('hour')}:${of('minute')}`;
  return hours.some(({ days, from, to }) => days.includes(day) && from <= time && time < to);
}

/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
}
