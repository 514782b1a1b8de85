import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs, textHeight } from './receipt-line.ts';

describe('a printed line', () => {
  test('is cut where the width of its letters changes', () => {
    expect(runs({ text: '卡号   T01', size: 'normal' })).toEqual([
      { text: '卡号', wide: true, dots: 48 },
      { text: '   T01', wide: false, dots: 72 },
    ]);
    expect(runs({ text: '', size: 'normal' })).toEqual([]);
  });

  test('large letters take twice the place both ways', () => {
    expect(runs({ text: '凭条', size: 'large' })).toEqual([{ text: '凭条', wide: true, dots: 96 }]);
    expect([textHeight({ size: 'normal' }), textHeight({ size: 'large' })]).toEqual([30, 60]);
  });

  test('loses no letter, and takes as many columns as the printer gives it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('卡', '号', 'a', '7', ' ', '，', '𡐓') }), (text) => {
        const cut = runs({ text, size: 'normal' });
        expect(cut.map((run) => run.text).join('')).toBe(text);
        const columns = [...text].reduce((sum, letter) => sum + (/[a7 ]/.test(letter) ? 1 : 2), 0);
        expect(cut.reduce((sum, { dots }) => sum + dots, 0)).toBe(columns * 12);
      }),
    );
  });
});
