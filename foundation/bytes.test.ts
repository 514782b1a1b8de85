import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ascii, concat, fromHex, toHex, xor } from './bytes.ts';

const bytes = fc.uint8Array({ maxLength: 64 });

describe('bytes', () => {
  it('joins runs in order, and none into none', () => {
    expect(concat()).toEqual(new Uint8Array(0));
    expect(concat(Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3))).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('joins into bytes of its own: a change of a part later changes nothing', () => {
    const part = Uint8Array.of(1);
    const whole = concat(part);
    part[0] = 2;
    expect(whole).toEqual(Uint8Array.of(1));
  });

  it('writes hexadecimal in capitals, two digits a byte', () => {
    expect(toHex(Uint8Array.of(0x00, 0x0a, 0xff))).toBe('000AFF');
    expect(toHex(new Uint8Array(0))).toBe('');
  });

  it('reads hexadecimal with spaces anywhere, in either case', () => {
    expect(fromHex(' aA 9 6\n69 ')).toEqual(Uint8Array.of(0xaa, 0x96, 0x69));
    expect(fromHex('')).toEqual(new Uint8Array(0));
  });

  it.each(['A', '0x10', 'GG', '1,2', 'AA B'])('throws at %j, which is no hexadecimal text', (text) => {
    expect(() => fromHex(text)).toThrow();
  });

  it('reads back whatever it wrote', () => {
    fc.assert(
      fc.property(bytes, (run) => {
        expect(fromHex(toHex(run))).toEqual(run);
      }),
    );
  });

  it('xor of a run with its own check is nothing, and of nothing is nothing', () => {
    expect(xor(new Uint8Array(0))).toBe(0);
    expect(xor(Uint8Array.of(0xaa, 0xaa, 0x55))).toBe(0x55);
    fc.assert(
      fc.property(bytes, (run) => {
        expect(xor(concat(run, Uint8Array.of(xor(run))))).toBe(0);
      }),
    );
  });

  it('gives the bytes of an ASCII text', () => {
    expect(ascii('Az~')).toEqual(Uint8Array.of(0x41, 0x7a, 0x7e));
  });
});
