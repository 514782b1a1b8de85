import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capitalYuan } from './capitals.ts';

test.each([
  [1, '壹元整'],
  [10, '壹拾元整'],
  [101, '壹佰零壹元整'],
  [1_010, '壹仟零壹拾元整'],
  [10_000, '壹万元整'],
  [10_500, '壹万零伍佰元整'],
  [12_000, '壹万贰仟元整'],
  [100_050, '壹拾万零伍拾元整'],
  [1_000_000, '壹佰万元整'],
  [20_030_400, '贰仟零叁万零肆佰元整'],
  [100_000_001, '壹亿零壹元整'],
  [300_020_000, '叁亿零贰万元整'],
  [999_999_999, '玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元整'],
])('%i is %s', (yuan, words) => {
  expect(capitalYuan(yuan)).toBe(words);
});

/** The other way round: what a clerk reads. */
function read(words: string): number {
  const figures = '零壹贰叁肆伍陆柒捌玖';
  const places: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1_000 };
  let whole = 0;
  let part = 0;
  let digit = 0;
  for (const sign of words.replace('元整', '')) {
    const place = places[sign];
    if (sign === '万' || sign === '亿') {
      whole += (part + digit) * (sign === '万' ? 10_000 : 100_000_000);
      part = 0;
      digit = 0;
    } else if (place) {
      part += digit * place;
      digit = 0;
    } else digit = figures.indexOf(sign);
  }
  return whole + part + digit;
}

test('every amount reads back as itself, with no zero said twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999 }), (yuan) => {
      const words = capitalYuan(yuan);
      expect(read(words)).toBe(yuan);
      expect(words).not.toMatch(/零零|^零|零元/);
    }),
  );
});

test('nothing, parts of a yuan and what is too large are refused', () => {
  for (const wrong of [0, -1, 1.5, Number.NaN, 10 ** 12])
    expect(() => capitalYuan(wrong)).toThrow(RangeError);
});
