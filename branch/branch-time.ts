const FIELDS = {
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;

/** Making one costs a hundred times what using it does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant (milliseconds since the epoch) as the branch's own clock (IANA name) shows it, field by field. */
export function branchTime(
  wall: number,
  timeZone: string,
): Record<Exclude<keyof typeof FIELDS, 'hourCycle'>, string> {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, ...FIELDS });
  formats.set(timeZone, format);
  const parts = format.formatToParts(wall);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    weekday: of('weekday'),
    year: of('year'),
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
  };
}

/** The first instant of a day (`2026-11-22`) in a time zone; milliseconds since the epoch. */
export function dayBegins(day: string, timeZone: string): number {
  const dayAt = (wall: number): string => {
    const { year, month, day: date } = branchTime(wall, timeZone);
    return `${year.padStart(4, '0')}-${month}-${date}`;
  };
  const middle = Date.parse(`${day}T00:00:00Z`);
  // No zone is further from universal time, and days only follow one another; zones begin their days at a whole second.
  let [before, from] = [middle / 1_000 - 93_600, middle / 1_000 + 93_600];
  while (from - before > 1) {
    const half = Math.floor((before + from) / 2);
    if (dayAt(half * 1_000) < day) before = half;
    else from = half;
  }
  return from * 1_000;
}
