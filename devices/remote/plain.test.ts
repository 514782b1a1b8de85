import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { PLAIN_LIMITS, plainCopy } from './plain.ts';

const plainValue = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('plainCopy', () => {
  it('copies plain values whole, sharing nothing', () => {
    fc.assert(
      fc.property(plainValue, (value) => {
        const copied = plainCopy(value);
        expect(copied).toEqual(ok(value));
        if (copied.ok && typeof value === 'object' && value !== null) expect(copied.value).not.toBe(value);
      }),
    );
  });

  it('takes of a view into a larger buffer its own bytes only', () => {
    const pool = Uint8Array.of(1, 2, 3, 4, 5, 6);
    for (const view of [pool.subarray(2, 4), Buffer.from(pool.buffer, 2, 2)]) {
      const copied = plainCopy({ view });
      expect(copied).toEqual(ok({ view: Uint8Array.of(3, 4) }));
      const bytes = copied.ok ? (copied.value as { view: Uint8Array }).view : undefined;
      expect(bytes?.buffer.byteLength).toBe(2);
    }
  });

  it.each([
    ['a function', () => {}],
    ['a symbol', Symbol('s')],
    ['a big integer', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['an error', new Error('x')],
    ['a promise', Promise.resolve()],
  ])('refuses %s, however deep', (_, value) => {
    expect(plainCopy(value)).toMatchObject(err({ code: 'notPlain' }));
    expect(plainCopy({ list: [{ value }] })).toMatchObject(err({ code: 'notPlain' }));
  });

  it('refuses what is too deep, too many or too large, circles too', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    for (const value of [
      circle,
      'x'.repeat(PLAIN_LIMITS.size + 1),
      new Uint8Array(PLAIN_LIMITS.size + 1),
      Array(PLAIN_LIMITS.values + 1).fill(1),
      { ['k'.repeat(PLAIN_LIMITS.size + 1)]: 1 },
    ])
      expect(plainCopy(value)).toMatchObject(err({ code: 'tooLarge' }));
    const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);
    expect(plainCopy(nested(PLAIN_LIMITS.depth)).ok).toBe(true);
    expect(plainCopy(nested(PLAIN_LIMITS.depth + 1))).toEqual(err({ code: 'tooLarge', detail: 'depth' }));
  });

  it('keeps a key named __proto__ a key', () => {
    const copied = plainCopy(JSON.parse('{"__proto__":{"admin":true}}'));
    expect(copied.ok && Object.getPrototypeOf(copied.value)).toBe(Object.prototype);
    expect(copied.ok && Object.hasOwn(copied.value as object, '__proto__')).toBe(true);
  });
});
