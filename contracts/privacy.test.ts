import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { personal, privacyOf, pub, secret } from './privacy.ts';

describe('who may see a field', () => {
  it.each([
    ['public', pub],
    ['personal', personal],
    ['secret', secret],
  ] as const)('%s is what it was declared', (privacy, declare) => {
    expect(privacyOf.get(declare(z.string()))).toEqual({ privacy });
  });

  it('a schema that is declared twice, for two fields, keeps both', () => {
    const digits = z.string().regex(/^\d{4}$/);
    const [one, other] = [personal(digits), pub(digits)];
    expect([privacyOf.get(one)?.privacy, privacyOf.get(other)?.privacy]).toEqual(['personal', 'public']);
    expect(privacyOf.get(digits)).toBeUndefined();
  });

  it('changes nothing about what is accepted', () => {
    const digits = secret(z.string().regex(/^\d{4}$/));
    expect(digits.safeParse('1234').success).toBe(true);
    expect(digits.safeParse('12345').success).toBe(false);
  });
});
