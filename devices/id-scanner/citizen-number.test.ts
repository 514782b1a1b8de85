import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { citizenCheckCharacter, citizenNumberSays, isCitizenNumber } from './citizen-number.ts';

const seventeen = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 })
  .map((d) => d.join(''));

describe('citizen number (GB 11643)', () => {
  it.each([
    ['11010519491231002X', true],
    ['440524188001010014', true],
    ['110105194912310021', false],
    ['11010519491231002x', false],
    ['1101051949123100', false],
    ['11010519491231002X ', false],
    ['X1010519491231002X', false],
    ['١١٠١٠٥١٩٤٩١٢٣١٠٠٢X', false],
    ['', false],
  ])('%s valid: %s', (number, valid) => expect(isCitizenNumber(number)).toBe(valid));

  it('computes the character it accepts, and accepts no other', () => {
    fc.assert(
      fc.property(seventeen, fc.constantFrom(...'0123456789X'), (digits, other) => {
        const check = citizenCheckCharacter(digits);
        expect(isCitizenNumber(`${digits}${check}`)).toBe(true);
        expect(isCitizenNumber(`${digits}${other}`)).toBe(other === check);
      }),
    );
  });

  it('catches every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(seventeen, fc.nat(16), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const check = citizenCheckCharacter(digits);
        const wrong = String((Number(digits[place]) + shift) % 10);
        expect(isCitizenNumber(`${digits.slice(0, place)}${wrong}${digits.slice(place + 1)}${check}`)).toBe(
          false,
        );
        const next = place === 16 ? 15 : place + 1;
        const swapped = [...digits];
        [swapped[place], swapped[next]] = [digits.charAt(next), digits.charAt(place)];
        expect(isCitizenNumber(`${swapped.join('')}${check}`)).toBe(digits[place] === digits[next]);
      }),
    );
  });

  it.each([
    ['11010519491231002X', { birthDate: '1949-12-31', sex: 'female' }],
    ['440524188001010014', { birthDate: '1880-01-01', sex: 'male' }],
  ])('%s says when its holder was born, and the sex', (number, says) =>
    expect(citizenNumberSays(number)).toEqual(says),
  );

  it('gives no character for anything but seventeen digits', () => {
    for (const text of ['', '1101051949123100', '110105194912310020', '1101051949123100X'])
      expect(citizenCheckCharacter(text)).toBeUndefined();
  });
});
