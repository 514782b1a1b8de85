/** The bank's calendar is that of UTC+8, which has no summer time. */
const AHEAD_MILLISECONDS = 8 * 3_600_000;

/** The day it is at the bank, YYYY-MM-DD. `wall`: milliseconds since 1970 in UTC. */
export const bankDayOf = (wall: number): string =>
  new Date(wall + AHEAD_MILLISECONDS).toISOString().slice(0, 10);

/** `day` moved by whole years, then by days; a 29 February that does not exist is 1 March. */
export function dayMoved(day: string, years: number, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year + years, month - 1, date + days)).toISOString().slice(0, 10);
}

/** Full years on `day`: one more from the birthday on; who is born on 29 February waits for 1 March in other years. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
