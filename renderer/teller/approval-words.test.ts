import { describe, expect, it } from 'vitest';
import { WORDS } from '../approvals/approval-list.tsx';
import { APPROVAL_WORDS } from './approval-words.ts';

/** What somebody does who stands at the terminal. */
const AT_THE_TERMINAL = {
  'zh-CN': /拿在手里|到终端前$|走过去|去看/,
  en: /in hand|at the terminal$|go there|go and/i,
} as const;

describe.each(['zh-CN', 'en'] as const)('the words of an approval at a desk far away, in %s', (language) => {
  const far = APPROVAL_WORDS[language];
  const kinds = Object.entries(far.checks);

  it.each(kinds)('%s: tell what is looked at before the camera, not in the hand', (_, checks) => {
    for (const check of checks) {
      expect(check).not.toMatch(AT_THE_TERMINAL[language]);
      expect(/\p{Script=Han}/u.test(check)).toBe(language === 'zh-CN');
    }
    expect(checks.filter((check) => /摄像头|camera/.test(check)).length).toBeGreaterThan(1);
    // Nobody is recognised by his voice, or by what he writes.
    expect(checks.at(-1)).toMatch(/不要同意|do not approve/);
  });

  it('are none of those of the page for whoever walks over', () => {
    const near = new Set(Object.values(WORDS[language].checks).flat());
    expect([...near].some((check) => AT_THE_TERMINAL[language].test(check))).toBe(true);
    for (const word of [far.open, far.openMore, far.checkTitle])
      expect(word).not.toMatch(AT_THE_TERMINAL[language]);
  });
});
