import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, type Mark, type Piece } from './marks.ts';
import { dealPages, MAX_PAGES, type Page } from './pages.ts';
import { FRAME, FRAME_HEIGHT, INK } from './style.ts';
import { columnWidths } from './table.ts';

/** A piece that can be found again: its mark is as wide as its number. */
const piece = (number: number, height: number, more: Partial<Piece> = {}): Piece => ({
  height,
  before: 0,
  sticks: false,
  marks: [fill(0, 0, number, height, INK)],
  ...more,
});
const widths = (page: Page): number[] =>
  page.flatMap((mark: Mark) => (mark.kind === 'fill' ? mark.width : []));
function pages(pieces: readonly Piece[]) {
  const dealt = dealPages(pieces);
  if (!dealt.ok) throw new Error(dealt.error.code);
  return dealt.value;
}

describe('pages', () => {
  it('hold every piece once, in order, within the frame, and one over the other', () => {
    const some = fc.array(
      fc.record({
        height: fc.integer({ min: 1, max: 400 }),
        before: fc.integer({ min: 0, max: 30 }),
        sticks: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(some, (given) => {
        const dealt = pages(given.map((one, index) => piece(index + 1, one.height, one)));
        expect(dealt.pages.flatMap(widths)).toEqual(given.map((_, index) => index + 1));
        for (const page of dealt.pages) {
          let floor: number = FRAME.top;
          for (const mark of page) {
            if (mark.kind !== 'fill') continue;
            expect(mark.y).toBeGreaterThanOrEqual(floor - 0.001);
            floor = mark.y + mark.height;
            expect(floor).toBeLessThanOrEqual(FRAME.bottom + 0.001);
          }
        }
      }),
    );
  });

  it('keep together what sticks', () => {
    const filler = piece(1, FRAME_HEIGHT - 50);
    const dealt = pages([filler, piece(2, 30, { sticks: true }), piece(3, 30)]);
    expect(dealt.pages.map(widths)).toEqual([[1], [2, 3]]);
  });

  it('say the head of a table again where its rows go on', () => {
    const head = { height: 20, marks: [fill(0, 0, 99, 20, INK)] };
    const rows = Array.from({ length: 40 }, (_, index) => piece(index + 1, 30, { head }));
    const dealt = pages([piece(98, 20, { sticks: true }), ...rows]);
    expect(dealt.pages.length).toBe(2);
    expect(dealt.pages[0]?.map((mark) => (mark.kind === 'fill' ? mark.width : 0))[0]).toBe(98);
    expect(widths(dealt.pages[1] ?? []).slice(0, 1)).toEqual([99]);
  });

  it('tell where a signature stands, from the lower left corner', () => {
    const rect = { x: 72, y: 10, width: 200, height: 80 };
    const dealt = pages([piece(1, FRAME_HEIGHT), piece(2, 100, { signature: { name: 'customer', rect } })]);
    expect(dealt.signatures).toEqual([
      { name: 'customer', page: 2, rect: { x: 72, y: 841.89 - FRAME.top - 90, width: 200, height: 80 } },
    ]);
  });

  it('refuse a piece that no page holds, and a sixty-first page', () => {
    expect(dealPages([piece(1, FRAME_HEIGHT + 1)])).toMatchObject({ ok: false, error: { code: 'tooLong' } });
    const whole = Array.from({ length: MAX_PAGES }, (_, index) => piece(index + 1, FRAME_HEIGHT));
    expect(dealPages(whole).ok).toBe(true);
    expect(dealPages([...whole, piece(61, 10)])).toMatchObject({ ok: false, error: { code: 'tooLong' } });
  });
});

describe('widths of columns', () => {
  it('fill the frame exactly, and a column that wants little keeps it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 24, max: 2_000 }), { minLength: 1, maxLength: 8 }),
        (natural) => {
          const set = columnWidths(natural, 450);
          expect(set.reduce((sum, one) => sum + one, 0)).toBeCloseTo(450, 6);
          for (const [index, one] of set.entries())
            expect(one).toBeGreaterThanOrEqual(Math.min(natural[index] ?? 0, 450 / natural.length) - 0.001);
        },
      ),
    );
  });
});
