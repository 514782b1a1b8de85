import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INK_LIMITS, type InkPart, inkPartSchema } from '#contracts/bridge/ink.ts';
import { strokesSchema } from '#documents/evidence/strokes.ts';
import { InkWell } from './ink-well.ts';

const paper = 'ab'.repeat(32);
const part = (over: Partial<InkPart> = {}): InkPart => ({
  paper,
  stroke: 0,
  aspect: 400,
  points: [
    [0, 100, 100, 500],
    [10, 900, 400, 600],
  ],
  last: true,
  ...over,
});

describe('ink', () => {
  it('is counted stroke by stroke, whole ones only', () => {
    const well = new InkWell();
    expect(well.take(part({ last: false }))).toBe(true);
    expect(well.strokes).toBe(0);
    expect(well.take(part({ points: [[20, 5, 5, 5]] }))).toBe(true);
    expect(well.strokes).toBe(1);
    well.clear();
    expect(well.strokes).toBe(0);
    expect(well.take(part())).toBe(true);
  });

  it.each([
    ['a stroke with a gap before it', part({ stroke: 2 })],
    ['a stroke again', part({ stroke: 0 })],
    ['a point before the last', part({ stroke: 1, points: [[5, 1, 1, 1]] })],
    ['another area', part({ stroke: 1, aspect: 500, points: [[50, 1, 1, 1]] })],
  ])('leaves out %s', (_, wrong) => {
    const well = new InkWell();
    well.take(part());
    expect(well.take(wrong)).toBe(false);
    expect(well.strokes).toBe(1);
  });

  it('is bounded, however long somebody draws', () => {
    const well = new InkWell();
    let at = 0;
    let taken = 0;
    for (let stroke = 0; stroke < 100; stroke++)
      for (let more = 0; more < 12; more++) {
        const points = Array.from({ length: 400 }, () => [at++ % 600_000, 1, 1, 1] as const);
        if (
          !inkPartSchema.safeParse(part({ stroke: Math.min(stroke, 63), points: points.map((p) => [...p]) }))
            .success
        )
          continue;
        if (well.take(part({ stroke, points: points.map((p) => [...p]), last: more === 11 }))) taken += 400;
      }
    expect(taken).toBeLessThanOrEqual(20_000);
    expect(taken).toBeGreaterThan(INK_LIMITS.points / 2);
  });

  it('is a signature when it is more than a dot', () => {
    const well = new InkWell();
    well.take(part({ points: Array.from({ length: 50 }, (_, i) => [i, 100, 100, 500]) }));
    expect(well.isEnough).toBe(false);
    well.clear();
    well.take(part({ points: Array.from({ length: 50 }, (_, i) => [i, 100 + 30 * i, 100, 500]) }));
    expect(well.isEnough).toBe(true);
  });

  it('is as the evidence takes it, whatever was drawn', () => {
    const points = fc
      .array(fc.tuple(fc.nat(20), fc.nat(10_000), fc.nat(10_000), fc.nat(1_000)), {
        minLength: 1,
        maxLength: 30,
      })
      .map((steps) => {
        let at = 0;
        return steps.map(([step, x, y, pressure]) => {
          at += step;
          return [at, x, y, pressure] as [number, number, number, number];
        });
      });
    fc.assert(
      fc.property(points, fc.integer({ min: 50, max: 5_000 }), (drawn, aspect) => {
        const well = new InkWell();
        expect(well.take(part({ points: drawn, aspect }))).toBe(true);
        expect(strokesSchema.safeParse(well.drawn()).success).toBe(true);
      }),
    );
  });
});
