import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ASSESSMENT_QUESTIONS,
  type AssessmentAnswers,
  QUESTIONNAIRE,
  riskClassOf,
  scoreOf,
} from './questionnaire.ts';
import { fits, RISK_CLASSES, RISK_LEVELS } from './risk.ts';

const answers = fc.record(
  Object.fromEntries(
    ASSESSMENT_QUESTIONS.map((question) => [question, fc.nat(QUESTIONNAIRE[question].length - 1)]),
  ),
) as fc.Arbitrary<AssessmentAnswers>;

describe('the class of a list of answers', () => {
  it('is told for every whole list, and every class can be reached', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(answers, (given) => {
        const own = riskClassOf(given);
        expect(RISK_CLASSES).toContain(own);
        if (own) reached.add(own);
      }),
      { numRuns: 5_000 },
    );
    expect([...reached].sort()).toEqual([...RISK_CLASSES]);
  });

  it('rises with no answer that risks less', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...ASSESSMENT_QUESTIONS), (given, question) => {
        const points: readonly number[] = QUESTIONNAIRE[question];
        const own = points[given[question]] ?? 0;
        const less = points.findIndex((value) => value < own);
        if (less < 0) return;
        const [before, after] = [riskClassOf(given), riskClassOf({ ...given, [question]: less })];
        expect(RISK_CLASSES.indexOf(after ?? 'C5')).toBeLessThanOrEqual(RISK_CLASSES.indexOf(before ?? 'C1'));
      }),
    );
  });

  it('is C1 for whoever can bear no loss', () => {
    fc.assert(
      fc.property(answers, (given) => {
        expect(riskClassOf({ ...given, loss: 0 })).toBe('C1');
      }),
    );
  });

  it('is none while a question is open or an answer is none of its options', () => {
    fc.assert(
      fc.property(answers, fc.constantFrom(...ASSESSMENT_QUESTIONS), (given, question) => {
        const { [question]: _, ...open } = given;
        expect(scoreOf(open)).toBeUndefined();
        expect(riskClassOf({ ...given, [question]: 9 })).toBeUndefined();
      }),
    );
  });
});

describe('a product fits', () => {
  it('up to one’s own class and never beyond', () => {
    const table = RISK_CLASSES.map((own) => RISK_LEVELS.filter((level) => fits(own, level)).length);
    expect(table).toEqual([1, 2, 3, 4, 5]);
  });
});
