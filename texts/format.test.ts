import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatCard, formatDate, formatMoney, formatPhone, formatTime, textsFor } from './format.ts';

const NOON = Date.UTC(2026, 10, 22, 4, 5, 9);

describe('money', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [99, '¥0.99'],
    [100, '¥1.00'],
    [1_234_567, '¥12,345.67'],
    [100_000_000, '¥1,000,000.00'],
    [-1_050, '-¥10.50'],
  ])('%i fen is %s', (fen, shown) => expect(formatMoney(fen)).toBe(shown));

  test('no amount loses a fen on the way', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        const digits = formatMoney(fen).replaceAll(/[¥,.]/g, '');
        expect(BigInt(digits)).toBe(BigInt(fen));
      }),
    );
  });

  test('what is not a whole number of fen is no money', () => {
    for (const wrong of [0.5, Number.NaN, 2 ** 60]) expect(() => formatMoney(wrong)).toThrow(RangeError);
  });
});

test('dates and times as each language writes them, in the terminal’s own zone', () => {
  expect(formatDate(NOON, 'zh-CN', 'Asia/Shanghai')).toBe('2026年11月22日');
  expect(formatDate(NOON, 'en', 'Asia/Shanghai')).toBe('22 Nov 2026');
  expect(formatTime(NOON, 'Asia/Shanghai')).toBe('12:05');
  expect(formatTime(Date.UTC(2026, 0, 1, 16, 0, 0), 'Asia/Shanghai')).toBe('00:00');
});

test('cards show four figures and phones are grouped 3-4-4', () => {
  expect(formatCard('1234')).toBe('•••• 1234');
  expect(formatPhone('14200010001')).toBe('142 0001 0001');
  expect(formatPhone('142****0001')).toBe('142 **** 0001');
  expect(formatPhone('1420')).toBe('142 0');
  expect(formatPhone('')).toBe('');
});

describe('messages', () => {
  test('fill their places in the language of the screen', () => {
    expect(textsFor('zh-CN').t('frame.step', { position: 2, of: 4 })).toBe('第 2 步，共 4 步');
    expect(textsFor('en').t('frame.step', { position: 2, of: 4 })).toBe('Step 2 of 4');
  });

  test('English minds its plurals', () => {
    const { t } = textsFor('en');
    expect(t('enterCode.wrong', { tries: 1 })).toContain('once more');
    expect(t('enterCode.wrong', { tries: 3 })).toContain('3 more times');
  });

  test('a name given by the bank is text, never a message', () => {
    expect(textsFor('en').t('frame.greeting', { name: "{x} ' <b>" })).toBe("Hello, {x} ' <b>");
  });

  test('sentences are joined as the language joins them', () => {
    expect(textsFor('zh-CN').join(['一。', '', '二。'])).toBe('一。二。');
    expect(textsFor('en').join(['One.', '', 'Two.'])).toBe('One. Two.');
  });
});
