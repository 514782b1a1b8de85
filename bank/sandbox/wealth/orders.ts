import { z } from 'zod';
import { RISK_CEILING } from '#contracts/bank/risk.ts';
import type {
  ORDER_REFUSALS,
  PlacedOrder,
  WealthOrder,
  WealthOrderRequest,
  WealthProduct,
  WITHDRAWAL_REFUSALS,
  WithdrawnOrder,
} from '#contracts/bank/wealth.ts';
import type { Clock } from '#foundation/clock.ts';
import { ownCard } from '../cards.ts';
import type { Outcome } from '../keyed.ts';
import type { Store } from '../store.ts';
import { balanceOf, post } from './accounts.ts';
import { ageOf, assessmentOf } from './assessments.ts';
import { products, SALE_POLICY } from './catalogue.ts';

const orderRow = z.object({
  order_number: z.string(),
  product_ref: z.string(),
  name_zh: z.string(),
  name_en: z.string(),
  card_ref: z.string(),
  pan: z.string(),
  amount_fen: z.int(),
  placed_at: z.int(),
  cooling_off_until: z.int().nullable(),
  state: z.enum(['placed', 'withdrawn']),
});
type OrderRow = z.infer<typeof orderRow>;
const dayRow = z.object({ today: z.string() });

const HOUR = 3_600_000;
const instant = (wall: number) => new Date(wall).toISOString();

/** The products of these books as they stand now. */
export function productsNow(store: Store, clock: Clock): WealthProduct[] {
  const day = store.one(dayRow, 'SELECT today FROM day')?.today;
  if (day === undefined) return [];
  return products(day).map((one) => ({ ...one, open: clock.wall() < Date.parse(one.closesAt) }));
}

type Placed = Outcome<(typeof ORDER_REFUSALS)[number], PlacedOrder>;

/** Checks everything the sale stands on, then takes the money and the order together; call inside a transaction. */
export function placeOrder(store: Store, clock: Clock, request: WealthOrderRequest): Placed {
  const { customerRef, cardRef, amountFen } = request;
  const card = ownCard(store, customerRef, cardRef);
  if ('error' in card) return card;
  const product = productsNow(store, clock).find(({ productRef }) => productRef === request.productRef);
  if (!product) return { error: 'productUnknown' };
  const refused = objection(store, clock, request, product);
  if (refused !== undefined) return { refused };
  const balance = balanceOf(store, cardRef);
  if (card.status !== 'active' || card.kind !== 'debit' || balance === undefined)
    return { refused: 'cardUnusable' };
  if (balance < amountFen) return { refused: 'insufficientFunds' };
  return { done: true, result: take(store, clock, request, product) };
}

/** Why the sale may not be made, money apart. */
function objection(
  store: Store,
  clock: Clock,
  request: WealthOrderRequest,
  product: WealthProduct,
): (typeof ORDER_REFUSALS)[number] | undefined {
  const { customerRef, documentSha256, amountFen } = request;
  const served = 'SELECT order_number FROM wealth_orders WHERE document_sha256 = ?';
  if (store.one(z.object({ order_number: z.string() }), served, documentSha256)) return 'duplicate';
  const age = ageOf(store, clock, customerRef);
  if (age === undefined || age < SALE_POLICY.minimumAge) return 'tooYoung';
  if (!product.open) return 'productClosed';
  const assessment = assessmentOf(store, clock, customerRef);
  if (!assessment?.valid || assessment.assessmentId !== request.assessmentId) return 'assessmentExpired';
  if (product.risk > RISK_CEILING[assessment.riskClass]) return 'notSuitable';
  const { elder } = SALE_POLICY;
  const more = age >= elder.fromAge && product.risk >= elder.fromRisk ? elder.confirmations : [];
  if ([...product.confirmations, ...more].some((rule) => !request.confirmations.includes(rule)))
    return 'confirmationMissing';
  const { minimumFen, stepFen, maximumFen } = product;
  const fits = amountFen >= minimumFen && amountFen <= maximumFen && (amountFen - minimumFen) % stepFen === 0;
  return fits ? undefined : 'amountOutOfRange';
}

function take(store: Store, clock: Clock, request: WealthOrderRequest, product: WealthProduct): PlacedOrder {
  const now = Math.floor(clock.wall());
  const coolingOff = product.coolingOffHours === 0 ? null : now + product.coolingOffHours * HOUR;
  const number = store.run(
    `INSERT INTO wealth_orders (order_number, customer_ref, product_ref, name_zh, name_en, card_ref, amount_fen,
       assessment_id, document_sha256, confirmations, placed_at, cooling_off_until, state)
     VALUES ('', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'placed')`,
    request.customerRef,
    product.productRef,
    product.name.zh,
    product.name.en,
    request.cardRef,
    request.amountFen,
    request.assessmentId,
    request.documentSha256,
    JSON.stringify(request.confirmations),
    now,
    coolingOff,
  );
  const orderNumber = `W${String(number).padStart(6, '0')}`;
  store.run('UPDATE wealth_orders SET order_number = ? WHERE number = ?', orderNumber, number);
  const { cardRef, amountFen } = request;
  post(store, clock, { cardRef, kind: 'order', amountFen: -amountFen, orderNumber });
  return {
    orderNumber,
    productRef: product.productRef,
    amountFen,
    coolingOffUntil: coolingOff === null ? null : instant(coolingOff),
  };
}

const SELECT = 'SELECT o.*, c.pan FROM wealth_orders o JOIN cards c ON c.card_ref = o.card_ref';

/** The customer's newest 100 orders. */
export function ordersOf(store: Store, clock: Clock, customerRef: string): WealthOrder[] {
  return store
    .all(orderRow, `${SELECT} WHERE o.customer_ref = ? ORDER BY o.number DESC LIMIT 100`, customerRef)
    .map((row) => ({
      orderNumber: row.order_number,
      productRef: row.product_ref,
      name: { zh: row.name_zh, en: row.name_en },
      amountFen: row.amount_fen,
      cardRef: row.card_ref,
      last4: row.pan.slice(-4),
      placedAt: instant(row.placed_at),
      coolingOffUntil: row.cooling_off_until === null ? null : instant(row.cooling_off_until),
      state: row.state,
      withdrawable: row.state === 'placed' && isCoolingOff(row, clock),
    }));
}

const isCoolingOff = ({ cooling_off_until: until }: OrderRow, clock: Clock) =>
  until !== null && clock.wall() < until;

type Withdrawn = Outcome<(typeof WITHDRAWAL_REFUSALS)[number], WithdrawnOrder>;

/** Gives all the money back to where it came from, whatever has become of the card; call inside a transaction. */
export function withdrawOrder(
  store: Store,
  clock: Clock,
  {
    customerRef,
    orderNumber,
    documentSha256,
  }: {
    readonly customerRef: string;
    readonly orderNumber: string;
    readonly documentSha256?: string | undefined;
  },
): Withdrawn {
  const order = store.one(
    orderRow,
    `${SELECT} WHERE o.order_number = ? AND o.customer_ref = ?`,
    orderNumber,
    customerRef,
  );
  if (!order) return { error: 'orderUnknown' };
  if (order.state === 'withdrawn') return { refused: 'alreadyWithdrawn' };
  if (!isCoolingOff(order, clock)) return { refused: 'tooLate' };
  store.run(
    `UPDATE wealth_orders SET state = 'withdrawn', withdrawal_sha256 = ? WHERE order_number = ?`,
    documentSha256 ?? null,
    orderNumber,
  );
  const { card_ref: cardRef, amount_fen: refundedFen } = order;
  post(store, clock, { cardRef, kind: 'refund', amountFen: refundedFen, orderNumber });
  return { done: true, result: { orderNumber, refundedFen, cardRef } };
}
