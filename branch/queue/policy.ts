import type { Need, Overtaking, Segment } from '#contracts/branch/configuration.ts';
import type { Channel } from '#contracts/branch/ticket.ts';

/** Somebody who waits, as far as the order of calling goes. Instants in milliseconds of the queue's own time. */
export type Waiter = {
  readonly id: string;
  /** Grows in the order in which the branch heard of them. */
  readonly sequence: number;
  readonly issuedAt: number;
  readonly service: string;
  /** The one counter that may call him; null = any that serves what he waits for. */
  readonly counter: string | null;
  readonly segment: Segment;
  readonly needs: readonly Need[];
  readonly channel: Channel;
  readonly overtaken: number;
  /** The time of his appointment. */
  readonly appointmentAt?: number;
};

/** The order in which people came; a number that was given out while its terminal was cut off is handed in later. */
export const cameBefore = (
  one: Pick<Waiter, 'issuedAt' | 'sequence'>,
  other: Pick<Waiter, 'issuedAt' | 'sequence'>,
): boolean =>
  one.issuedAt < other.issuedAt || (one.issuedAt === other.issuedAt && one.sequence < other.sequence);

/** Credit of whoever has a need while care comes first: no ordinary wait is as long. */
const CARE_CREDIT_MINUTES = 24 * 60;

/**
 * Milliseconds of waiting somebody is credited with: the greatest of what his segment, his needs and an appointment
 * give. In care hours the elderly and the disabled go first.
 */
export function creditOf(
  { segment, needs, channel }: Pick<Waiter, 'segment' | 'needs' | 'channel'>,
  { creditMinutes }: Overtaking,
  careNow: boolean,
): number {
  let minutes = segment === 'ordinary' ? 0 : creditMinutes[segment];
  if (channel === 'appointment') minutes = Math.max(minutes, creditMinutes.appointment);
  for (const need of needs)
    minutes = Math.max(minutes, careNow && need !== 'pregnant' ? CARE_CREDIT_MINUTES : creditMinutes[need]);
  return minutes * 60_000;
}

/**
 * Since when somebody counts as waiting. The credit of an appointment counts from its own time: who came early goes
 * before nobody for that, and is not worse off than without one.
 */
export function creditedSince(waiter: Waiter, policy: Overtaking, careNow: boolean): number {
  const { issuedAt, appointmentAt } = waiter;
  if (appointmentAt === undefined || appointmentAt <= issuedAt)
    return issuedAt - creditOf(waiter, policy, careNow);
  const without = issuedAt - creditOf({ ...waiter, channel: 'anonymous' }, policy, careNow);
  return Math.min(without, appointmentAt - policy.creditMinutes.appointment * 60_000);
}

/** Whether a counter that serves `services` (empty = everything) may call this one. */
export const mayCall = (
  waiter: Pick<Waiter, 'service' | 'counter'>,
  counter: string,
  services: readonly string[],
): boolean =>
  waiter.counter === null
    ? services.length === 0 || services.includes(waiter.service)
    : waiter.counter === counter;

/**
 * Who is called next of those a counter may call: the longest credited wait, except that nobody is overtaken more
 * than the policy's cap allows: whoever reached it goes first. Undefined when nobody waits.
 */
export function nextOf(waiting: readonly Waiter[], policy: Overtaking, careNow: boolean): Waiter | undefined {
  let best: Waiter | undefined;
  let bestFrom = Number.POSITIVE_INFINITY;
  for (const waiter of waiting) {
    const from = creditedSince(waiter, policy, careNow);
    if (from < bestFrom || (from === bestFrom && best && cameBefore(waiter, best))) {
      best = waiter;
      bestFrom = from;
    }
  }
  if (!best) return undefined;
  return cappedBefore(waiting, best, policy) ?? best;
}

/** The first of those a call of `called` would overtake once more than the policy's cap allows. */
export function cappedBefore(
  waiting: readonly Waiter[],
  called: Pick<Waiter, 'issuedAt' | 'sequence'>,
  { most }: Pick<Overtaking, 'most'>,
): Waiter | undefined {
  let capped: Waiter | undefined;
  for (const waiter of waiting)
    if (waiter.overtaken >= most && cameBefore(waiter, called) && (!capped || cameBefore(waiter, capped)))
      capped = waiter;
  return capped;
}

/** Those a call of `called` goes past: they came earlier and the same counter could have called them. */
export const overtakenBy = (waiting: readonly Waiter[], called: Waiter): Waiter[] =>
  waiting.filter((waiter) => cameBefore(waiter, called));

/** Everybody in the order in which one counter that may call them all would, with nobody else coming. */
export function callingOrder(waiting: readonly Waiter[], policy: Overtaking, careNow: boolean): Waiter[] {
  let left = [...waiting];
  const order: Waiter[] = [];
  for (;;) {
    const called = nextOf(left, policy, careNow);
    if (!called) return order;
    order.push(called);
    left = left.flatMap((waiter) => {
      if (waiter.id === called.id) return [];
      return [cameBefore(waiter, called) ? { ...waiter, overtaken: waiter.overtaken + 1 } : waiter];
    });
  }
}
