import { VALID_DAYS } from '#contracts/branch/staff.ts';

const DAY = 86_400_000;

/** The day of an instant by this browser's clock, as a date field has it. */
export function dayOf(instant: number): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The days that may be chosen when it is `now` at the service (ISO 8601). */
export const daysAhead = (now: string): { readonly min: string; readonly max: string } => ({
  min: dayOf(Date.parse(now)),
  max: dayOf(Date.parse(now) + VALID_DAYS * DAY),
});

/** The end of a chosen day, or the last instant that is allowed where that is earlier; null: no day stands there. */
export function endOf(day: string, now: string): string | null {
  const end = new Date(`${day}T23:59:59`).getTime();
  if (Number.isNaN(end)) return null;
  // A minute for the way to the service.
  const last = Date.parse(now) + VALID_DAYS * DAY - 60_000;
  const chosen = end > last && dayOf(last + 60_000) === day ? last : end;
  return new Date(chosen).toISOString();
}
