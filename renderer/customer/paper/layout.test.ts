import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutRow, enlarged, inkedRegion, inkedRows, pieces, wholePage, withMargin } from './layout.ts';

const A4 = { width: 595, height: 842 };

/** A white picture with black at the given places. */
function picture(width: number, height: number, black: readonly (readonly [number, number])[]) {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [x, y] of black) pixels.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return pixels;
}

describe('what is written on', () => {
  test('is found to the pixel', () => {
    const black = [
      [3, 2],
      [7, 9],
    ] as const;
    const pixels = picture(12, 15, black);
    expect(inkedRegion(pixels, { width: 12, height: 15 })).toEqual({ x: 3, y: 2, width: 5, height: 8 });
    expect(inkedRows(pixels, { width: 12, height: 15 }).flatMap((ink, y) => (ink ? [y] : []))).toEqual([
      2, 9,
    ]);
  });

  test('is nothing on a white page', () => {
    expect(inkedRegion(picture(4, 4, []), { width: 4, height: 4 })).toBeNull();
  });

  test('keeps its margin, the same on both sides, and stays on the page', () => {
    expect(withMargin({ x: 60, y: 50, width: 465, height: 700 }, A4, 10)).toEqual({
      x: 50,
      y: 40,
      width: 495,
      height: 720,
    });
    expect(withMargin({ x: 0, y: 0, width: 595, height: 842 }, A4, 10)).toEqual({ x: 0, y: 0, ...A4 });
  });
});

describe('a cut', () => {
  test('goes between lines, as near to the middle as may be', () => {
    const rows = Array.from({ length: 100 }, (_, y) => y % 10 !== 7);
    expect(cutRow(rows, 0, 100)).toBe(47);
  });
  test('goes through the middle where there is no white row', () => {
    expect(cutRow(Array(100).fill(true), 0, 100)).toBe(50);
  });
});

test('upright the page stays whole; lying its halves stand beside each other, larger', () => {
  const region = { x: 40, y: 40, width: 515, height: 760 };
  expect(wholePage(region, 420, { width: 960, height: 1_300 }).placed).toHaveLength(1);
  const lying = wholePage(region, 420, { width: 1_820, height: 640 });
  expect(lying.placed).toHaveLength(2);
  expect(lying.scale).toBeGreaterThan(640 / 760);
});

const part = { min: 50, max: 800 };
const anyRegion = fc.record({
  x: fc.integer({ min: 0, max: 60 }),
  y: fc.integer({ min: 0, max: 60 }),
  width: fc.integer(part),
  height: fc.integer(part),
});
const anyView = fc.record({
  width: fc.integer({ min: 200, max: 2_000 }),
  height: fc.integer({ min: 200, max: 2_000 }),
});

test('nothing of a page is left out, whole or in pieces, and nothing leaves the view', () => {
  fc.assert(
    fc.property(anyRegion, anyView, fc.double({ min: 0.3, max: 0.7, noNaN: true }), (region, view, at) => {
      const { scale, placed } = wholePage(region, region.y + region.height * at, view);
      const shown = placed.reduce((sum, { region: piece }) => sum + piece.height, 0);
      expect(shown).toBeCloseTo(region.height);
      for (const { region: piece, x, y } of placed) {
        expect(x).toBeGreaterThanOrEqual(-0.001);
        expect(x + piece.width * scale).toBeLessThanOrEqual(view.width + 0.001);
        expect(y + piece.height * scale).toBeLessThanOrEqual(view.height + 0.001);
      }
      const all = pieces(region, enlarged(region, scale, view), view);
      const last = all.at(-1) ?? region;
      expect(enlarged(region, scale, view)).toBeGreaterThan(scale * 1.19);
      expect(all[0]).toMatchObject({ x: region.x, y: region.y });
      expect(last.x + last.width).toBeCloseTo(region.x + region.width);
      expect(last.y + last.height).toBeCloseTo(region.y + region.height);
      for (const { x, y, width, height } of all) {
        const right = all.some((other) => other.y === y && other.x > x && other.x <= x + width);
        const below = all.some((other) => other.x === x && other.y > y && other.y <= y + height);
        expect(right || x + width > region.x + region.width - 0.001).toBe(true);
        expect(below || y + height > region.y + region.height - 0.001).toBe(true);
      }
    }),
  );
});
