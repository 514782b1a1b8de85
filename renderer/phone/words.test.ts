import { describe, expect, it } from 'vitest';
import { TICKET_STATES, WAIT_REASONS } from '#contracts/branch/ticket.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the phone page in %s', (language, words) => {
  it('name every state and every reason, each in words of its own and in the right script', () => {
    expect(Object.keys(words.more).toSorted()).toEqual([...TICKET_STATES].toSorted());
    expect(Object.keys(words.reason).toSorted()).toEqual([...WAIT_REASONS].toSorted());
    const reasons = WAIT_REASONS.flatMap((reason) => [words.reason[reason](null), words.reason[reason]('3')]);
    expect(new Set(WAIT_REASONS.map((reason) => words.reason[reason](null))).size).toBe(WAIT_REASONS.length);
    for (const text of [...reasons, ...Object.values(words.state), words.called('3'), words.lost('10:05')])
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-CN');
  });

  it('say which counter, how many people and how many minutes', () => {
    for (const say of [words.called, words.serving, words.reason.counterClosed, words.reason.counterOpened])
      expect(say('3')).toContain('3');
    expect(words.ahead(12)).toContain('12');
    expect(words.ahead(0)).not.toContain('0');
    expect(words.minutes(4, 9)).toMatch(/4.*9/);
    expect(words.minutes(9, 9)).not.toMatch(/9.*9/);
    expect(words.minutes(0, 7)).toMatch(/7/);
    expect(words.minutes(0, 0)).not.toContain('0');
  });
});
