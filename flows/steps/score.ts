import type { RiskClass, RiskQuestionnaire } from '#contracts/bank/risk.ts';

/** Points of the chosen options (from 0, one of each question); undefined when one is missing or is none of them. */
export function scoreOf({ questions }: RiskQuestionnaire, answers: readonly number[]): number | undefined {
  let score = 0;
  for (const [place, { options }] of questions.entries()) {
    const option = options[answers[place] ?? -1];
    if (!option) return undefined;
    score += option.score;
  }
  return score;
}

/** The class these points fall into; undefined where the bank's table has a hole. */
export const classOf = ({ classes }: RiskQuestionnaire, score: number): RiskClass | undefined =>
  classes.findLast(({ fromScore }) => score >= fromScore)?.riskClass;
