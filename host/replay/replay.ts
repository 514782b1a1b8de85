import type { RiskClass } from '#contracts/bank/risk.ts';
import { FIRST_PLAN, type Plan } from './invent/plan.ts';
import type { Stretch } from './recording.ts';
import { Walk } from './walk.ts';
import type { Divergence, Walked } from './walked.ts';

/** So many people are invented for one stretch at the most before it is said that none fits. */
export const MOST_WALKS = 80;

const CLASSES: readonly RiskClass[] = ['C3', 'C5', 'C4', 'C2', 'C1'];

export type Replayed = {
  readonly divergence: Divergence | null;
  /** How many walks it took. */
  readonly walks: number;
};

/**
 * Plays one stretch. Where what was invented contradicts an entry further on, another invention is tried: first what came
 * that close that it came before its turn, then what was typed, then the risk class. A stretch that no invention leads
 * through has parted where the walk that came furthest did.
 */
export async function replayStretch(stretch: Stretch, seed: number): Promise<Replayed> {
  const tried = new Set<string>();
  const plans: Plan[] = [FIRST_PLAN];
  let furthest: Walked | undefined;
  let walks = 0;
  for (let plan = plans.shift(); plan && walks < MOST_WALKS; plan = plans.shift()) {
    const key = JSON.stringify([
      plan.riskClass,
      plan.pleased,
      [...plan.slips].sort(),
      [...plan.early].sort(),
      [...plan.before].sort(),
    ]);
    if (tried.has(key)) continue;
    tried.add(key);
    const walked = await new Walk(stretch, plan, seed).run();
    walks++;
    if (!walked.divergence) return { divergence: null, walks };
    const further = !furthest || walked.came > furthest.came;
    if (further) furthest = walked;
    // Only from where it came furthest is it worth going on.
    if (further || walked.came === furthest?.came) plans.unshift(...others(plan, walked));
  }
  return { divergence: furthest?.divergence ?? null, walks };
}

function others(plan: Plan, { late, fields, classed, rated }: Walked): Plan[] {
  const found: Plan[] = [];
  if (late !== null && !plan.early.has(late)) found.push({ ...plan, early: new Set([...plan.early, late]) });
  else if (late !== null && !plan.before.has(late))
    found.push({ ...plan, before: new Set([...plan.before, late]) });
  const field = fields - 1;
  if (field >= 0 && !plan.slips.has(field)) found.push({ ...plan, slips: new Set([...plan.slips, field]) });
  if (rated) found.push({ ...plan, pleased: !plan.pleased });
  if (classed)
    for (const riskClass of CLASSES) if (riskClass !== plan.riskClass) found.push({ ...plan, riskClass });
  return found;
}
