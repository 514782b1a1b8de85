import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandsChip, parseTrack1, parseTrack2, withoutSentinels } from './magstripe.ts';
import { maskPan, parseExpiry, parsePan, passesLuhn } from './pan.ts';

const august2018 = { year: 2018, month: 8 };

describe('track 2', () => {
  // The published test cards of emv.md, with their LRC.
  it.each([
    [';4761739001010010=1808101?0', '4761739001010010'],
    [';67030010054610102=1808101?>', '67030010054610102'],
    [';5413330002001155=1808101?9', '5413330002001155'],
    [';3569990010082211=1808101?8', '3569990010082211'],
    [';6510000000000166=1808101?;', '6510000000000166'],
  ])('%s', (raw, pan) => {
    const characters = withoutSentinels(2, raw);
    expect(parseTrack2(characters)).toEqual({ pan, expiry: august2018, serviceCode: '101' });
    expect(withoutSentinels(2, characters)).toBe(characters);
    expect(passesLuhn(pan)).toBe(true);
  });

  it('may end after the expiry', () => {
    expect(parseTrack2('4761739001010010=1808')).toEqual({ pan: '4761739001010010', expiry: august2018 });
  });

  it.each([
    ['no separator', '47617390010100101808101'],
    ['two separators', '4761739001010010=1808101=1'],
    ['month 13', '4761739001010010=1813101'],
    ['month 0', '4761739001010010=1800101'],
    ['a number too short', '47617390010=1808101'],
    ['a number too long', '47617390010100100000=1808101'],
    ['a letter', '476173900101001A=1808101'],
    ['too long for a track', `4761739001010010=1808101${'0'.repeat(40)}`],
    ['nothing', ''],
  ])('refuses %s', (_name, characters) => {
    expect(parseTrack2(characters)).toBeUndefined();
  });
});

describe('track 1', () => {
  it('gives number, expiry and service code, and leaves the name', () => {
    const card = parseTrack1(withoutSentinels(1, '%B4761739001010010^TEST/CARD^1808101?L'));
    expect(card).toEqual({ pan: '4761739001010010', expiry: august2018, serviceCode: '101' });
  });

  it.each([
    ['another format', 'A4761739001010010^TEST/CARD^1808101'],
    ['no name field', 'B4761739001010010^1808101'],
    ['lower case', 'B4761739001010010^Test/Card^1808101'],
    ['control characters', 'B4761739001010010^TEST\u001b@CARD^1808101'],
  ])('refuses %s', (_name, characters) => {
    expect(parseTrack1(characters)).toBeUndefined();
  });
});

describe('any text', () => {
  it('never throws, and what it takes is a card number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789=^B/?;%A '), maxLength: 120 }), (text) => {
        for (const card of [parseTrack1(text), parseTrack2(text)]) {
          if (card) expect(card.pan).toMatch(/^[0-9]{12,19}$/);
        }
        withoutSentinels(1, text);
      }),
    );
  });
});

describe('card numbers', () => {
  it.each([
    ['4761739001010119', true],
    ['5555555551234567', false],
    ['0', true],
    ['', false],
  ])('Luhn of %s', (digits, right) => {
    expect(passesLuhn(digits)).toBe(right);
  });

  it('one changed digit always fails the check', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 12, maxLength: 18 });
    fc.assert(
      fc.property(digits, fc.nat(17), fc.integer({ min: 1, max: 9 }), (body, place, by) => {
        const check = [...'0123456789'].find((digit) => passesLuhn(body + digit)) ?? '';
        const at = place % body.length;
        const changed = body.slice(0, at) + ((Number(body[at]) + by) % 10) + body.slice(at + 1);
        expect(passesLuhn(body + check)).toBe(true);
        expect(passesLuhn(changed + check)).toBe(false);
      }),
    );
  });

  it('masked, only the last four are left', () => {
    const pan = parsePan('4761739001010119');
    expect(pan && maskPan(pan)).toBe('**** 0119');
  });

  it.each(['47617390010', '47617390010101190000', '4761 7390 0101 0119', '４７６１７３９００１０１０１１９'])(
    '%s is no card number',
    (text) => {
      expect(parsePan(text)).toBeUndefined();
    },
  );

  it.each([
    ['4912', { year: 2049, month: 12 }],
    ['5001', { year: 1950, month: 1 }],
    ['2613', undefined],
    ['26', undefined],
  ])('expiry %s', (yymm, expiry) => {
    expect(parseExpiry(yymm)).toEqual(expiry);
  });

  it.each([
    ['201', true],
    ['620', true],
    ['101', false],
    ['520', false],
    [undefined, false],
  ])('service code %s demands the chip: %s', (serviceCode, demands) => {
    expect(demandsChip(serviceCode)).toBe(demands);
  });
});
