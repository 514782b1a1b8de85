import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSchema, MOST_FOUND, MOST_QUERY } from '#contracts/finding/answer.ts';
import { ANSWERS } from '#contracts/finding/answers/all.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { answersOf, findablesOf } from './findables.ts';
import { QUERIES } from './queries.test-data.ts';
import { someWay } from './way.test-data.ts';
import { Wayfinder } from './wayfinder.ts';

/** Hundreds of searches of a millisecond each, on a machine that does other things. */
const SLOW_MACHINE = 60_000;
const finder = new Wayfinder(findablesOf(someWay));
const namesOf = (query: string, by = finder) => by.find(query).map(({ kind, id }) => `${kind}:${id}`);
/** In the first two places; or nothing at all. */
const isMet = (query: string, wanted: string): boolean => {
  const found = namesOf(query);
  return wanted
    .split('|')
    .some((one) => (one === 'none' ? found.length === 0 : found.slice(0, 2).includes(one)));
};

describe('what people type', () => {
  it(
    'is asked in at least 120 ways, and how many are met is told',
    () => {
      expect(QUERIES.length).toBeGreaterThanOrEqual(120);
      const met = QUERIES.filter(([query, wanted]) => isMet(query, wanted)).length;
      const first = QUERIES.filter(([query, wanted]) =>
        wanted.split('|').includes(namesOf(query)[0] ?? 'none'),
      );
      process.stdout.write(
        `finding: ${met} of ${QUERIES.length} met in the first two places, ${first.length} in the first\n`,
      );
      expect(first.length / QUERIES.length).toBeGreaterThan(0.95);
    },
    SLOW_MACHINE,
  );

  it.each(QUERIES)('%j means %s', (query, wanted) => {
    expect(isMet(query, wanted), namesOf(query).join(' ')).toBe(true);
  });

  it(
    'finds the same for the same words, however they are written',
    () => {
      for (const [query] of QUERIES) expect(namesOf(`  ${query.toUpperCase()}! `)).toEqual(namesOf(query));
      expect(namesOf('ＧＳ')).toEqual(namesOf('gs'));
    },
    SLOW_MACHINE,
  );
});

describe('the answers of the product', () => {
  it.each(ANSWERS)('$id is as a branch would have to write it, and found by its own question', (answer) => {
    expect(answerSchema.parse(answer)).toEqual(answer);
    for (const question of Object.values(answer.question))
      expect(namesOf(question).slice(0, 2)).toContain(`answer:${answer.id}`);
  });
  it('stand once each, and promise no figures', () => {
    expect(new Set(ANSWERS.map(({ id }) => id)).size).toBe(ANSWERS.length);
    for (const { answer } of ANSWERS) expect(`${answer.zh} ${answer.en}`).not.toMatch(/[\d%％‰¥]/);
  });
  it('offer no more than is read at a glance before anything is typed', () => {
    expect(finder.suggested.length).toBe(MOST_FOUND);
    expect(finder.suggested.map(({ id }) => id)).toEqual(
      expect.arrayContaining(SERVICE_IDS.slice(0, MOST_FOUND)),
    );
  });
});

describe('a branch’s own answers', () => {
  const own = answerSchema.parse({
    id: 'interestRate',
    question: { zh: '利率牌在哪里', en: 'Where are the rates posted' },
    answer: { zh: '在大厅左边的屏幕上。', en: 'On the screen to the left.' },
    words: ['挂牌利率'],
    end: { to: 'person' },
  });
  const parking = { ...own, id: 'parking', question: { zh: '停车', en: 'Parking' }, words: ['停车场'] };
  const way = { ...someWay, own: { answers: [own, parking], without: ['loan'] } };

  it('stand in the place of the product’s, beside them, or leave one out', () => {
    const ids = answersOf(way.own).map(({ id }) => id);
    expect(ids).toContain('parking');
    expect(ids).not.toContain('loan');
    expect(ids.length).toBe(ANSWERS.length);
    const by = new Wayfinder(findablesOf(way));
    expect(namesOf('停车场', by)[0]).toBe('answer:parking');
    expect(namesOf('挂牌利率', by)[0]).toBe('answer:interestRate');
    expect(namesOf('房贷', by)).not.toContain('answer:loan');
  });

  it('are not needed: without a branch, services and answers are found all the same', () => {
    const alone = new Wayfinder(findablesOf(null));
    expect(namesOf('挂失', alone)[0]).toBe('service:reportLostCard');
    expect(namesOf('忘记密码', alone)[0]).toBe('answer:forgotPin');
    expect(namesOf('cash', alone).some((name) => name.startsWith('business'))).toBe(false);
  });
});

describe('whatever is typed', () => {
  it(
    'ends, with at most six results, each once',
    () => {
      const text = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: fc.constantFrom(...'gskhzdae卡挂失密码转定期账户 123'), maxLength: 80 }),
      );
      fc.assert(
        fc.property(text, (query) => {
          const names = namesOf(query);
          expect(names.length).toBeLessThanOrEqual(MOST_FOUND);
          expect(new Set(names).size).toBe(names.length);
          expect(namesOf(query.slice(0, MOST_QUERY))).toEqual(names);
        }),
        { numRuns: 200 },
      );
    },
    SLOW_MACHINE,
  );

  it.each(['', ' ', '\u0000', '？？？', '🙂🙂', '"><script>', "' OR 1=1 --", '../../etc', '\u202e', 'é́́́́́́'])(
    '%j is no harm',
    (query) => expect(() => finder.find(query)).not.toThrow(),
  );

  it.each(['a'.repeat(64), '卡'.repeat(64), '1'.repeat(64), 'ka'.repeat(32), '2'.repeat(64)])(
    '%s takes no time to speak of',
    (query) => {
      const began = performance.now();
      finder.find(query);
      // Some milliseconds; a machine that does other things is allowed a hundred times that, never a runaway.
      expect(performance.now() - began).toBeLessThan(1_000);
    },
  );
});
