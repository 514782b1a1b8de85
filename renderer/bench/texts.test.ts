import { describe, expect, test } from 'vitest';
import { somebody } from './state.test-data.ts';
import { codeIn, otherPhones, phoneOf, typed } from './texts.ts';

const at = '2026-11-22T06:00:00.000Z';
const text = '【样例】验证码246810，尾号0012。 / [Example] 246810 is your code for card 0012.';

describe('phones', () => {
  test('a text has its two sides and its code', () => {
    const { number, texts } = phoneOf({ messages: [{ phone: '14200000001', text, at }] }, '14200000001');
    expect(number).toBe('142 0000 0001');
    expect(texts).toMatchObject([
      {
        chinese: '【样例】验证码246810，尾号0012。',
        english: '[Example] 246810 is your code for card 0012.',
        code: '246810',
      },
    ]);
    expect(texts[0]?.time).toMatch(/^\d\d:\d\d:\d\d$/);
  });

  test('a moment that is none is left out, a text of one side has one', () => {
    const { texts } = phoneOf({ messages: [{ phone: '1', text: '好', at: 'soon' }] }, '1');
    expect(texts).toMatchObject([{ time: '', chinese: '好', english: '', code: null }]);
  });

  test.each([
    ['尾号0012', null],
    ['142****0001', null],
    ['14200000001', null],
    ['验证码135790。', '135790'],
  ])('in %s the code is %s', (words, code) => {
    expect(codeIn(words)).toBe(code);
  });

  test('a number that nobody of the people has is shown apart, once', () => {
    const messages = ['14200000001', '14200009999', '14200009999'].map((phone, index) => ({
      phone,
      text: `${index}`,
      at,
    }));
    const others = otherPhones({ people: [somebody], messages });
    expect(others.map(({ number, texts }) => [number, texts.length])).toEqual([['142 0000 9999', 2]]);
  });

  test('a code is typed key by key, and what is no figure is not', () => {
    expect(typed('0 9x').map((order) => order.input)).toEqual([{ key: 'zero' }, { key: 'nine' }]);
  });
});
