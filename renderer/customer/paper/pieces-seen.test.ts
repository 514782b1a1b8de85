import { describe, expect, it } from 'vitest';
import type { OpenPdf } from './pdf-drawing.ts';
import { PiecesSeen } from './pieces-seen.ts';

const pdf = {} as OpenPdf;

describe('an enlarged page', () => {
  it('was shown once every piece of it was', () => {
    const seen = new PiecesSeen();
    const piece = (at: number | null, page = 1, pieces = 3) => seen.whole({ pdf, page, piece: at, pieces });
    expect([piece(0), piece(1), piece(1), piece(2)]).toEqual([false, false, false, true]);
    expect([piece(0, 2), piece(0, 1)]).toEqual([false, false]);
    // Cut otherwise, for instance on a turned screen: from the top.
    expect([piece(1), piece(0, 1, 2), piece(1, 1, 2)]).toEqual([false, false, true]);
    expect(piece(null, 5)).toBe(true);
  });
});
