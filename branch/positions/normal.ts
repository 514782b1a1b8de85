import type { ScreenKind } from '#contracts/screen/screen.ts';
import { quantile } from '../wait/simulate.ts';

/** Durations of one kind of step that are remembered: the newest ones. */
export const STEP_HISTORY = 200;

/** Fewest of them from which they tell what is normal. */
export const ENOUGH_STEPS = 12;

/** Screens on which nobody is expected to go on. */
const RESTING: ReadonlySet<string> = new Set<ScreenKind>(['starting', 'outOfService', 'idle']);

/** What a step usually takes while the branch has seen too few of them, seconds. */
const USUAL: Readonly<Partial<Record<ScreenKind, number>>> = {
  identify: 20,
  elderOffer: 10,
  menu: 20,
  notEligible: 15,
  chooseCard: 20,
  reviewBlock: 20,
  proveOldNumber: 30,
  enterCode: 40,
  enterPhone: 40,
  reviewPhone: 20,
  awaitApproval: 120,
  working: 10,
  result: 30,
  cardProblem: 20,
  takeMedia: 15,
  farewell: 10,
};
const USUAL_ELSEWHERE = 30;

/** Nobody is called stuck before this, milliseconds: a step that takes a second is not worth a walk after two. */
export const STUCK_FLOOR = 10_000;

export type Normal = { readonly milliseconds: number; readonly learnt: boolean };

/**
 * How long a step normally takes: the median of the branch's own, from the twelfth on, else what is usual. Null where
 * a terminal rests.
 */
export function normalOf(screen: string, history: readonly number[]): Normal | null {
  if (RESTING.has(screen)) return null;
  if (history.length < ENOUGH_STEPS) {
    const seconds = Object.hasOwn(USUAL, screen) ? USUAL[screen as ScreenKind] : undefined;
    return { milliseconds: (seconds ?? USUAL_ELSEWHERE) * 1_000, learnt: false };
  }
  const ascending = history.toSorted((a, b) => a - b);
  return { milliseconds: Math.round(quantile(ascending, 0.5)), learnt: true };
}

/** From which age on a step counts as stuck: longer than twice what is normal. */
export const stuckAfter = ({ milliseconds }: Normal): number => Math.max(2 * milliseconds, STUCK_FLOOR);

/** Whether durations of this step are remembered at all: only steps of a visit, of kinds this program knows. */
export const isCounted = (screen: string, kinds: readonly string[]): boolean =>
  kinds.includes(screen) && !RESTING.has(screen);
