import { describe, expect, it } from 'vitest';
import { PIN_QUEUE, PinHashes, PRACTICE_COST } from './pin-hash.ts';

describe('the hash of a PIN', () => {
  const pins = new PinHashes();

  it('is argon2id with its parameters and a salt of its own beside it, and no PIN in it', async () => {
    const [one, other] = await Promise.all([pins.hash('480261'), pins.hash('480261')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=32768,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('480261');
    expect(await pins.matches('480261', one)).toBe(true);
    expect(await pins.matches('480262', one)).toBe(false);
  });

  it('made by another program with other parameters is understood, and made anew', async () => {
    // The reference implementation's own test vector: argon2id, t=2, m=65536 KiB, p=1, "password", "somesalt".
    const theirs = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await pins.matches('password', theirs)).toBe(true);
    expect(await pins.matches('passwore', theirs)).toBe(false);
    expect(pins.isOutdated(theirs)).toBe(false);
    expect(pins.isOutdated(theirs.replace('65536', '4096'))).toBe(true);
    expect(pins.isOutdated(await pins.hash('480261'))).toBe(false);
  });

  it.each([
    null,
    undefined,
    '',
    'x',
    '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=4096,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2i$v=19$m=4096,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  ])('%s lets nobody in', async (phc) => expect(await pins.matches('480261', phc)).toBe(false));

  it('takes a PIN that is wrong, and a number that nobody has, equally long', async () => {
    const known = await pins.hash('480261');
    await pins.warm();
    const time = async (phc: string | null) => {
      const begun = performance.now();
      await pins.matches('573914', phc);
      return performance.now() - begun;
    };
    const median = (all: number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
    const [right, nobody]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round++) {
      right.push(await time(known));
      nobody.push(await time(null));
    }
    const ratio = median(nobody) / median(right);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('is computed by two at most at once, and says when too many wait', async () => {
    const many = new PinHashes(PRACTICE_COST);
    const waiting = Array.from({ length: PIN_QUEUE + 2 }, () => many.hash('480261'));
    expect(many.full).toBe(true);
    await Promise.all(waiting);
    expect(many.full).toBe(false);
  }, 30_000);
});
