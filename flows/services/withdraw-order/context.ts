import type { WealthOrder } from '#contracts/bank/wealth.ts';
import type { ReceiptFacts, SubmissionAnswer } from '../../ports.ts';
import type { ResultContext } from '../result-state.ts';

export type Context = ResultContext & {
  /** As they are listed: what can be taken back first, each in the bank's order. */
  readonly orders: readonly WealthOrder[];
  readonly page: number;
  readonly chosen: WealthOrder | null;
};

/** As many as a list can name. */
const MOST = 32;

export const listed = (orders: readonly WealthOrder[]): WealthOrder[] =>
  [
    ...orders.filter(({ withdrawable }) => withdrawable),
    ...orders.filter(({ withdrawable }) => !withdrawable),
  ].slice(0, MOST);

/** Why an order stays as it is; null when it can be taken back. The bank's clock decides. */
export function whyNot({ withdrawable, state, coolingOffUntil }: WealthOrder) {
  if (withdrawable) return null;
  if (state === 'withdrawn') return 'withdrawn';
  return coolingOffUntil === null ? 'never' : 'tooLate';
}

export const requireOrder = ({ chosen }: Context): WealthOrder => {
  if (!chosen) throw new Error('no order was chosen before it was needed');
  return chosen;
};

/** What came back by the bank's word; before it has said so, what was paid. */
export const backFen = ({ amountFen }: WealthOrder, answer: SubmissionAnswer): number =>
  answer.outcome === 'done' ? (answer.withdrawn?.refundedFen ?? amountFen) : amountFen;

export const receiptFacts =
  (context: Context) =>
  (answer: SubmissionAnswer): ReceiptFacts => {
    const order = requireOrder(context);
    return {
      type: 'withdrawal',
      outcome: answer.outcome,
      refusal: answer.outcome === 'refused' ? answer.refusal : null,
      product: order.name,
      amountFen: backFen(order, answer),
      cardLast4: order.last4,
      orderNumber: order.orderNumber,
      reference: answer.reference,
    };
  };
