import { expect, test } from 'vitest';
import { teachBackQuestion } from '#contracts/bank/wealth.ts';
import { RULE_IDS } from '#contracts/compliance/rules.ts';
import { TEACH_BACK_OPTIONS } from '#contracts/screen/sign-bodies.ts';
import { PARTS } from '#flows/steps/consent.ts';
import { RIGHT_ANSWER } from '#flows/steps/teach-back.ts';
import { textsFor } from '#texts/format.ts';
import { partsOf } from '#texts/tell/signing.ts';

/** What the right answer says, and none of the wrong ones. */
const RIGHT = {
  notADeposit: { 'zh-CN': /不是/, en: /^No,/ },
  mayLose: { 'zh-CN': /可能会亏/, en: /may lose/ },
  rangeNoPromise: { 'zh-CN': /不一定/, en: /^No,/ },
  moneyLocked: { 'zh-CN': /要等到期/, en: /wait for the end/ },
} as const;

test.each(teachBackQuestion.options)(
  'the words of the right answer stand where the flow has it: %s',
  (question) => {
    for (const language of ['zh-CN', 'en'] as const) {
      const { message } = textsFor(language);
      const answers = [
        message(`teachBack.${question}.0`),
        message(`teachBack.${question}.1`),
        message(`teachBack.${question}.2`),
      ];
      expect(answers).toHaveLength(TEACH_BACK_OPTIONS);
      const right = answers.flatMap((words, place) => (RIGHT[question][language].test(words) ? [place] : []));
      expect(right).toEqual([RIGHT_ANSWER[question]]);
    }
  },
);

test('every rule has words for each of its parts', () => {
  for (const rule of RULE_IDS) expect(partsOf(rule), rule).toBe(PARTS[rule] ?? 1);
});
