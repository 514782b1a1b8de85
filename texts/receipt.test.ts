import { expect, test } from 'vitest';
import { LANGUAGES } from '#contracts/language.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import { CATALOGUE, isTextKey } from './catalogue.ts';
import {
  assessmentPairs,
  orderPairs,
  receiptOutcome,
  receiptRefusal,
  receiptSeal,
  retainedReason,
} from './receipt.ts';

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

const paper = { number: 'WM-20261122-000017', stamped: false };
const order = {
  outcome: 'done',
  refusal: null,
  product: { zh: '安和固收增强九十天', en: 'Anhe bonds plus, ninety days' },
  amountFen: 5_000_000,
  cardLast4: '1018',
  orderNumber: 'WO-20261122-0007',
  coolingOffUntil: '2026-11-23T06:07:00Z',
  paper,
} as const;

test('the receipt of a purchase says what was bought, until when it can be taken back, and which paper was signed', () => {
  const values = orderPairs(order, 'zh-CN').map(({ value }) => value);
  expect(values).toEqual([
    '购买理财',
    '安和固收增强九十天',
    '¥50,000.00',
    '•••• 1018',
    '已购买',
    'WO-20261122-0007',
    '2026年11月23日 14:07',
    'WM-20261122-000017',
  ]);
});

test('a purchase that is not known to be one says so, and promises no time to take it back', () => {
  const pairs = orderPairs({ ...order, outcome: 'unknown', orderNumber: null, coolingOffUntil: null }, 'en');
  expect(pairs.map(({ value }) => value).join('; ')).toContain('not answered');
  expect(pairs.map(({ label }) => label)).not.toContain('Can be taken back until');
});

test('the receipt of an assessment says class and last day, or why there is none', () => {
  const facts = { outcome: 'done', refusal: null, riskClass: 'C3', validUntil: '2027-11-21', paper } as const;
  expect(assessmentPairs(facts, 'en').map(({ value }) => value)).toEqual([
    'Risk assessment',
    'Balanced (C3)',
    'Recorded',
    '21 Nov 2027',
    'WM-20261122-000017',
  ]);
  const refused = { ...facts, outcome: 'refused', refusal: 'tooManyAssessments', validUntil: null } as const;
  expect(assessmentPairs(refused, 'zh-CN').map(({ value }) => value)).toContain('测评次数用完了');
});

test('a stamp that is still to come is said to be so', () => {
  expect(receiptSeal(paper, 'en')).toContain('still to come');
  expect(receiptSeal({ ...paper, stamped: true }, 'zh-CN')).toContain('带有时间证明');
});
