import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '#foundation/bytes.ts';
import { emvFaults, isEmvAtr, parseAtr } from './atr.ts';

// The published answers of emv.md.
const BASIC_T0 = '3B 60 00 00';
const BASIC_T1 = '3B E0 00 FF 81 31 7C 41 92';
const T0_WITH_CLASS = '3B F4 13 00 FF D0 00 0A 3F 03 00 DE AD BE EF DC';
const T1_SPECIFIC = '3B F4 13 00 FF 91 01 71 7C 41 00 DE AD BE EF E6';
const NOT_EMV = '3B DA 18 FF 81 B1 FE 75 1F 03 00 31 F5 73 C7 8A 40 00 90 00 B0';

describe('answer to reset', () => {
  it.each([
    ['basic T=0', BASIC_T0, [0], ''],
    ['basic T=1', BASIC_T1, [1, 1], ''],
    ['T=0 with a class indicator', T0_WITH_CLASS, [0, 15], 'DEADBEEF'],
    ['T=1 in specific mode', T1_SPECIFIC, [1, 1], 'DEADBEEF'],
  ])('%s is EMV', (_name, text, protocols, historical) => {
    const atr = parseAtr(fromHex(text));
    expect(atr.ok && atr.value.protocols).toEqual(protocols);
    expect(atr.ok && toHex(atr.value.historical)).toBe(historical);
    expect(atr.ok && atr.value.convention).toBe('direct');
    expect(atr.ok && emvFaults(atr.value)).toEqual([]);
    expect(isEmvAtr(fromHex(text))).toBe(true);
  });

  it('a valid ISO answer that is not EMV says why', () => {
    const atr = parseAtr(fromHex(NOT_EMV));
    expect(atr.ok && emvFaults(atr.value)).toContain('TA1');
    expect(isEmvAtr(fromHex(NOT_EMV))).toBe(false);
  });

  it.each([
    ['TA1 14', '3B 10 14', ['TA1']],
    ['TA1 11', '3B 10 11', []],
    ['TB1 25', '3B 20 25', ['TB1']],
    ['TC1 01', '3B 40 01', ['TC1']],
    ['TC1 00', '3B 40 00', []],
    ['TC2 0B', '3B 80 40 0B', ['TC2']],
    ['TC2 0A', '3B 80 40 0A', []],
    ['TD1 of T=14', '3B 80 0E 8E', ['TD1']],
    ['TA3 0F after T=1', '3B 80 81 11 0F 1F', ['TA3']],
    ['TA3 FF after T=1', '3B 80 81 11 FF EF', ['TA3']],
    ['TA3 10 after T=1', '3B 80 81 11 10 00', []],
    ['TA3 03 after T=15 is none of ours', '3B 80 80 1F 03 1C', []],
  ])('%s', (_name, text, faults) => {
    const atr = parseAtr(fromHex(text));
    expect(atr.ok ? emvFaults(atr.value) : atr.error).toEqual(faults);
  });

  it('the inverse convention is known', () => {
    const atr = parseAtr(fromHex('3F 60 00 00'));
    expect(atr.ok && atr.value.convention).toBe('inverse');
  });

  it.each([
    ['nothing', '', 'truncated'],
    ['TS alone', '3B', 'truncated'],
    ['another TS', '3C 60 00 00', 'badConvention'],
    ['missing interface bytes', '3B E0 00', 'truncated'],
    ['missing historical bytes', '3B 04 DE AD', 'truncated'],
    ['missing TCK', '3B E0 00 FF 81 31 7C 41', 'truncated'],
    ['a wrong TCK', '3B E0 00 FF 81 31 7C 41 93', 'badCheck'],
    ['something after the end', '3B 60 00 00 00', 'trailing'],
    ['34 bytes', `3B ${'00'.repeat(33)}`, 'tooLong'],
  ])('%s: %s', (_name, text, code) => {
    expect(parseAtr(fromHex(text))).toEqual({ ok: false, error: { code } });
    expect(isEmvAtr(fromHex(text))).toBe(false);
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(typeof isEmvAtr(bytes)).toBe('boolean');
        expect(typeof isEmvAtr(Uint8Array.of(0x3b, ...bytes))).toBe('boolean');
      }),
    );
  });
});
