import { RISK_CLASSES, type RiskClass } from './risk.ts';

/** The wording and the points of this very list; another list is another version, and an assessment names its own. */
export const QUESTIONNAIRE_VERSION = '2026-11';

/**
 * What a customer is asked about his means, knowledge, aims and nerves, with the points of each answer. The rule asks
 * for his own answers; the words stand in `texts/`.
 */
export const QUESTIONNAIRE = {
  age: [4, 6, 8, 5, 1],
  income: [0, 3, 6, 8, 10],
  savingsShare: [10, 8, 5, 1],
  debts: [10, 6, 2, 0],
  experience: [0, 4, 7, 10],
  experienceYears: [0, 3, 6, 8],
  horizon: [2, 5, 8, 10],
  aim: [0, 4, 8, 12],
  loss: [-4, 4, 8, 12],
  choice: [0, 4, 8, 10],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type AssessmentQuestion = keyof typeof QUESTIONNAIRE;
export const ASSESSMENT_QUESTIONS = Object.keys(QUESTIONNAIRE) as [
  AssessmentQuestion,
  ...AssessmentQuestion[],
];
export const MOST_OPTIONS = 6;

/** The chosen option of every question, from 0. */
export type AssessmentAnswers = Readonly<Record<AssessmentQuestion, number>>;

/** Least points of each class above the first. */
const LEAST: Readonly<Record<Exclude<RiskClass, 'C1'>, number>> = { C2: 21, C3: 37, C4: 54, C5: 80 };

/** Points of a whole list of answers; undefined when one is missing or none of its options. */
export function scoreOf(answers: Partial<AssessmentAnswers>): number | undefined {
  let score = 0;
  for (const question of ASSESSMENT_QUESTIONS) {
    const points = QUESTIONNAIRE[question][answers[question] ?? -1];
    if (points === undefined) return undefined;
    score += points;
  }
  return score;
}

/**
 * The class of a list of answers. Whoever can bear no loss of the principal is C1, whatever else he answered (the bank's
 * rule: the most careful answer is never outweighed).
 */
export function riskClassOf(answers: AssessmentAnswers): RiskClass | undefined {
  const score = scoreOf(answers);
  if (score === undefined) return undefined;
  if (answers.loss === 0) return 'C1';
  return RISK_CLASSES.findLast((one) => one === 'C1' || score >= LEAST[one]);
}
