import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeStart, shortCode } from './short-code.ts';

it('leads back to the beginning of the hash, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const sha256 = Buffer.from(bytes).toString('hex');
      const code = shortCode(sha256);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [
        code,
        code.toLowerCase(),
        code.replaceAll('-', ' '),
        code.replaceAll('0', 'o').replaceAll('1', 'l'),
      ])
        expect(codeStart(typed)).toBe(sha256.slice(0, 15));
    }),
  );
});

it('is none where a letter is missing, too many or strange', () => {
  const code = shortCode('ab'.repeat(32));
  for (const typed of ['', code.slice(1), `${code}A`, code.replace(/.$/, 'U'), code.replace(/.$/, '!')])
    expect(codeStart(typed)).toBeUndefined();
});
