import type { Hours } from '#contracts/branch/configuration.ts';
import type { Opening } from '#contracts/screen/queue-bodies.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAY = 24 * 3_600_000;

/**
 * When a branch opens next: later today, or on the first day after it that has hours. `wall`: milliseconds since 1970;
 * `timeZone`: IANA name. Null when it never opens.
 */
export function nextOpening(hours: readonly Hours[], wall: number, timeZone: string): Opening | null {
  for (let ahead = 0; ahead <= 7; ahead++) {
    const { day, time } = localOf(wall + ahead * DAY, timeZone);
    const first = hours
      .filter(({ days, from }) => days.includes(day) && (ahead > 0 || from > time))
      .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
    if (first)
      return {
        when: ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : 'later',
        day,
        from: first.from,
        to: first.to,
      };
  }
  return null;
}

/** Whether that instant lies within the hours. */
export function isOpen(hours: readonly Hours[], wall: number, timeZone: string): boolean {
  const { day, time } = localOf(wall, timeZone);
  return hours.some(({ days, from, to }) => days.includes(day) && from <= time && time < to);
}

/** Until when (HH:MM by the branch's clock) the hours last that are running at `wall`; null when none are. */
export function hoursUntil(hours: readonly Hours[], wall: number, timeZone: string): string | null {
  const { day, time } = localOf(wall, timeZone);
  const running = hours.filter(({ days, from, to }) => days.includes(day) && from <= time && time < to);
  return (
    running
      .map(({ to }) => to)
      .toSorted()
      .at(-1) ?? null
  );
}

function localOf(wall: number, timeZone: string): { readonly day: number; readonly time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(wall);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return { day: WEEKDAYS.indexOf(of('weekday')) + 1, time: `${of('hour')}:${of('minute')}` };
}
