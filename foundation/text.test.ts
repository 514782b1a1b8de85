import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHonestText } from './text.ts';

describe('honest text', () => {
  it.each([
    ['empty', ''],
    ['a Chinese name', '许念安'],
    ['a name with a middle dot', '卡朗·山'],
    ['a character of CJK extension B', '\u{21413}'],
    ['one of extension G', '\u{30000}'],
    ['Latin with an accent, composed', 'É'],
    ['spaces, also the ideographic one', 'ELIN  MARIA\u3000'],
    ['punctuation and figures', '¥12,345.67 (•••• 1234)'],
    ['Uyghur letters', '\u0626\u06c7\u064a\u063a\u06c7\u0631'],
    ['Tibetan', '\u0f56\u0f7c\u0f51\u0f0b'],
    ['a compatibility ideograph that NFC keeps', '\uFA0E'],
  ])('takes %s', (_, text) => {
    expect(isHonestText(text)).toBe(true);
  });

  it.each([
    ['NUL', '\u0000'],
    ['a line feed', '\n'],
    ['a tab', '\t'],
    ['escape', '\u001b'],
    ['delete', '\u007f'],
    ['a C1 control', '\u0085'],
    ['another C1 control', '\u009b'],
    ['an Arabic letter mark', '\u061c'],
    ['a right-to-left mark', '\u200f'],
    ['a right-to-left override', '\u202e'],
    ['a pop of directional formatting', '\u202c'],
    ['a right-to-left isolate', '\u2067'],
    ['a zero width space', '\u200b'],
    ['a zero width joiner', '\u200d'],
    ['a word joiner', '\u2060'],
    ['a byte order mark', '\ufeff'],
    ['a soft hyphen', '\u00ad'],
    ['a combining grapheme joiner', '\u034f'],
    ['a Hangul filler', '\u3164'],
    ['a halfwidth Hangul filler', '\uffa0'],
    ['a variation selector', '葛\ufe00'],
    ['an ideographic variation selector', '葛\u{e0100}'],
    ['a language tag', '\u{e0041}'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
    ['an interlinear annotation', '\ufff9'],
    ['an object replacement', '\ufffc'],
    ['a replacement character', '\ufffd'],
    ['private use', '\ue000'],
    ['private use of another plane', '\u{f0000}'],
    ['a noncharacter', '\ufdd0'],
    ['a noncharacter at a plane’s end', '\u{1ffff}'],
    ['an unassigned character', '\u0378'],
    ['a lone high surrogate', '\ud842'],
    ['a lone low surrogate', '\udfb7'],
    ['surrogates the wrong way round', '\udfb7\ud842'],
  ])('refuses %s, alone and within a word', (_, text) => {
    expect(isHonestText(text)).toBe(false);
    expect(isHonestText(`许${text}安`)).toBe(false);
  });

  it.each([
    ['an accent beside its letter', 'E\u0301'],
    ['a compatibility ideograph that is another one', '\uF92C'],
    ['the Kelvin sign', '\u212A'],
    ['marks in another order than NFC has', 'q\u0302\u0323'],
  ])('refuses what is not in Normalization Form C: %s', (_, text) => {
    expect(isHonestText(text)).toBe(false);
    expect(isHonestText(text.normalize('NFC'))).toBe(true);
  });

  it('never takes a text that a further look would refuse: parts of honest text are honest, but for composition', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        if (isHonestText(one + other)) return;
        const composes = (one + other).normalize('NFC') !== one + other;
        const splits = /[\uD800-\uDBFF]$/.test(one) && /^[\uDC00-\uDFFF]/.test(other);
        expect(composes || splits || !isHonestText(one) || !isHonestText(other)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('answers the same however often it is asked', () => {
    for (const text of ['\u0000', '许', '\u0000', '许']) expect(isHonestText(text)).toBe(text === '许');
  });
});
