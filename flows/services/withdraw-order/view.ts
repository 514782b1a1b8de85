import type { WealthOrder } from '#contracts/bank/wealth.ts';
import { ORDERS_AT_ONCE } from '#contracts/screen/withdrawal-bodies.ts';
import { back, choice, primary, secondary } from '../../present/actions.ts';
import { saleAwayView } from '../../present/assess.ts';
import { windowOf } from '../../present/list-window.ts';
import { resultFrame, submissionTruth } from '../../present/result.ts';
import type { Age, View } from '../../present/view.ts';
import { workingView } from '../../present/working.ts';
import type { ResultSnapshot } from '../../steps/result.ts';
import { backFen, type Context, requireOrder, whyNot } from './context.ts';
import type { WithdrawOrderSnapshot } from './machine.ts';

const service = 'withdrawOrder';

const shown = ({ name, amountFen, last4 }: WealthOrder) => ({ name, amountFen, cardLast4: last4 });

export function withdrawOrderView(snapshot: WithdrawOrderSnapshot, age: Age): View {
  const { context } = snapshot;
  const { result } = snapshot.children;
  if (result) return withdrawalResult(context, result.getSnapshot());
  if (snapshot.matches('away')) return saleAwayView(service, 'chooseOrder');
  if (snapshot.matches('loading'))
    return { ...workingView('loadOrders', age), progress: { service, step: 'chooseOrder' } };
  if (snapshot.matches('agreeing') || snapshot.matches('submitting'))
    return { ...workingView('withdraw', age), progress: { service, step: 'review' } };
  if (snapshot.matches('review')) {
    const order = requireOrder(context);
    return {
      body: {
        kind: 'reviewWithdrawal',
        ...shown(order),
        orderNumber: order.orderNumber,
        until: order.coolingOffUntil,
      },
      actions: [primary('confirm'), back()],
      question: `reviewWithdrawal ${order.orderNumber}`,
      progress: { service, step: 'review' },
    };
  }
  return chooseOrder(context);
}

function chooseOrder({ orders, page }: Context): View {
  const { first, last, window } = windowOf(orders.length, ORDERS_AT_ONCE, page);
  const here = orders.slice(first, last + 1);
  return {
    body: {
      kind: 'chooseOrder',
      orders: here.map((order, place) => ({
        ...shown(order),
        until: order.coolingOffUntil,
        why: whyNot(order),
        place: first + place,
      })),
      of: orders.length,
      first: orders.length === 0 ? 0 : first + 1,
      last: last + 1,
    },
    actions: [
      ...here.flatMap((order, place) => (order.withdrawable ? [choice(first + place, 'choose', place)] : [])),
      ...(window ? [secondary('more', 'zero')] : []),
      back(),
    ],
    question: `chooseOrder ${first}`,
    progress: { service, step: 'chooseOrder' },
  };
}

function withdrawalResult(context: Context, snapshot: ResultSnapshot): View {
  const order = requireOrder(context);
  return {
    body: {
      kind: 'withdrawalResult',
      ...submissionTruth(snapshot),
      ...shown(order),
      amountFen: backFen(order, snapshot.context.answer),
      orderNumber: order.orderNumber,
    },
    ...resultFrame(snapshot, service, 'withdrawalResult'),
  };
}
