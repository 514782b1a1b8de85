import { RECEIPT_STATES } from '#contracts/screen/bodies.ts';
import type { BodyOf } from '#contracts/screen/screen.ts';
import { at, back, choose, type Example, example, primary, secondary } from '../example.ts';
import { afterwards, slotOf } from './sale.ts';

type Order = BodyOf<'chooseOrder'>['orders'][number];
const order = (
  zh: string,
  en: string,
  amountFen: number,
  over: Partial<Order> = {},
): Omit<Order, 'place'> => ({
  name: { zh, en },
  amountFen,
  cardLast4: '1018',
  until: '2026-11-23T06:07:00Z',
  why: null,
  ...over,
});
const ORDERS = [
  order('安和固收增强九十天', 'Anhe bonds plus, ninety days', 6_000_000),
  order('恒远混合一年', 'Hengyuan mixed, one year', 12_345_600, { until: '2026-11-22T16:30:00Z' }),
  order('新程进取两年', 'Xincheng venture, two years', 1_000_000, { why: 'withdrawn' }),
  order('安和固收增强九十天', 'Anhe bonds plus, ninety days', 99_999_999_900, { why: 'tooLate' }),
  order('日日清现金管理', 'Daily Clear cash fund', 50_000, { until: null, why: 'never' }),
] as const;

const choosing = (
  name: string,
  orders: readonly Omit<Order, 'place'>[],
  first: number,
  count: number,
): Example => {
  const here = orders.slice(first, first + count).map((one, index) => ({ ...one, place: first + index }));
  return example(
    name,
    {
      kind: 'chooseOrder',
      orders: here,
      of: orders.length,
      first: orders.length === 0 ? 0 : first + 1,
      last: first + here.length,
    },
    [
      ...here.flatMap(({ why, place }, index) => (why === null ? [choose(place, index)] : [])),
      ...(here.length < orders.length ? [secondary('more', 'zero')] : []),
      back(),
    ],
    at('withdrawOrder', 'chooseOrder'),
  );
};

function withdrawn(name: string, body: Partial<BodyOf<'withdrawalResult'>>): Example {
  const whole: BodyOf<'withdrawalResult'> = {
    kind: 'withdrawalResult',
    outcome: 'done',
    refusal: null,
    name: ORDERS[0].name,
    amountFen: ORDERS[0].amountFen,
    cardLast4: '1018',
    orderNumber: 'W000042',
    reference: 'B-20261122-0042',
    receipt: 'offered',
    ...body,
  };
  return example(`withdrawal-result-${name}`, whole, afterwards(whole.receipt), {
    ...at('withdrawOrder', 'result'),
    slot: slotOf(whole.receipt),
  });
}

const review = (
  name: string,
  { name: product, amountFen, cardLast4, until }: Omit<Order, 'place'>,
): Example =>
  example(
    name,
    { kind: 'reviewWithdrawal', name: product, amountFen, cardLast4, until, orderNumber: 'W000042' },
    [primary('confirm'), back()],
    at('withdrawOrder', 'review'),
  );

export const withdrawalExamples: readonly Example[] = [
  choosing('choose-order', ORDERS, 0, 2),
  choosing('choose-order-not', ORDERS, 2, 2),
  choosing('choose-order-last', ORDERS, 4, 1),
  choosing('choose-order-one', ORDERS.slice(0, 1), 0, 1),
  choosing('choose-order-no-more', ORDERS.slice(2, 4), 0, 2),
  choosing('choose-order-none', [], 0, 0),
  review('review-withdrawal', ORDERS[0]),
  review('review-withdrawal-large', { ...ORDERS[3], why: null }),
  ...RECEIPT_STATES.map((receipt) => withdrawn(receipt, { receipt })),
  withdrawn('too-late', { outcome: 'refused', refusal: 'tooLate' }),
  withdrawn('already-withdrawn', { outcome: 'refused', refusal: 'alreadyWithdrawn' }),
  withdrawn('other', { outcome: 'refused', refusal: 'other' }),
  withdrawn('outcome-unknown', { outcome: 'unknown' }),
  withdrawn('not-sent', { outcome: 'notSent' }),
];
