import type { Clock } from '#foundation/clock.ts';
import { answer, errorAnswer } from '../answer.ts';
import { knownCustomer } from '../arrivals.ts';
import type { SandboxBank } from '../bank.ts';
import { once } from '../keyed.ts';
import type { Store } from '../store.ts';
import { assessmentOf, recordAssessment } from './assessments.ts';
import { SALE_POLICY } from './catalogue.ts';
import { ordersOf, placeOrder, productsNow, withdrawOrder } from './orders.ts';
import { QUESTIONNAIRE } from './questionnaire.ts';

type WealthCall =
  | 'riskQuestionnaire'
  | 'riskAssessmentOf'
  | 'recordRiskAssessment'
  | 'wealthProducts'
  | 'placeWealthOrder'
  | 'wealthOrders'
  | 'withdrawWealthOrder';

/** The calls about risk and wealth products; `refusing` as in `sandboxBank`. */
export function wealthBank(
  store: Store,
  clock: Clock,
  refusing: () => boolean,
): Pick<SandboxBank, WealthCall> {
  return {
    riskQuestionnaire: () => answer(QUESTIONNAIRE),

    riskAssessmentOf: ({ customerRef }) =>
      knownCustomer(store, customerRef) === undefined
        ? errorAnswer('customerUnknown')
        : answer({ customerRef, assessment: assessmentOf(store, clock, customerRef) }),

    recordRiskAssessment: ({ idempotencyKey, ...record }) =>
      once(store, clock, 'recordRiskAssessment', { idempotencyKey, ...record }, () => {
        if (knownCustomer(store, record.customerRef) === undefined) return { error: 'customerUnknown' };
        return refusing() ? { refused: 'refusedByBank' } : recordAssessment(store, clock, record);
      }),

    wealthProducts: () => answer({ products: productsNow(store, clock), policy: SALE_POLICY }),

    placeWealthOrder: (input) =>
      once(store, clock, 'placeWealthOrder', input, () => {
        if (knownCustomer(store, input.customerRef) === undefined) return { error: 'customerUnknown' };
        return refusing() ? { refused: 'refusedByBank' } : placeOrder(store, clock, input);
      }),

    wealthOrders: ({ customerRef }) =>
      knownCustomer(store, customerRef) === undefined
        ? errorAnswer('customerUnknown')
        : answer({ customerRef, orders: ordersOf(store, clock, customerRef) }),

    withdrawWealthOrder: (input) =>
      once(store, clock, 'withdrawWealthOrder', input, () => {
        if (knownCustomer(store, input.customerRef) === undefined) return { error: 'customerUnknown' };
        return refusing() ? { refused: 'refusedByBank' } : withdrawOrder(store, clock, input);
      }),
  };
}
