import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INK_LIMITS, type InkPart, inkPartSchema } from '#contracts/bridge/ink.ts';
import { BRIDGE_LIMITS } from '#contracts/bridge/messages.ts';
import { InkSession, SENT_EVERY } from './ink-session.ts';

const PAPER = 'a'.repeat(64);
const opened = () => {
  const parts: InkPart[] = [];
  return { parts, ink: new InkSession(PAPER, (part) => parts.push(part)) };
};
const at = (time: number, x: number, y = 0.5) => ({ x, y, pressure: 0.5, at: time });

/** The strokes as a host puts them together. */
const joined = (parts: readonly InkPart[]) => {
  const strokes = new Map<number, InkPart['points']>();
  for (const { stroke, points } of parts) strokes.set(stroke, [...(strokes.get(stroke) ?? []), ...points]);
  return strokes;
};

describe('ink', () => {
  test('whatever is drawn comes over whole, in parts the contract takes, each stroke ended once', () => {
    const place = fc.record({
      x: fc.double({ min: -2, max: 3, noNaN: true }),
      y: fc.double({ min: -2, max: 3, noNaN: true }),
      pressure: fc.double({ min: 0, max: 1, noNaN: true }),
      wait: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(place, { minLength: 1, maxLength: 60 }), { maxLength: 70 }),
        (strokes) => {
          const { parts, ink } = opened();
          let now = 5_000;
          for (const stroke of strokes) {
            const [first, ...more] = stroke;
            if (!first || !ink.begin({ ...first, at: now }, 0.4)) continue;
            for (const { wait, ...touch } of more) {
              now += wait;
              ink.move({ ...touch, at: now });
            }
            ink.end();
          }
          for (const part of parts) expect(inkPartSchema.safeParse(part).error?.issues ?? []).toEqual([]);
          const count = Math.min(strokes.length, INK_LIMITS.strokes);
          expect(parts.filter(({ last }) => last).map(({ stroke }) => stroke)).toEqual([
            ...Array(count).keys(),
          ]);
          expect([...joined(parts).values()]).toEqual(ink.strokes);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a stroke as fast as a pen can draw stays below what the bridge takes', () => {
    const { parts, ink } = opened();
    ink.begin(at(600_000, 0), 1);
    for (let index = 1; index <= 6_000; index += 1)
      ink.move(at(600_000 + index * 0.01, (index % 977) / 977, 1));
    ink.end();
    const points = parts.reduce((sum, part) => sum + part.points.length, 0);
    expect(points).toBe(INK_LIMITS.points);
    expect(parts.length).toBeGreaterThan(1);
    for (const message of parts) {
      const text = JSON.stringify({ type: 'channel', name: 'paper.ink', message });
      expect(text.length).toBeLessThan(BRIDGE_LIMITS.messageBytes);
    }
  });

  test('a slow stroke is told while it is drawn, and not at every point', () => {
    const { parts, ink } = opened();
    ink.begin(at(0, 0), 1);
    for (let time = 4; time <= 2_000; time += 4) ink.move(at(time, time / 2_000));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.length).toBeLessThanOrEqual(2_000 / SENT_EVERY + 1);
    expect(parts.every(({ last }) => !last)).toBe(true);
  });

  test('nothing lies here once the host has none, and counting begins anew', () => {
    const { parts, ink } = opened();
    ink.begin(at(0, 0.1), 1);
    ink.end();
    expect(ink.sync(1)).toBe(false);
    expect(ink.sync(0)).toBe(true);
    expect(ink.strokes).toEqual([]);
    expect(ink.sync(0)).toBe(false);
    ink.begin(at(900, 0.2), 1);
    ink.end();
    expect(parts.at(-1)).toMatchObject({ stroke: 0, points: [[0, 2_000, 5_000, 500]] });
  });

  test('the first stroke, not yet known to the host, is not wiped by its silence', () => {
    const { ink } = opened();
    ink.begin(at(0, 0.1), 1);
    expect(ink.sync(0)).toBe(false);
    expect(ink.strokes).toHaveLength(1);
  });

  test('a page that was loaded again goes on where the host is', () => {
    const { parts, ink } = opened();
    ink.sync(3);
    ink.begin(at(0, 0.1), 1);
    ink.end();
    expect(parts[0]?.stroke).toBe(3);
  });

  test('one stroke at a time', () => {
    const { ink } = opened();
    expect(ink.begin(at(0, 0.1), 1)).toBe(true);
    expect(ink.begin(at(1, 0.9), 1)).toBe(false);
  });
});
