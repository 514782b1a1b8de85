import { describe, expect, it } from 'vitest';
import { riskQuestionnaire } from '#contracts/bank/risk.ts';
import { freshKey, runningBank } from '../../test-kit.ts';
import { ageOn, bankDayOf, dayMoved } from './calendar.ts';
import { findingOf, QUESTIONNAIRE } from './questionnaire.ts';
import { answersOf, freshDocument, recordOf } from './wealth.test-data.ts';

const DAY = 86_400_000;

async function bankOf(who: string) {
  const bank = await runningBank();
  const { customerRef } = await bank.person(who);
  const client = bank.client();
  const record = async (more: object = {}, base = recordOf(customerRef, 'C4')) => {
    const answer = await client.recordRiskAssessment({ ...base, ...more });
    if (!answer.ok) return answer.error.code;
    return answer.value.state === 'done' ? answer.value.result.riskClass : answer.value.code;
  };
  const now = async () => {
    const answer = await client.riskAssessmentOf({ customerRef });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.assessment;
  };
  return { bank, client, customerRef, record, now };
}

describe('the questionnaire', () => {
  it('is of its shape, with a whole table: classes from 0 upwards, 100 points at most', () => {
    expect(riskQuestionnaire.parse(QUESTIONNAIRE)).toEqual(QUESTIONNAIRE);
    const { questions, classes } = QUESTIONNAIRE;
    expect(classes.map(({ riskClass }) => riskClass)).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
    expect(classes[0]?.fromScore).toBe(0);
    expect(classes.map(({ fromScore }) => fromScore)).toEqual(
      [...classes].map(({ fromScore }) => fromScore).sort((a, b) => a - b),
    );
    const most = questions.reduce(
      (sum, { options }) => sum + Math.max(...options.map((one) => one.score)),
      0,
    );
    expect(most).toBeLessThanOrEqual(100);
    expect(most).toBeGreaterThanOrEqual(classes.at(-1)?.fromScore ?? 0);
    for (const { options } of questions) {
      expect(options.map(({ score }) => score)).toEqual(
        [...options].map(({ score }) => score).sort((a, b) => a - b),
      );
      expect(new Set(options.map(({ id }) => id)).size).toBe(options.length);
    }
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });

  it('finds a class for whole answers only', () => {
    const all = answersOf('o1');
    expect(findingOf(QUESTIONNAIRE, all)).toEqual({ score: 0, riskClass: 'C1' });
    expect(findingOf(QUESTIONNAIRE, answersOf('o4'))?.riskClass).toBe('C5');
    const [first, ...rest] = all;
    if (!first) throw new Error('no questions');
    for (const answers of [
      [],
      rest,
      [...all, first],
      [first, first, ...rest.slice(1)],
      [{ ...first, optionId: 'o9' }, ...rest],
      [{ ...first, questionId: 'other' }, ...rest],
    ])
      expect(findingOf(QUESTIONNAIRE, answers)).toBeUndefined();
  });
});

describe('an assessment', () => {
  it('is had again, good for a year with its own day, then over', async () => {
    const { bank, now, record } = await bankOf('adult');
    expect(await now()).toBeNull();
    expect(await record()).toBe('C4');
    expect(await now()).toMatchObject({
      riskClass: 'C4',
      madeOn: '2026-11-22',
      validUntil: '2027-11-21',
      valid: true,
    });
    bank.clock.jumpWall(364 * DAY);
    expect(await now()).toMatchObject({ valid: true });
    bank.clock.jumpWall(DAY);
    expect(await now()).toMatchObject({ valid: false });
    bank.clock.jumpWall(-366 * DAY);
    expect(await now()).toMatchObject({ valid: false });
  });

  it('is recorded once under its key, and found by it', async () => {
    const { client, customerRef, bank } = await bankOf('adult');
    const request = recordOf(customerRef, 'C2');
    const first = await client.recordRiskAssessment(request);
    expect(first).toMatchObject({ ok: true, value: { state: 'done', result: { riskClass: 'C2' } } });
    expect(await client.recordRiskAssessment(request)).toEqual(first);
    expect(await client.operation({ idempotencyKey: request.idempotencyKey })).toEqual(first);
    expect((await bank.ledger()).map(({ action, cardRef }) => [action, cardRef])).toEqual([
      ['recordRiskAssessment', undefined],
    ]);
  });

  it.each([
    ['another class', { riskClass: 'C5' }, 'classMismatch'],
    ['another score', { score: 61 }, 'classMismatch'],
    ['an answer left out', { answers: answersOf('o3').slice(1) }, 'classMismatch'],
    ['an old questionnaire', { questionnaireVersion: 'RQ-2025-4' }, 'questionnaireOutdated'],
  ])('with %s is refused', async (_, more, code) => {
    const { record, now } = await bankOf('adult');
    expect(await record(more)).toBe(code);
    expect(await now()).toBeNull();
  });

  it('of a minor is refused', async () => {
    expect(await (await bankOf('minor')).record()).toBe('tooYoung');
  });

  it('is made at most twice a day and eight times in twelve months, each with a paper of its own', async () => {
    const { bank, record } = await bankOf('adult');
    const documentSha256 = freshDocument();
    expect(await record({ documentSha256 })).toBe('C4');
    expect(await record({ documentSha256, idempotencyKey: freshKey() })).toBe('duplicate');
    for (const expected of ['C4', 'tooManyAssessments']) expect(await record()).toBe(expected);
    for (let day = 0; day < 3; day++) {
      bank.clock.jumpWall(DAY);
      expect([await record(), await record()]).toEqual(['C4', 'C4']);
    }
    bank.clock.jumpWall(DAY);
    expect(await record()).toBe('tooManyAssessments');
    // A year after the first two.
    bank.clock.jumpWall(361 * DAY);
    expect(await record()).toBe('C4');
  });

  it('stands beforehand for one ready person and is over for another', async () => {
    expect(await (await bankOf('foreigner')).now()).toMatchObject({ riskClass: 'C4', valid: true });
    expect(await (await bankOf('elder')).now()).toMatchObject({ riskClass: 'C3', valid: false });
  });
});

describe("the bank's calendar", () => {
  it('begins its day at 16:00 in UTC', () => {
    expect(bankDayOf(Date.UTC(2026, 10, 22, 15, 59, 59))).toBe('2026-11-22');
    expect(bankDayOf(Date.UTC(2026, 10, 22, 16))).toBe('2026-11-23');
  });

  it.each([
    ['1961-11-22', '2026-11-21', 64],
    ['1961-11-22', '2026-11-22', 65],
    ['1964-02-29', '2029-02-28', 64],
    ['1964-02-29', '2029-03-01', 65],
    ['1964-02-29', '2028-02-29', 64],
  ])('who was born on %s is on %s %i years old', (birth, day, years) =>
    expect(ageOn(birth, day)).toBe(years),
  );

  it('knows leap days', () => {
    expect(dayMoved('2028-02-29', 1, -1)).toBe('2029-02-28');
    expect(dayMoved('2027-03-01', 1, -1)).toBe('2028-02-29');
  });
});
