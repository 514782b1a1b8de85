import type { BookingChoices, Slot, SlotList } from '#contracts/branch/appointment.ts';
import { mayBeDone } from '../live/ask.ts';

/** One question after the other, and at the end everything read back. */
export const STEPS = ['service', 'day', 'time', 'check'] as const;
export type Step = (typeof STEPS)[number];

/** What a customer has chosen so far. */
export type Plan = {
  readonly step: Step;
  readonly service: string | null;
  readonly day: string | null;
  readonly slot: Slot | null;
};
export const EMPTY: Plan = { step: 'service', service: null, day: null, slot: null };

/** Another business or day has times of its own: the one that was chosen goes. */
export const withService = (plan: Plan, service: string): Plan =>
  service === plan.service ? plan : { ...plan, service, slot: null };
export const withDay = (plan: Plan, day: string): Plan =>
  day === plan.day ? plan : { ...plan, day, slot: null };

const stepAt = (index: number): Step => STEPS[Math.min(Math.max(index, 0), STEPS.length - 1)] ?? 'service';
export const forth = (plan: Plan): Plan => ({ ...plan, step: stepAt(STEPS.indexOf(plan.step) + 1) });
export const back = (plan: Plan): Plan => ({ ...plan, step: stepAt(STEPS.indexOf(plan.step) - 1) });

/** What is to be said of the times of a day. `over`: the branch has times that day, and the last one has begun. */
export type DayState = 'free' | 'full' | 'over' | 'closed';
export function dayState({ day, slots }: SlotList, { closed }: BookingChoices): DayState {
  if (slots.some(({ free }) => free > 0)) return 'free';
  if (slots.length > 0) return 'full';
  return closed.includes(day) ? 'closed' : 'over';
}

/**
 * What a booking that was not confirmed leads to. The page keeps one id until something is booked under it:
 * - `unanswered`: it may be booked; the same is asked again under the same id, and nothing else can be chosen meanwhile;
 * - `time`, `service`: that one is not to be had any more, and another one is chosen;
 * - `standing`: an earlier sending was booked after all, and is shown;
 * - `refused`: nothing was booked, for a reason the customer cannot change.
 */
export type AfterSending = 'unanswered' | 'time' | 'service' | 'standing' | 'refused';
export function afterSending(code: string): AfterSending {
  if (mayBeDone(code)) return 'unanswered';
  if (code === 'slotFull' || code === 'noSuchSlot') return 'time';
  if (code === 'unknownService') return 'service';
  return code === 'idConflict' ? 'standing' : 'refused';
}

/** Times of a day under what people call them; a part without a time is left out. */
export function partsOfDay(
  slots: readonly Slot[],
): { part: 'morning' | 'afternoon' | 'evening'; slots: Slot[] }[] {
  const partOf = ({ time }: Slot) => (time < '12:00' ? 'morning' : time < '18:00' ? 'afternoon' : 'evening');
  return (['morning', 'afternoon', 'evening'] as const)
    .map((part) => ({ part, slots: slots.filter((slot) => partOf(slot) === part) }))
    .filter(({ slots: those }) => those.length > 0);
}

const LAST_MINUTE = 24 * 60 - 1;
const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** From when until when (`HH:MM`) it can be checked in; never on another day than its own. */
export function comingBetween(
  time: string,
  { earlyMinutes, lateMinutes }: Pick<BookingChoices, 'earlyMinutes' | 'lateMinutes'>,
): { readonly from: string; readonly until: string } {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const at = hour * 60 + minute;
  return {
    from: clockOf(Math.max(0, at - earlyMinutes)),
    until: clockOf(Math.min(LAST_MINUTE, at + lateMinutes)),
  };
}

/** The id of a booking as the address keeps it behind `#`; null where there is none. */
export const idIn = (hash: string): string | null => /^#([A-Za-z0-9_-]{16,64})$/.exec(hash)?.[1] ?? null;
