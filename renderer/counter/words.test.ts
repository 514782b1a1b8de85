import { describe, expect, it } from 'vitest';
import { NEEDS } from '#contracts/branch/configuration.ts';
import { COUNTER_ACTS } from '#contracts/branch/counter.ts';
import { SERVICE_OUTCOMES, WAIT_REASONS } from '#contracts/branch/ticket.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh.ts';

describe.each([
  ['zh-CN', zhCN],
  ['en', en],
])('the words of the counter in %s', (language, words) => {
  it('name every act, outcome, need and reason there is, in the right script', () => {
    const acts = Object.keys(COUNTER_ACTS).toSorted();
    expect(Object.keys(words.act).toSorted()).toEqual(acts);
    expect(Object.keys(words.done).toSorted()).toEqual(acts);
    expect(Object.keys(words.outcome).toSorted()).toEqual([...SERVICE_OUTCOMES].toSorted());
    expect(Object.keys(words.need)).toEqual([...NEEDS]);
    expect(Object.keys(words.reason).toSorted()).toEqual([...WAIT_REASONS].toSorted());
    for (const text of [
      ...Object.values(words.act),
      ...Object.values(words.deed),
      ...Object.values(words.outcome),
      ...Object.values(words.need),
      ...Object.values(words.refused),
    ])
      expect(/\p{Script=Han}/u.test(text)).toBe(language === 'zh-CN');
  });

  it('have words of their own for every deed, and say which number they speak of', () => {
    const deeds = Object.values(words.deed);
    expect(new Set(deeds).size).toBe(deeds.length);
    for (const act of [
      'callNext',
      'call',
      'recall',
      'begin',
      'park',
      'transfer',
      'noShow',
      'finish',
    ] as const)
      expect(words.done[act]('A007')).toContain('A007');
    expect(words.minutes(3, 3)).not.toMatch(/3.*3/);
    expect(words.noShowIn(12)).toContain('12');
  });
});
