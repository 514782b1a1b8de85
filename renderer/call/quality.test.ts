import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGINNING,
  gradeOf,
  judge,
  modeOf,
  PATIENCE,
  poorer,
  type Quality,
  type QualitySample,
  RUNGS,
} from './quality.ts';

const SAMPLE = { at: 0, framesPerSecond: 15, concealed: 0, lost: 0, roundTrip: 40 } as const;
const UNUSABLE = { lost: 0.6 } as const;
const POOR = { lost: 0.2 } as const;
const FAIR = { lost: 0.05 } as const;

/** One second after the other. */
const through = (seconds: readonly Partial<QualitySample>[], from: Quality = BEGINNING): Quality[] => {
  let now = from;
  return seconds.map((one, at) => {
    now = judge(now, { ...SAMPLE, ...one, at: at * 1_000 });
    return now;
  });
};
const rungs = (all: readonly Quality[]) => all.map(({ rung }) => rung);
const many = (count: number, one: Partial<QualitySample>) => Array.from({ length: count }, () => one);

describe('how good a second of the call was', () => {
  it.each([
    ['good', {}],
    ['good', { framesPerSecond: null, concealed: null, lost: null, roundTrip: null }],
    ['fair', { roundTrip: 500 }],
    ['fair', { concealed: 0.05 }],
    ['fair', { framesPerSecond: 3 }],
    ['good', { framesPerSecond: 7 }],
    ['poor', { framesPerSecond: 0 }],
    ['poor', { concealed: 0.2 }],
    ['poor', { roundTrip: 1_000 }],
    ['unusable', { concealed: 0.5 }],
    ['unusable', { lost: 0.5 }],
    ['unusable', { roundTrip: 5_000 }],
  ] as const)('%s: %j', (grade, told) => {
    expect(gradeOf({ ...SAMPLE, ...told })).toBe(grade);
  });

  it('a picture that does not come is nothing bad where none is due', () => {
    expect(gradeOf({ ...SAMPLE, framesPerSecond: null })).toBe('good');
  });
});

describe('the ladder', () => {
  it('goes down rung by rung while it stays poor, and keeps the sound as long as speech comes through', () => {
    expect(rungs(through(many(12, POOR)))).toEqual([
      ...many(3, {}).map(() => 'video'),
      ...many(4, {}).map(() => 'small'),
      ...many(5, {}).map(() => 'audio'),
    ]);
    expect(through(many(60, POOR)).at(-1)?.rung).toBe('audio');
  });

  it('goes to writing when not even speech comes through, within ten seconds', () => {
    const all = rungs(through(many(10, UNUSABLE)));
    expect(all.at(-1)).toBe('text');
  });

  it('does not mind a bad second', () => {
    const seconds = many(30, {}).map((_, at) => (at % 3 === 0 ? UNUSABLE : {}));
    expect(new Set(rungs(through(seconds)))).toEqual(new Set(['video']));
  });

  it('comes back to the picture when it goes well again', () => {
    const fallen = through(many(12, UNUSABLE)).at(-1) ?? BEGINNING;
    const risen = through(many(60, {}), { ...fallen, badSince: null, goodSince: null });
    expect(risen.at(-1)?.rung).toBe('video');
  });

  it('stays where it is while it is neither good nor poor', () => {
    const fallen = through(many(8, POOR)).at(-1) ?? BEGINNING;
    expect(new Set(rungs(through(many(100, FAIR), { ...fallen, badSince: null })))).toEqual(
      new Set(['audio']),
    );
  });

  it('waits longer after each rise that did not last', () => {
    let now: Quality = { ...BEGINNING, rung: 'audio' };
    let at = 0;
    const rises: number[] = [];
    let since = 0;
    while (at < 400_000) {
      const before = now.rung;
      // Good as long as there is no picture: it is the picture that is too much.
      now = judge(now, { ...SAMPLE, ...(before === 'audio' ? {} : POOR), at });
      if (before === 'audio' && now.rung === 'small') rises.push(at - since);
      if (before === 'small' && now.rung === 'audio') since = at;
      at += 1_000;
    }
    expect(rises.slice(1, 4)).toEqual([13_000, 25_000, 49_000]);
    expect(Math.max(...rises)).toBeLessThanOrEqual(PATIENCE.most + 2_000);
  });

  const sample = fc.record({
    framesPerSecond: fc.option(fc.double({ min: 0, max: 30, noNaN: true })),
    concealed: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    lost: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    roundTrip: fc.option(fc.double({ min: 0, max: 10_000, noNaN: true })),
  });

  it('never leaves out a rung, never changes twice within two seconds, never rises early, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 120 }), (seconds) => {
        let changed = Number.NEGATIVE_INFINITY;
        let before: Quality = BEGINNING;
        seconds.forEach((one, second) => {
          const at = second * 1_000;
          const now = judge(before, { ...one, at });
          const by = RUNGS.indexOf(now.rung) - RUNGS.indexOf(before.rung);
          expect(Math.abs(by)).toBeLessThanOrEqual(1);
          if (by !== 0) {
            expect(at - changed).toBeGreaterThanOrEqual(PATIENCE.unusable);
            if (by < 0) expect(at - (before.goodSince ?? at)).toBeGreaterThanOrEqual(PATIENCE.rise);
            changed = at;
          }
          expect(now.patience).toBeGreaterThanOrEqual(PATIENCE.rise);
          expect(now.patience).toBeLessThanOrEqual(PATIENCE.most);
          before = now;
        });
      }),
    );
  });

  it('ends at the picture where it stays good, from anywhere', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RUNGS), fc.array(sample, { maxLength: 60 }), (rung, before) => {
        const from = through(before, { ...BEGINNING, rung }).at(-1) ?? BEGINNING;
        const long = through(many(4 * 60, {}), { ...from, badSince: null, goodSince: null, roseAt: null });
        expect(long.at(-1)?.rung).toBe('video');
      }),
    );
  });
});

it('names the poorer of two rungs, and how one speaks there', () => {
  expect(poorer('video', 'audio')).toBe('audio');
  expect(poorer('text', 'small')).toBe('text');
  expect(RUNGS.map(modeOf)).toEqual(['video', 'video', 'audio', 'text']);
});
