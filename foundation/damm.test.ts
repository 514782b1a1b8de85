import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dammDigit } from './damm.ts';

const seven = fc.stringMatching(/^\d{7}$/);
const complete = (digits: string) => `${digits}${dammDigit(digits)}`;

describe('the check digit', () => {
  it('fits what it was made for', () => {
    fc.assert(
      fc.property(seven, (digits) => {
        expect(dammDigit(complete(digits))).toBe('0');
      }),
    );
  });

  it('tells every wrong digit', () => {
    fc.assert(
      fc.property(seven, fc.nat(7), fc.integer({ min: 1, max: 9 }), (digits, at, off) => {
        const code = complete(digits);
        const wrong = String((Number(code[at]) + off) % 10);
        expect(dammDigit(code.slice(0, at) + wrong + code.slice(at + 1))).not.toBe('0');
      }),
    );
  });

  it('tells every swap of two neighbours', () => {
    fc.assert(
      fc.property(seven, fc.nat(6), (digits, at) => {
        const code = complete(digits);
        const [a = '', b = ''] = [code[at], code[at + 1]];
        fc.pre(a !== b);
        expect(dammDigit(code.slice(0, at) + b + a + code.slice(at + 2))).not.toBe('0');
      }),
    );
  });

  it('is H. Michael Damm’s: 572 has the digit 4', () => {
    expect(dammDigit('572')).toBe('4');
  });
});
