import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRACTICE_STAFF } from './practice.ts';
import { pinWeakness } from './weak-pin.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const number = digits(4);

describe('a weak PIN', () => {
  it.each([
    ['000000', 'fewDigits'],
    ['777777', 'fewDigits'],
    ['111222', 'fewDigits'],
    ['100000', 'fewDigits'],
    ['123456', 'run'],
    ['654321', 'run'],
    ['890123', 'run'],
    ['321098', 'run'],
    ['123789', 'run'],
    ['456321', 'run'],
    ['394394', 'repeated'],
    ['474747', 'fewDigits'],
    ['334477', 'repeated'],
    ['198804', 'date'],
    ['041988', 'date'],
    ['850412', 'date'],
    ['120485', 'date'],
    ['043185', 'date'],
    ['200099', 'date'],
    ['731984', 'date'],
    ['614789', 'number'],
    ['987461', 'number'],
  ])('%s: %s', (pin, why) => expect(pinWeakness(pin, '4789')).toBe(why));

  it('is part of a longer staff number, forwards or backwards', () => {
    expect(pinWeakness('684639', '96846391')).toBe('number');
    expect(pinWeakness('936486', '96846391')).toBe('number');
  });

  it('is every run, every repetition and every day of a lifetime, for whomever', () => {
    const weak = (pin: string, own: string) => pinWeakness(pin, own) !== undefined;
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 9 }), fc.constantFrom(1, 9), (own, first, step) =>
        weak([0, 1, 2, 3, 4, 5].map((at) => (first + at * step) % 10).join(''), own),
      ),
    );
    fc.assert(fc.property(number, digits(3), (own, triple) => weak(triple + triple, own)));
    fc.assert(fc.property(number, digits(2), (own, pair) => weak(pair.repeat(3), own)));
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2029-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(number, day, (own, date) => {
        const [year, month, dayOfMonth] = [
          date.toISOString().slice(0, 4),
          date.toISOString().slice(5, 7),
          date.toISOString().slice(8, 10),
        ];
        const short = year.slice(2);
        return [
          short + month + dayOfMonth,
          dayOfMonth + month + short,
          month + dayOfMonth + short,
          year + month,
          month + year,
        ].every((pin) => weak(pin, own));
      }),
    );
    fc.assert(fc.property(number, digits(2), (own, rest) => weak(own + rest, own)));
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 0, max: 2 }), (own, at) => weak(own.slice(at, at + 6), own)),
    );
  });

  it('is the exception: of a thousand at random most may be chosen, and those of the practice staff', () => {
    let refused = 0;
    for (let pin = 7; pin < 1_000_000; pin += 997)
      if (pinWeakness(String(pin).padStart(6, '0'), '4711')) refused += 1;
    expect(refused).toBeGreaterThan(50);
    expect(refused).toBeLessThan(250);
    for (const { pin, number: own } of PRACTICE_STAFF)
      expect([pin, pinWeakness(pin, own)]).toEqual([pin, undefined]);
  });
});
