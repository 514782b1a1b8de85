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
