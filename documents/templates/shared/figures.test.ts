import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../wealth-contract/example.ts';
import { amountInWords, change, date, money, percent } from './figures.ts';

describe('figures', () => {
  it('write money, changes, rates and days', () => {
    expect([money(0), money(5), money(1_234_567), money(-150)]).toEqual([
      '¥0.00',
      '¥0.05',
      '¥12,345.67',
      '-¥1.50',
    ]);
    expect([change(100), change(0), change(-100)]).toEqual(['+¥1.00', '¥0.00', '-¥1.00']);
    expect([percent(235), percent(5), percent(-180), percent(10_000)]).toEqual([
      '2.35%',
      '0.05%',
      '-1.80%',
      '100.00%',
    ]);
    expect([date('2026-11-02', 'zh-CN'), date('2026-11-02', 'en')]).toEqual(['2026年11月2日', '2 Nov 2026']);
  });

  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [55, '伍角伍分'],
    [100, '壹元整'],
    [106, '壹元零陆分'],
    [1_000, '壹拾元整'],
    [10_050, '壹佰元伍角整'],
    [100_506, '壹仟零伍元零陆分'],
    [10_000_000, '壹拾万元整'],
    [1_000_500, '壹万零伍元整'],
    [10_001_000_000, '壹亿零壹万元整'],
    [10_000_000_500, '壹亿零伍元整'],
    [1_680_323, '壹万陆仟捌佰零叁元贰角叁分'],
    [12_345_678_900, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元整'],
  ])('%i fen in words', (fen, words) => {
    expect(amountInWords(fen)).toBe(words);
  });

  it('two amounts are never the same words', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_000), fc.nat(10_000_000_000), (one, other) => {
        expect(amountInWords(one) === amountInWords(other)).toBe(one === other);
      }),
    );
  });
});

describe('what an amount becomes', () => {
  it('is reckoned exactly and never too well', () => {
    expect(outcomeOf(10_000_000, 290, 365)).toEqual({ endFen: 10_290_000, changeFen: 290_000 });
    expect(outcomeOf(10_000_000, -180, 365)).toEqual({ endFen: 9_820_000, changeFen: -180_000 });
    expect(outcomeOf(1, 290, 1).changeFen).toBe(0);
    expect(outcomeOf(1, -290, 1).changeFen).toBe(-1);
    expect(outcomeOf(100, -10_000, 36_500).endFen).toBe(0);
    expect(outcomeOf(10_000_000_000_000, 20_000, 18_250).endFen).toBe(1_010_000_000_000_000);
  });
});
