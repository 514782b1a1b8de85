/**
 * The business day an instant falls on, as `2026-11-22`, in the branch's time zone (IANA name). Days begin at
 * midnight; a reference number is unique within one.
 */
export function businessDate(wall: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(wall);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year').padStart(4, '0')}-${of('month')}-${of('day')}`;
}
