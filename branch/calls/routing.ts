import type { Presence } from '#contracts/branch/teller.ts';

/** A call that waits, as the rules see it. Instants are milliseconds of one clock. */
export type RoutedCall = {
  readonly id: string;
  readonly language: string;
  readonly skill: string;
  readonly createdAt: number;
  /** The customer's own client manager. */
  readonly manager: string | null;
  readonly transferred: boolean;
  /** Left by a desk that fell silent. */
  readonly returned: boolean;
  /** To whom in person it was sent on, by whom, and when. */
  readonly sentTo: string | null;
  readonly sentBy: string | null;
  readonly sentAt: number | null;
};

export type RoutedTeller = {
  readonly staff: string;
  readonly presence: Presence;
  readonly languages: readonly string[];
  /** Empty = everything. */
  readonly skills: readonly string[];
  readonly inCall: boolean;
};

export type RoutingRules = { readonly ownManagerSeconds: number };

/** How long a call that was sent to a teller in person, while he is present, is kept for him, milliseconds. */
export const SENT_KEPT = 120_000;

/** Whether he serves such calls at all: by language and skill. */
export const serves = (teller: RoutedTeller, call: Pick<RoutedCall, 'language' | 'skill'>): boolean =>
  teller.languages.includes(call.language) &&
  (teller.skills.length === 0 || teller.skills.includes(call.skill));

const isThere = ({ presence }: RoutedTeller): boolean => presence !== 'break';

/**
 * For whom alone a call is kept at an instant, null = for nobody: to whom it was sent on in person, else the customer's
 * own client manager, each only while he is present and only for a time, so that nobody waits for one who is away.
 */
export function keptFor(
  call: RoutedCall,
  present: readonly RoutedTeller[],
  { ownManagerSeconds }: RoutingRules,
  now: number,
): string | null {
  const there = (staff: string) => present.some((one) => one.staff === staff && isThere(one));
  if (call.sentTo !== null && call.sentAt !== null && now < call.sentAt + SENT_KEPT && there(call.sentTo))
    return call.sentTo;
  const fresh = !call.transferred && !call.returned && now < call.createdAt + ownManagerSeconds * 1_000;
  return fresh && call.manager !== null && there(call.manager) ? call.manager : null;
}

/** Whether a teller may take a call now. Whoever it is kept for need not have been found by language and skill. */
export function mayTake(
  call: RoutedCall,
  teller: RoutedTeller,
  present: readonly RoutedTeller[],
  rules: RoutingRules,
  now: number,
): boolean {
  if (teller.inCall) return false;
  const kept = keptFor(call, present, rules, now);
  if (kept !== null) return kept === teller.staff;
  return call.manager === teller.staff || call.sentTo === teller.staff || serves(teller, call);
}

/** The order in which calls are come to, whoever comes: those that were handed on or left first, then the oldest. */
export const byAge = (one: RoutedCall, other: RoutedCall): number =>
  rankOf(one) - rankOf(other) || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1);

const rankOf = ({ transferred, returned }: RoutedCall): number => (transferred || returned ? 0 : 1);

/**
 * The call a teller is given next: sent to him in person, then his own customer's, then by age; what he sent on himself
 * comes last. Undefined: none that he may take.
 */
export function nextCall<T extends RoutedCall>(
  waiting: readonly T[],
  teller: RoutedTeller,
  present: readonly RoutedTeller[],
  rulesOf: (call: T) => RoutingRules,
  now: number,
): T | undefined {
  const rank = (call: T): number => {
    if (call.sentTo === teller.staff) return 0;
    if (call.sentBy === teller.staff) return 3;
    return call.manager === teller.staff ? 1 : 2;
  };
  return waiting
    .filter((call) => mayTake(call, teller, present, rulesOf(call), now))
    .toSorted((one, other) => rank(one) - rank(other) || byAge(one, other))[0];
}
