import { describe, expect, it } from 'vitest';
import { err, ok, type Result, unreachable } from './result.ts';

const half = (whole: number): Result<number> =>
  whole % 2 === 0 ? ok(whole / 2) : err({ code: 'odd', detail: 'a half of it is no whole number' });

describe('results', () => {
  it('carry a value or a coded error, and say which', () => {
    expect(half(4)).toEqual({ ok: true, value: 2 });
    expect(half(3)).toMatchObject({ ok: false, error: { code: 'odd' } });
  });

  it('are plain values that survive a structured clone', () => {
    for (const result of [half(4), half(3)]) expect(structuredClone(result)).toEqual(result);
  });

  it('unreachable throws for data that lied to the compiler, and does not repeat the data', () => {
    const lied = 'a card number' as never;
    expect(() => unreachable(lied)).toThrow(/string/);
    expect(() => unreachable(lied)).not.toThrow(/card number/);
  });
});
