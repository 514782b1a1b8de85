import { describe, expect, it } from 'vitest';
import { OPENING_REASONS } from '#contracts/branch/paper.ts';
import { RECORDING_ENDS, RECORDING_FAULTS, RECORDING_REASONS } from '#contracts/branch/recording.ts';
import { LANGUAGES } from '#contracts/language.ts';
import { checkedWords, WORDS } from './words.ts';

describe.each(LANGUAGES)('the words of the page of recordings in %s', (language) => {
  const words = WORDS[language];
  const script = (text: string) => /\p{Script=Han}/u.test(text) === (language === 'zh-CN');

  it('name every end, every reason and every ground for playing, each differently, in the right script', () => {
    expect(Object.keys(words.state).toSorted()).toEqual(['open', ...RECORDING_ENDS].toSorted());
    expect(Object.keys(words.reason)).toEqual([...RECORDING_REASONS]);
    expect(Object.keys(words.openingReason)).toEqual([...OPENING_REASONS]);
    for (const table of [words.state, words.reason, words.openingReason, words.label]) {
      const said = Object.values(table);
      expect(new Set(said).size).toBe(said.length);
      expect(said.filter((text) => !script(text))).toEqual([]);
    }
  });

  it('say of what is not whole what is wrong and at which second, counted from one', () => {
    for (const fault of RECORDING_FAULTS) {
      const said = checkedWords({ whole: false, fault, at: 4 }, words);
      expect(said.startsWith(words.notWhole('').trim())).toBe(true);
      // Of the link between two parts no second is told.
      if (fault !== 'otherBefore') expect(said).toContain(fault === 'notTheEnd' ? '4' : '5');
      expect(script(said)).toBe(true);
    }
    expect(checkedWords({ whole: true, fault: null, at: null }, words)).toBe(words.whole);
    expect(checkedWords({ whole: false, fault: null, at: null }, words)).toBe(words.checkFailed);
  });

  it('tell a length by minutes and seconds', () => {
    expect(words.length(9)).toMatch(/^9/);
    expect(words.length(125)).toMatch(/2.*05/);
  });

  it('say that a playback is written down, by whom and why', () => {
    expect(words.writtenDown('1001', words.openingReason.audit)).toMatch(
      new RegExp(`1001.*${words.openingReason.audit}`),
    );
  });
});
