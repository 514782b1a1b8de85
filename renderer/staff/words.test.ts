import { describe, expect, it } from 'vitest';
import { BRANCH_REFUSALS } from '#contracts/branch/refusal.ts';
import { PIN_WEAKNESSES } from '#contracts/branch/staff.ts';
import { refusalWords } from './refusal-words.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the staff pages in %s', (language, words) => {
  const script = (text: string) => /\p{Script=Han}/u.test(text) === (language === 'zh-CN');

  it('name every weakness of a PIN, each in words of its own', () => {
    const said = PIN_WEAKNESSES.map((detail) => refusalWords({ ok: false, code: 'pinWeak', detail }, words));
    expect(new Set(said).size).toBe(PIN_WEAKNESSES.length);
    expect(said).not.toContain(words.wrong.other);
    expect(said.every(script)).toBe(true);
  });

  it('have something to say about every refusal, and about none of the page’s own making', () => {
    for (const code of [...BRANCH_REFUSALS, 'unreachable', 'badReply', 'constructor', '__proto__'])
      expect([code, script(refusalWords({ ok: false, code }, words))]).toEqual([code, true]);
    expect(refusalWords({ ok: false, code: 'pinWrong', retryAfter: 15 }, words)).toBe(
      words.wrong.pinWrongWait,
    );
  });

  it('are in the right script', () => {
    for (const text of [
      ...Object.values(words.roles),
      ...Object.values(words.state),
      ...Object.values(words.rooms),
    ])
      expect([text, script(text)]).toEqual([text, true]);
  });
});
