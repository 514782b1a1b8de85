import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wordsSchema } from '#contracts/branch/words.ts';
import { honestWords } from './honest-words.ts';

it('makes of whatever is typed a line the service takes, or nothing', () => {
  const nasty = fc.constantFrom(
    '\u202e',
    '\u200b',
    '\u0000',
    '\r\n',
    '\u2028',
    '\ud800',
    '\ufeff',
    '\u0301',
    '❤️',
    '<b>',
  );
  const text = fc.array(fc.oneof(fc.string({ unit: 'binary' }), nasty), { maxLength: 60 });
  fc.assert(
    fc.property(text, (parts) => {
      const words = honestWords(parts.join(''));
      expect(words === '' || wordsSchema.safeParse(words).success).toBe(true);
      expect(honestWords(words)).toBe(words);
    }),
  );
});

it('keeps what people write as it is', () => {
  expect(honestWords(' 等了\n一个小时，没人理我！ ')).toBe('等了 一个小时，没人理我！');
  expect(honestWords('x'.repeat(500))).toHaveLength(200);
});
