import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { operation } from '#contracts/bank/operations.ts';
import { ManualClock } from '#foundation/clock.ts';
import { freshKey, temporaryFolder } from '../../test-kit.ts';
import { sandboxBank } from '../bank.ts';
import { people } from '../people.ts';
import { bookDay, seedOnce } from '../seed.ts';
import { openStore, type Store } from '../store.ts';
import { accountBooks } from './accounts.ts';
import { ALL_RULES, freshDocument, recordOf } from './wealth.test-data.ts';

const HOUR = 3_600_000;

/** The books in a folder, without a server, so that many runs are cheap. */
function bookkeeping(folder: string, clock: ManualClock) {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  seedOnce(store, clock);
  return { store, bank: sandboxBank(store, clock, () => false) };
}

const whole = (store: Store) => {
  const books = accountBooks(store);
  return { ...books, balances: new Map(books.accounts.map((one) => [one.cardRef, one.balanceFen])) };
};

/** What must hold after every step: the movements explain every balance, no balance is below zero, each thing once. */
function holds(store: Store): void {
  const { accounts, postings } = whole(store);
  for (const { cardRef, balanceFen } of accounts) {
    expect(balanceFen).toBeGreaterThanOrEqual(0);
    const own = postings.filter((one) => one.cardRef === cardRef);
    expect(own.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(balanceFen);
  }
  const once = postings.map(({ kind, orderNumber, cardRef }) => `${kind} ${orderNumber ?? cardRef}`);
  expect(new Set(once).size).toBe(once.length);
}

type Step =
  | {
      readonly type: 'place';
      readonly card: number;
      readonly product: number;
      readonly units: number;
      readonly paper: number | null;
    }
  | { readonly type: 'withdraw'; readonly order: number }
  | { readonly type: 'again'; readonly request: number }
  | { readonly type: 'wait'; readonly hours: number }
  | { readonly type: 'restart' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('place' as const),
      card: fc.nat(2),
      product: fc.nat(3),
      units: fc.integer({ min: -1, max: 60 }),
      paper: fc.option(fc.nat(5)),
    }),
  },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('withdraw' as const), order: fc.nat(12) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('again' as const), request: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('wait' as const), hours: fc.integer({ min: -2, max: 20 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'restart' as const }) },
);

/** Per product: its reference, its least amount, its step and its cooling-off time in hours. */
const GOODS = [
  ['wpr_stream-daily', 100, 1, 0],
  ['wpr_pebble-90', 100_000, 10_000, 24],
  ['wpr_meadow-180', 1_000_000, 100_000, 24],
  ['wpr_summit-open', 1_000_000, 100_000, 24],
] as const;

describe('money', () => {
  it('is as a plain model says after any mixture of orders, withdrawals, repetitions, waits and restarts', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const folder = temporaryFolder();
        const clock = new ManualClock();
        let { store, bank } = bookkeeping(folder, clock);
        const ready = people(bookDay(store) ?? '').filter(({ key }) => key === 'adult' || key === 'elder');
        const wallets = ready.flatMap(({ customerRef, cards }) =>
          cards
            .filter(({ kind, status }) => kind === 'debit' && status === 'active')
            .map(({ cardRef }) => ({ customerRef, cardRef })),
        );
        const assessments = new Map(
          ready.map(({ customerRef }) => {
            const told = operation.parse(
              JSON.parse(bank.recordRiskAssessment(recordOf(customerRef, 'C5')).text),
            );
            if (told.state !== 'done' || told.action !== 'recordRiskAssessment')
              throw new Error('not assessed');
            return [customerRef, told.result.assessmentId];
          }),
        );
        // The model: what each account holds, and what each order took and may still give back.
        const model = whole(store).balances;
        const total = [...model.values()].reduce((sum, one) => sum + one, 0);
        const orders: {
          number: string;
          customerRef: string;
          cardRef: string;
          amount: number;
          until: number;
          back: boolean;
        }[] = [];
        const papers = Array.from({ length: 6 }, freshDocument);
        const spent = new Set<string>();
        const asked: { send: () => string; said: string }[] = [];
        const remember = (send: () => string) => {
          const said = send();
          asked.push({ send, said });
          return operation.parse(JSON.parse(said));
        };

        for (const one of steps) {
          if (one.type === 'wait') clock.jumpWall(one.hours * HOUR);
          if (one.type === 'restart') {
            store.close();
            ({ store, bank } = bookkeeping(folder, clock));
          }
          if (one.type === 'again') {
            const earlier = asked[one.request % Math.max(1, asked.length)];
            if (earlier) expect(earlier.send()).toBe(earlier.said);
          }
          if (one.type === 'place') {
            const wallet = wallets[one.card % wallets.length];
            const [productRef, least, unit, hours] = GOODS[one.product] ?? GOODS[0];
            if (!wallet) throw new Error('no wallet');
            const amountFen = Math.max(1, least + one.units * (unit === 1 ? 500_000 : unit * 7));
            const documentSha256 = (one.paper === null ? undefined : papers[one.paper]) ?? freshDocument();
            const request = {
              ...wallet,
              productRef,
              amountFen,
              documentSha256,
              assessmentId: assessments.get(wallet.customerRef) ?? '',
              confirmations: [...ALL_RULES, 'wealth.elderHighRisk'],
              idempotencyKey: freshKey(),
            };
            const told = remember(() => bank.placeWealthOrder(request).text);
            const has = model.get(wallet.cardRef) ?? 0;
            const expected = spent.has(documentSha256)
              ? 'duplicate'
              : amountFen < least || amountFen > 100_000_000
                ? 'amountOutOfRange'
                : has < amountFen
                  ? 'insufficientFunds'
                  : 'done';
            expect(told.state === 'refused' ? told.code : told.state).toBe(expected);
            if (told.state === 'done' && told.action === 'placeWealthOrder') {
              model.set(wallet.cardRef, has - amountFen);
              spent.add(documentSha256);
              orders.push({
                ...wallet,
                number: told.result.orderNumber,
                amount: amountFen,
                until: hours === 0 ? -Infinity : clock.wall() + hours * HOUR,
                back: false,
              });
            }
          }
          const order = one.type === 'withdraw' ? orders[one.order % Math.max(1, orders.length)] : undefined;
          if (order) {
            const { customerRef, number: orderNumber } = order;
            const request = { customerRef, orderNumber, idempotencyKey: freshKey() };
            const told = remember(() => bank.withdrawWealthOrder(request).text);
            const expected = order.back
              ? 'alreadyWithdrawn'
              : clock.wall() < order.until
                ? 'done'
                : 'tooLate';
            expect(told.state === 'refused' ? told.code : told.state).toBe(expected);
            if (told.state === 'done') {
              order.back = true;
              model.set(order.cardRef, (model.get(order.cardRef) ?? 0) + order.amount);
            }
          }
          holds(store);
          expect(whole(store).balances).toEqual(model);
          const held = orders.filter(({ back }) => !back).reduce((sum, { amount }) => sum + amount, 0);
          expect([...model.values()].reduce((sum, value) => sum + value, 0) + held).toBe(total);
        }
        store.close();
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('is untouched when the books fail at any statement of an order or of a withdrawal', () => {
    const clock = new ManualClock();
    const { store, bank } = bookkeeping(temporaryFolder(), clock);
    const adult = people(bookDay(store) ?? '').find(({ key }) => key === 'adult');
    if (!adult) throw new Error('no adult');
    const { customerRef, cards } = adult;
    const told = operation.parse(JSON.parse(bank.recordRiskAssessment(recordOf(customerRef, 'C5')).text));
    if (told.state !== 'done' || told.action !== 'recordRiskAssessment') throw new Error('not assessed');
    const order = {
      customerRef,
      cardRef: cards[0]?.cardRef ?? '',
      assessmentId: told.result.assessmentId,
      productRef: 'wpr_pebble-90',
      amountFen: 100_000,
      documentSha256: freshDocument(),
      confirmations: ALL_RULES,
      idempotencyKey: freshKey(),
    };
    const run = store.run.bind(store);
    /** Fails at each statement in turn until the whole goes through; how many there were. */
    const torn = (send: () => string): number => {
      const before = JSON.stringify([whole(store).accounts, whole(store).postings]);
      for (let at = 1; ; at++) {
        let statement = 0;
        const spy = vi.spyOn(store, 'run').mockImplementation((sql, ...values) => {
          if (++statement === at) throw new Error('the disk is full');
          return run(sql, ...values);
        });
        try {
          send();
          return at - 1;
        } catch (failure) {
          expect(String(failure)).toContain('the disk is full');
          expect(JSON.stringify([whole(store).accounts, whole(store).postings])).toBe(before);
        } finally {
          spy.mockRestore();
        }
      }
    };
    expect(torn(() => bank.placeWealthOrder(order).text)).toBe(5);
    const withdrawal = { customerRef, orderNumber: 'W000001', idempotencyKey: freshKey() };
    expect(torn(() => bank.withdrawWealthOrder(withdrawal).text)).toBe(4);
    holds(store);
    expect(whole(store).postings.filter(({ kind }) => kind !== 'opening')).toHaveLength(2);
    store.close();
  });

  it('is guarded by the books themselves: no second debit, no second refund, nothing below zero, nothing rewritten', () => {
    const { store } = bookkeeping(temporaryFolder(), new ManualClock());
    const [account] = whole(store).accounts;
    if (!account) throw new Error('no account');
    const { cardRef, balanceFen } = account;
    store.run(
      `INSERT INTO wealth_orders (order_number, customer_ref, product_ref, name_zh, name_en, card_ref, amount_fen,
         assessment_id, document_sha256, confirmations, placed_at, state)
       SELECT 'W000001', customer_ref, 'p', 'z', 'e', card_ref, 1, 'a', 'd', '[]', 0, 'placed' FROM cards WHERE card_ref = ?`,
      cardRef,
    );
    const move = (kind: string, amount: number, order: string | null = 'W000001') =>
      store.run(
        `INSERT INTO postings (at, card_ref, kind, amount_fen, order_number) VALUES ('t', ?, ?, ?, ?)`,
        cardRef,
        kind,
        amount,
        order,
      );
    expect(() => move('order', -balanceFen - 1)).toThrow('CHECK');
    expect(() => move('order', 1)).toThrow('CHECK');
    expect(() => move('refund', -1)).toThrow('CHECK');
    expect(() => move('opening', 1, null)).toThrow('UNIQUE');
    expect(() => move('order', -1, 'W000009')).toThrow('FOREIGN KEY');
    move('order', -1);
    expect(() => move('order', -1)).toThrow('UNIQUE');
    move('refund', 1);
    expect(() => move('refund', 1)).toThrow('UNIQUE');
    expect(() => store.run('UPDATE postings SET amount_fen = 5')).toThrow('append-only');
    expect(() => store.run('DELETE FROM postings')).toThrow('append-only');
    holds(store);
    store.close();
  });

  it('opens once: books that are opened again have what they had', () => {
    const folder = temporaryFolder();
    const clock = new ManualClock();
    const first = bookkeeping(folder, clock);
    const before = whole(first.store);
    first.store.close();
    clock.jumpWall(30 * 24 * HOUR);
    const again = bookkeeping(folder, clock);
    expect(whole(again.store)).toEqual(before);
    again.store.close();
  });
});
