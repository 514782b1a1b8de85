import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import type { Slot } from '#contracts/screen/frame.ts';
import type { SaleProduct } from '#contracts/screen/sale-bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, entry, example, primary, secondary } from '../example.ts';

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const product = (
  zh: string,
  en: string,
  risk: SaleProduct['risk'],
  termDays: number | null,
  range: readonly [number, number, number],
): SaleProduct => ({
  name: { zh, en },
  risk,
  termDays,
  range: { low: range[0], middle: range[1], high: range[2] },
  minimumFen: 1_000_000,
  stepFen: 100_000,
  maximumFen: 200_000_000,
});
const SHELF = [
  product('日日清现金管理', 'Daily Clear cash fund', 'R1', null, [150, 190, 220]),
  product('安和固收增强九十天', 'Anhe bonds plus, ninety days', 'R2', 90, [-120, 260, 340]),
  product('恒远混合一年', 'Hengyuan mixed, one year', 'R3', 365, [-480, 320, 680]),
  product('新程进取两年', 'Xincheng venture, two years', 'R4', 730, [-1_800, 450, 1_350]),
  product('远帆跨境权益', 'Yuanfan equity abroad', 'R5', 1_095, [-3_500, 600, 2_200]),
] as const;
const [, bonds, , venture] = SHELF;

const standing = (
  service: 'assessRisk' | 'buyWealth',
  state: BodyOf<'assessmentStanding'>['state'],
): Example =>
  example(
    `assessment-standing-${state}${service === 'buyWealth' ? '-to-buy' : ''}`,
    {
      kind: 'assessmentStanding',
      service,
      state,
      riskClass: state === 'none' ? null : 'C3',
      validUntil: state === 'none' ? null : state === 'valid' ? '2027-08-30' : '2026-08-30',
    },
    [primary('confirm'), back()],
    at(service, service === 'assessRisk' ? 'questions' : 'suitability'),
  );

const OPTIONS = [
  ['不到一年，随时可能要用', 'Less than a year; I may need it any day'],
  ['一到三年', 'One to three years'],
  ['三到五年', 'Three to five years'],
  ['五年以上，短期内用不到这笔钱', 'More than five years; I do not need this money soon'],
  ['没有想过', 'I have not thought about it'],
  ['不想说', 'I would rather not say'],
] as const;

const question = (name: string, number: number, options: number, chosen: number | null): Example =>
  example(
    name,
    {
      kind: 'assessmentQuestion',
      service: 'assessRisk',
      number,
      of: 12,
      text: { zh: '这笔钱，您打算放多久不用？', en: 'How long can you do without this money?' },
      options: OPTIONS.slice(0, options).map(([zh, en]) => ({ zh, en })),
      chosen,
    },
    [...Array.from({ length: options }, (_, place) => choose(place)), back()],
    at('assessRisk', 'questions'),
  );

type Receipt = BodyOf<'orderResult'>['receipt'];
export const slotOf = (receipt: Receipt): Slot | null =>
  receipt === 'printing' || receipt === 'printed' || receipt === 'unknown' ? 'receiptPrinter' : null;
export const afterwards = (receipt: Receipt) =>
  receipt === 'printing'
    ? []
    : [
        ...(receipt === 'offered' || receipt === 'notPrinted' ? [secondary('printReceipt', 'one')] : []),
        secondary('anotherService', 'two'),
        primary('next'),
      ];

function assessed(name: string, body: Partial<BodyOf<'assessmentResult'>>): Example {
  const whole: BodyOf<'assessmentResult'> = {
    kind: 'assessmentResult',
    service: 'assessRisk',
    outcome: 'done',
    refusal: null,
    riskClass: 'C3',
    validUntil: (body.outcome ?? 'done') === 'done' ? '2027-11-21' : null,
    seal: 'stamped',
    paperNumber: 'RA-20261122-000031',
    reference: 'B-20261122-0042',
    receipt: 'offered',
    onward: false,
    ...body,
  };
  return example(`assessment-result-${name}`, whole, afterwards(whole.receipt), {
    ...at(whole.service, 'result'),
    slot: slotOf(whole.receipt),
  });
}

function choosing(name: string, first: number, count: number, riskClass: 'C1' | 'C3' | 'C5'): Example {
  const here = SHELF.slice(first, first + count);
  const ceiling = `R${riskClass.slice(1)}`;
  return example(
    name,
    {
      kind: 'chooseProduct',
      riskClass,
      products: here.map((shown, index) => ({ ...shown, fits: shown.risk <= ceiling, place: first + index })),
      of: SHELF.length,
      first: first + 1,
      last: first + here.length,
    },
    [
      ...here.map((_, place) => choose(first + place, place)),
      ...(here.length < SHELF.length ? [secondary('more', 'zero')] : []),
      back(),
    ],
    at('buyWealth', 'product'),
  );
}

const amount = (name: string, entered: string, problem: BodyOf<'enterAmount'>['problem'] = null): Example =>
  example(
    name,
    { kind: 'enterAmount', product: bonds, entered, cardLast4: '1018', problem },
    [...entry, ...(entered === '' ? [] : [primary('confirm')]), back()],
    at('buyWealth', 'amount'),
  );

const review = (name: string, body: Partial<BodyOf<'reviewOrder'>>): Example =>
  example(
    name,
    {
      kind: 'reviewOrder',
      product: bonds,
      amountFen: 6_000_000,
      cardLast4: '1018',
      coolingOffHours: 24,
      examples: { lowFen: 5_982_246, middleFen: 6_038_466, highFen: 6_050_301 },
      ...body,
    },
    [primary('confirm'), back()],
    at('buyWealth', 'amount'),
  );

function ordered(name: string, body: Partial<BodyOf<'orderResult'>>): Example {
  const done = (body.outcome ?? 'done') === 'done';
  const whole: BodyOf<'orderResult'> = {
    kind: 'orderResult',
    outcome: 'done',
    refusal: null,
    product: bonds,
    amountFen: 6_000_000,
    cardLast4: '1018',
    orderNumber: done ? 'WO-20261122-0007' : null,
    coolingOffUntil: done ? '2026-11-23T06:07:00Z' : null,
    seal: 'stamped',
    paperNumber: 'WM-20261122-000017',
    reference: 'B-20261122-0042',
    receipt: 'offered',
    ...body,
  };
  return example(`order-result-${name}`, whole, afterwards(whole.receipt), {
    ...at('buyWealth', 'result'),
    slot: slotOf(whole.receipt),
  });
}

export const saleExamples: readonly Example[] = [
  example(
    'sale-away',
    { kind: 'saleAway', service: 'buyWealth' },
    [primary('tryAgain'), back()],
    at('buyWealth', 'product'),
  ),
  standing('assessRisk', 'none'),
  standing('assessRisk', 'valid'),
  standing('assessRisk', 'expired'),
  standing('buyWealth', 'none'),
  question('assessment-question', 1, 4, null),
  question('assessment-question-chosen', 3, 5, 2),
  question('assessment-question-six', 12, 6, null),
  ...RECEIPT_STATES.map((receipt) => assessed(receipt, { receipt })),
  assessed('queued', { seal: 'queued' }),
  assessed('onward', { onward: true, service: 'buyWealth' }),
  ...(['tooManyAssessments', 'questionnaireOutdated', 'tooYoung', 'other'] as const).map((refusal) =>
    assessed(kebab(refusal), { outcome: 'refused', refusal }),
  ),
  assessed('outcome-unknown', { outcome: 'unknown' }),
  assessed('not-sent', { outcome: 'notSent' }),
  choosing('choose-product', 0, 4, 'C3'),
  choosing('choose-product-three', 0, 3, 'C5'),
  choosing('choose-product-last', 4, 1, 'C1'),
  example(
    'choose-product-none',
    { kind: 'chooseProduct', riskClass: 'C3', products: [], of: 0, first: 0, last: 0 },
    [back()],
    at('buyWealth', 'product'),
  ),
  ...(['risk', 'counterOnly', 'recordingAway', 'closed', 'noCard'] as const).map((why) =>
    example(
      `not-suitable-${kebab(why)}`,
      { kind: 'notSuitable', product: venture, riskClass: 'C3', why },
      [primary('back'), secondary('next', 'zero')],
      at('buyWealth', 'product'),
    ),
  ),
  amount('enter-amount', ''),
  amount('enter-amount-typing', '60000'),
  amount('enter-amount-large', '123456789', 'tooMuch'),
  amount('enter-amount-too-little', '500', 'belowMinimum'),
  amount('enter-amount-steps', '10500', 'notInSteps'),
  review('review-order', {}),
  review('review-order-final', {
    product: venture,
    coolingOffHours: 0,
    examples: { lowFen: 3_840_000, middleFen: 6_540_000, highFen: 7_620_000 },
  }),
  ...RECEIPT_STATES.map((receipt) => ordered(receipt, { receipt })),
  ordered('queued', { seal: 'queued' }),
  ordered('final', { coolingOffUntil: null }),
  ...(
    [
      'insufficientFunds',
      'productClosed',
      'assessmentExpired',
      'notSuitable',
      'amountOutOfRange',
      'cardUnusable',
      'tooYoung',
      'other',
    ] as const
  ).map((refusal) => ordered(kebab(refusal), { outcome: 'refused', refusal })),
  ordered('outcome-unknown', { outcome: 'unknown' }),
  ordered('not-sent', { outcome: 'notSent' }),
];
