import { expect, test } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { CATALOGUE, isTextKey } from './catalogue.ts';
import { receiptOutcome, receiptRefusal, retainedReason } from './receipt.ts';

/** Columns of an 80 mm receipt, a Chinese character taking two. */
const COLUMNS = 48;
const columns = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2fff' ? 2 : 1), 0);

test('every outcome of every service has words, and unknown is said as unknown', () => {
  for (const language of LANGUAGES)
    for (const service of SERVICE_IDS)
      for (const outcome of ['done', 'refused', 'unknown', 'notSent', 'caseOpened'] as const)
        expect(receiptOutcome(service, outcome, language)).not.toBe('');
  expect(receiptOutcome('reportLostCard', 'unknown', 'en')).toContain('not answered');
  expect(receiptOutcome('reportLostCard', 'done', 'zh-CN')).toBe('已挂失');
  expect(receiptOutcome('changeReservedPhone', 'done', 'zh-CN')).toBe('已修改');
});

test('a refusal and a kept card say why; no refusal says nothing', () => {
  expect(receiptRefusal(null, 'en')).toBeNull();
  expect(receiptRefusal('alreadyBlocked', 'en')).toBe('The card was already blocked');
  expect(retainedReason('jammed', 'zh-CN')).toContain('由机器保管');
});

test('what stands on paper fits one line', () => {
  for (const language of LANGUAGES)
    for (const [key, text] of Object.entries(CATALOGUE[language]))
      if (isTextKey(key) && key.startsWith('receipt.'))
        expect(columns(text), `${language} ${key}`).toBeLessThanOrEqual(COLUMNS);
});
