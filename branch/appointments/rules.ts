import type { Kept, Verdict } from '#contracts/branch/appointment.ts';
import type { AppointmentRules } from '#contracts/branch/configuration.ts';

const MINUTE = 60_000;

/** What the rules need to know of an appointment. Instants in milliseconds since the epoch. */
export type Standing = {
  readonly state: string;
  readonly startsAt: number;
  /** At the branch it was booked for. */
  readonly here: boolean;
  readonly today: boolean;
};

export const isKept = (verdict: Verdict): verdict is Kept =>
  verdict === 'early' || verdict === 'onTime' || verdict === 'late';

/** When check-in begins, and when nobody is expected any more. */
export const checkInFrom = (startsAt: number, { earlyMinutes }: AppointmentRules): number =>
  startsAt - earlyMinutes * MINUTE;
export const expectedUntil = (startsAt: number, { noShowMinutes }: AppointmentRules): number =>
  startsAt + noShowMinutes * MINUTE;

/** What can be said of it now. Both ends of each span belong to it; only what is kept can be checked in. */
export function verdictOf(
  { state, startsAt, here, today }: Standing,
  rules: AppointmentRules,
  now: number,
): Verdict {
  if (!here) return 'otherBranch';
  if (state === 'cancelled') return 'cancelled';
  if (!today) return 'otherDay';
  if (state === 'checkedIn') return 'checkedIn';
  if (state === 'noShow') return 'tooLate';
  if (now < checkInFrom(startsAt, rules)) return 'tooEarly';
  const off = now - startsAt;
  if (off < -rules.onTimeMinutes * MINUTE) return 'early';
  if (off <= rules.onTimeMinutes * MINUTE) return 'onTime';
  return off <= rules.lateMinutes * MINUTE ? 'late' : 'tooLate';
}
