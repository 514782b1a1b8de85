import { branchTime } from './branch-time.ts';

/**
 * The business day an instant falls on, as `2026-11-22`, in the branch's time zone (IANA name). Days begin at
 * midnight; a reference number is unique within one.
 */
export function businessDate(wall: number, timeZone: string): string {
  const { year, month, day } = branchTime(wall, timeZone);
  return `${year.padStart(4, '0')}-${month}-${day}`;
}
