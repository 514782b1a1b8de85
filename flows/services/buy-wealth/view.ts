import type { WealthProduct } from '#contracts/bank/wealth.ts';
import type { SaleProduct } from '#contracts/screen/sale-bodies.ts';
import { back, choice, digitEntry, primary, secondary } from '../../present/actions.ts';
import { assessView, saleAwayView, standingView } from '../../present/assess.ts';
import { chooseCardView } from '../../present/choose-card.ts';
import { windowOf } from '../../present/list-window.ts';
import { recordView, whileRecording } from '../../present/record.ts';
import { resultFrame, sealTruth, submissionTruth } from '../../present/result.ts';
import { signView } from '../../present/sign.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import type { ResultSnapshot } from '../../steps/result.ts';
import { summary } from '../service-machine.ts';
import {
  amountFen,
  type Context,
  exampleFen,
  misfit,
  payingCards,
  requireCard,
  requireProduct,
  requireStanding,
  shelf,
} from './context.ts';
import type { BuyWealthSnapshot } from './machine.ts';

const service = 'buyWealth';
/** As many products as are read at a glance. */
const PRODUCTS_AT_ONCE = { normal: 4, elder: 3 } as const;

const shown = ({
  name,
  risk,
  termDays,
  expected,
  minimumFen,
  stepFen,
  maximumFen,
}: WealthProduct): SaleProduct => ({
  name,
  risk,
  termDays,
  range: {
    low: expected.lowBasisPoints,
    middle: expected.middleBasisPoints,
    high: expected.highBasisPoints,
  },
  minimumFen,
  stepFen,
  maximumFen,
});

export function buyWealthView(snapshot: BuyWealthSnapshot, age: Age, elder: boolean): View {
  const { context } = snapshot;
  const { assess, sign, record, result } = snapshot.children;
  if (assess) return assessView(assess.getSnapshot(), service, 'suitability', context, age);
  if (sign) return signView(sign.getSnapshot(), { service, name: context.name }, context.reference, age);
  if (record)
    return recordView(record.getSnapshot(), { service, name: context.name }, context.reference, age);
  if (result) return orderResult(context, result.getSnapshot());
  if (snapshot.matches('away')) return saleAwayView(service, 'product');
  if (snapshot.matches('loading') || snapshot.matches('loaded'))
    return { ...workingView('loadSale', age), progress: { service, step: 'product' } };
  if (snapshot.matches('standing')) return standingView(context.standing, service, 'suitability');
  if (snapshot.matches('choosing')) return chooseProduct(context, elder);
  if (snapshot.matches('submitting') || snapshot.matches('ending')) {
    const view: View = { ...workingView('order', age), progress: { service, step: 'sign' } };
    // Whoever has signed and waits for his order has nothing left to stop.
    return context.recording ? whileRecording(view, false) : view;
  }
  const product = requireProduct(context);
  if (snapshot.matches('notSuitable') || snapshot.matches('cannotPay'))
    return {
      body: {
        kind: 'notSuitable',
        product: shown(product),
        riskClass: requireStanding(context).riskClass,
        why: snapshot.matches('cannotPay') ? 'noCard' : (misfit(context, product) ?? 'counterOnly'),
      },
      actions: [primary('back'), secondary('next', 'zero')],
      question: `notSuitable ${product.productRef}`,
      progress: { service, step: 'product' },
    };
  if (snapshot.matches('paying')) return choosePayingCard(context, elder);
  if (snapshot.matches('amount'))
    return {
      body: {
        kind: 'enterAmount',
        product: shown(product),
        entered: context.entered,
        cardLast4: requireCard(context).last4,
        problem: context.problem,
      },
      actions: [...digitEntry, ...(context.entered === '' ? [] : [primary('confirm')]), back()],
      question: `enterAmount ${product.productRef}`,
      progress: { service, step: 'amount' },
    };
  const amount = amountFen(context);
  return {
    body: {
      kind: 'reviewOrder',
      product: shown(product),
      amountFen: amount,
      cardLast4: requireCard(context).last4,
      coolingOffHours: product.coolingOffHours,
      examples: {
        lowFen: exampleFen(product, amount, product.expected.lowBasisPoints),
        middleFen: exampleFen(product, amount, product.expected.middleBasisPoints),
        highFen: exampleFen(product, amount, product.expected.highBasisPoints),
      },
    },
    actions: [primary('confirm'), back()],
    question: `reviewOrder ${product.productRef} ${amount}`,
    progress: { service, step: 'amount' },
  };
}

function chooseProduct(context: Context, elder: boolean): View {
  const products = shelf(context);
  const size = elder ? PRODUCTS_AT_ONCE.elder : PRODUCTS_AT_ONCE.normal;
  const { first, last, window } = windowOf(products.length, size, context.page);
  const here = products.slice(first, last + 1);
  return {
    body: {
      kind: 'chooseProduct',
      riskClass: requireStanding(context).riskClass,
      products: here.map((product, place) => ({
        ...shown(product),
        fits: misfit(context, product) === null,
        place: first + place,
      })),
      of: products.length,
      first: products.length === 0 ? 0 : first + 1,
      last: last + 1,
    },
    actions: [
      ...here.map((_, place) => choice(first + place, 'choose', place)),
      ...(window ? [secondary('more', 'zero')] : []),
      back(),
    ],
    question: `chooseProduct ${first}`,
    progress: { service, step: 'product' },
  };
}

function choosePayingCard(context: Context, elder: boolean): View {
  const paying = payingCards(context);
  const cards = context.customer.cards.map((card) => ({
    ...summary(card),
    selectable: paying.includes(card),
    reason: paying.includes(card)
      ? null
      : card.status === 'active'
        ? ('notForPaying' as const)
        : ('alreadyBlocked' as const),
  }));
  const view = chooseCardView(service, cards, context.page, elder);
  return { ...view, progress: { service, step: 'amount' } };
}

function orderResult(context: Context, snapshot: ResultSnapshot): View {
  const { answer } = snapshot.context;
  const order = answer.outcome === 'done' ? answer.order : undefined;
  return {
    body: {
      kind: 'orderResult',
      ...submissionTruth(snapshot),
      ...sealTruth(context.sealed),
      product: shown(requireProduct(context)),
      amountFen: amountFen(context),
      cardLast4: requireCard(context).last4,
      orderNumber: order?.orderNumber ?? null,
      coolingOffUntil: order?.coolingOffUntil ?? null,
    },
    ...resultFrame(snapshot, service, 'orderResult'),
  };
}
