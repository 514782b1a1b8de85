import { describe, expect, it } from 'vitest';
import { accountBooks } from '#contracts/bank/sandbox.ts';
import { wealthProduct } from '#contracts/bank/wealth.ts';
import { freshKey, notFound, runningBank, type TestBank } from '../../test-kit.ts';
import { assessed, freshDocument } from './wealth.test-data.ts';

const HOUR = 3_600_000;
const booksOf = async (bank: Pick<TestBank, 'http'>) =>
  accountBooks.parse(JSON.parse((await bank.http('sandbox/accounts')).text));
const balanceOf = async (bank: Pick<TestBank, 'http'>, cardRef: string) =>
  (await booksOf(bank)).accounts.find((one) => one.cardRef === cardRef)?.balanceFen;

describe('the catalogue', () => {
  it('has eight invented products over all risks, with whole ranges, steps that fit, and the special ones', async () => {
    const bank = await runningBank();
    const told = await bank.client().wealthProducts({});
    if (!told.ok) throw new Error(told.error.code);
    const { products } = told.value;
    expect(products).toHaveLength(8);
    for (const one of products) {
      expect(wealthProduct.parse(one)).toEqual(one);
      const { lowBasisPoints: low, middleBasisPoints: middle, highBasisPoints: high } = one.expected;
      expect([one.productRef, low <= middle, middle <= high]).toEqual([one.productRef, true, true]);
      expect((one.maximumFen - one.minimumFen) % one.stepFen).toBe(0);
      expect(one.confirmations.length).toBeGreaterThan(0);
    }
    expect(new Set(products.map(({ productRef }) => productRef)).size).toBe(8);
    expect([...new Set(products.map(({ risk }) => risk))].sort()).toEqual(['R1', 'R2', 'R3', 'R4', 'R5']);
    const named = (holds: (one: (typeof products)[number]) => boolean) =>
      products.filter(holds).map(({ productRef }) => productRef);
    expect(named(({ recording }) => recording)).toEqual(['wpr_ridge-1095']);
    expect(named(({ coolingOffHours }) => coolingOffHours === 0)).toEqual(['wpr_stream-daily']);
    expect(named(({ open }) => !open)).toEqual(['wpr_harbour-past']);
    expect(named(({ termDays }) => termDays === null)).toHaveLength(2);
  });

  it('closes a sale at its moment', async () => {
    const bank = await runningBank();
    const { place } = await assessed(bank);
    const closesAt = Date.parse('2027-11-22T16:00:00.000Z');
    bank.clock.jumpWall(closesAt - bank.clock.wall());
    expect(await place()).toBe('productClosed');
  });
});

describe('an order', () => {
  it('takes the money once, is listed, and is had again by its key', async () => {
    const bank = await runningBank();
    const { client, order, cardRef, customerRef } = await assessed(bank);
    const before = await balanceOf(bank, cardRef);
    const request = order();
    const placed = await client.placeWealthOrder(request);
    expect(placed).toMatchObject({
      ok: true,
      value: {
        state: 'done',
        result: {
          orderNumber: 'W000001',
          amountFen: 100_000,
          coolingOffUntil: new Date(bank.clock.wall() + 24 * HOUR).toISOString(),
        },
      },
    });
    expect(await client.placeWealthOrder(request)).toEqual(placed);
    expect(await client.operation({ idempotencyKey: request.idempotencyKey })).toEqual(placed);
    expect(await balanceOf(bank, cardRef)).toBe((before ?? 0) - 100_000);
    expect(await client.wealthOrders({ customerRef })).toMatchObject({
      value: {
        customerRef,
        orders: [{ orderNumber: 'W000001', amountFen: 100_000, state: 'placed', withdrawable: true }],
      },
    });
  });

  it.each([
    ['of a closed product', { productRef: 'wpr_harbour-past' }, 'productClosed'],
    ['with another assessment', { assessmentId: 'ras_another01' }, 'assessmentExpired'],
    ['below the minimum', { amountFen: 99_999 }, 'amountOutOfRange'],
    ['between two steps', { amountFen: 100_001 }, 'amountOutOfRange'],
    ['above the maximum', { amountFen: 100_010_000 }, 'amountOutOfRange'],
    ['without a confirmation', { confirmations: ['wealth.riskDisclosure'] }, 'confirmationMissing'],
    ['with more than there is', { amountFen: 52_310_000 }, 'insufficientFunds'],
    ['from a credit card', { cardRef: 'crd_k9Yb2RcL07ab' }, 'cardUnusable'],
    ['from a blocked card', { cardRef: 'crd_w6Xe4HsJ93ac' }, 'cardUnusable'],
  ])('%s is refused for good and moves nothing', async (_, more, code) => {
    const bank = await runningBank();
    const { place, order, client } = await assessed(bank);
    const before = await booksOf(bank);
    expect(await place(more)).toBe(code);
    const kept = order(more);
    const refusal = await client.placeWealthOrder(kept);
    expect(await client.placeWealthOrder(kept)).toEqual(refusal);
    expect(await booksOf(bank)).toEqual(before);
  });

  it('may take the very last fen of the account', async () => {
    const bank = await runningBank();
    const { place, cardRef } = await assessed(bank);
    expect(await place({ amountFen: 52_300_000 })).toBe('done');
    expect(await balanceOf(bank, cardRef)).toBe(0);
    expect(await place({ productRef: 'wpr_stream-daily', amountFen: 100 })).toBe('insufficientFunds');
  });

  it('is refused without an assessment, with one that is over, and above its class', async () => {
    const bank = await runningBank();
    const { place } = await assessed(bank, 'adult', 'C2');
    expect(await place({ productRef: 'wpr_orchard-730', amountFen: 1_000_000 })).toBe('notSuitable');
    expect(await place({ productRef: 'wpr_bridge-365', amountFen: 1_000_000 })).toBe('done');
    bank.clock.jumpWall(365 * 24 * HOUR);
    expect(await place({ productRef: 'wpr_stream-daily' })).toBe('assessmentExpired');
  });

  it("is no other customer's business", async () => {
    const bank = await runningBank();
    const { client, order } = await assessed(bank);
    const elder = await bank.person('elder');
    const [card] = elder.cards;
    expect(await client.placeWealthOrder(order({ customerRef: elder.customerRef }))).toEqual(
      notFound('cardUnknown'),
    );
    expect(await client.placeWealthOrder(order({ cardRef: card?.cardRef ?? '' }))).toEqual(
      notFound('cardUnknown'),
    );
    expect(await client.placeWealthOrder(order({ productRef: 'wpr_nothing00' }))).toEqual(
      notFound('productUnknown'),
    );
    const own = await client.riskAssessmentOf({ customerRef: elder.customerRef });
    if (!own.ok || !own.value.assessment) throw new Error('the elder was assessed');
    expect(
      await client.placeWealthOrder(order({ customerRef: elder.customerRef, cardRef: card?.cardRef ?? '' })),
    ).toMatchObject({ value: { code: 'assessmentExpired' } });
  });

  it('of somebody of 65 asks for one more rule where the risk is high, and of nobody younger', async () => {
    const bank = await runningBank();
    const elder = await assessed(bank, 'elder', 'C5');
    const high = { productRef: 'wpr_ridge-1095', amountFen: 30_000_000 };
    expect(await elder.place(high)).toBe('confirmationMissing');
    const confirmations = [...elder.order().confirmations, 'wealth.elderHighRisk'];
    expect(await elder.place({ ...high, confirmations })).toBe('done');
    expect(await elder.place({ productRef: 'wpr_orchard-730', amountFen: 1_000_000 })).toBe('done');
    expect(await (await assessed(bank)).place(high)).toBe('done');
  });

  it('of a minor is refused, and a signed paper buys once', async () => {
    const bank = await runningBank();
    const { place, order, client } = await assessed(bank);
    const documentSha256 = freshDocument();
    expect(await place({ documentSha256 })).toBe('done');
    expect(await place({ documentSha256, idempotencyKey: freshKey() })).toBe('duplicate');
    const minor = await bank.person('minor');
    const [card] = minor.cards;
    expect(
      await client.placeWealthOrder(order({ customerRef: minor.customerRef, cardRef: card?.cardRef ?? '' })),
    ).toMatchObject({ value: { code: 'tooYoung' } });
  });
});

describe('a withdrawal', () => {
  async function bought(more: object = {}) {
    const bank = await runningBank();
    const all = await assessed(bank);
    const before = await balanceOf(bank, all.cardRef);
    const placed = await all.client.placeWealthOrder(all.order(more));
    if (!placed.ok || placed.value.state !== 'done') throw new Error('not placed');
    const { orderNumber } = placed.value.result;
    const request = { customerRef: all.customerRef, orderNumber, idempotencyKey: freshKey() };
    const withdraw = async (by: object = { idempotencyKey: freshKey() }) => {
      const answer = await all.client.withdrawWealthOrder({ ...request, ...by });
      if (!answer.ok) return answer.error.code;
      return answer.value.state === 'done' ? answer.value.result.refundedFen : answer.value.code;
    };
    return { ...all, bank, before, orderNumber, request, withdraw };
  }

  it('gives all of it back once, whatever key comes after', async () => {
    const { bank, before, cardRef, request, withdraw, client } = await bought();
    const first = await client.withdrawWealthOrder(request);
    expect(first).toMatchObject({ value: { state: 'done', result: { refundedFen: 100_000, cardRef } } });
    expect(await client.withdrawWealthOrder(request)).toEqual(first);
    expect(await client.operation({ idempotencyKey: request.idempotencyKey })).toEqual(first);
    expect(await withdraw()).toBe('alreadyWithdrawn');
    expect(await balanceOf(bank, cardRef)).toBe(before);
    expect((await booksOf(bank)).postings.filter(({ kind }) => kind === 'refund')).toHaveLength(1);
  });

  it('can be had until the last millisecond of the cooling-off time, and not after', async () => {
    const { bank, withdraw } = await bought();
    bank.clock.jumpWall(24 * HOUR);
    expect(await withdraw()).toBe('tooLate');
    bank.clock.jumpWall(-1);
    expect(await withdraw()).toBe(100_000);
  });

  it('cannot be had where there is no cooling-off time', async () => {
    const { withdraw, client, customerRef } = await bought({ productRef: 'wpr_stream-daily' });
    expect(await withdraw()).toBe('tooLate');
    expect(await client.wealthOrders({ customerRef })).toMatchObject({
      value: { orders: [{ coolingOffUntil: null, withdrawable: false }] },
    });
  });

  it('reaches the account though the card was blocked meanwhile', async () => {
    const { bank, withdraw, client, customerRef, cardRef, before } = await bought();
    await client.blockCard({ customerRef, cardRef, reason: 'lost', idempotencyKey: freshKey() });
    expect(await withdraw()).toBe(100_000);
    expect(await balanceOf(bank, cardRef)).toBe(before);
  });

  it("is not for somebody else's order", async () => {
    const { bank, client, request } = await bought();
    const { customerRef } = await bank.person('elder');
    expect(await client.withdrawWealthOrder({ ...request, customerRef })).toEqual(notFound('orderUnknown'));
  });
});

describe('books and faults', () => {
  it('start the day again with the opening money and nothing sold', async () => {
    const bank = await runningBank();
    const before = (await booksOf(bank)).accounts;
    const { client, customerRef, place } = await assessed(bank);
    expect(await place()).toBe('done');
    await bank.reset();
    expect((await booksOf(bank)).accounts).toEqual(before);
    expect(await client.wealthOrders({ customerRef })).toMatchObject({ value: { orders: [] } });
    expect(await client.riskAssessmentOf({ customerRef })).toMatchObject({ value: { assessment: null } });
  });

  it.each([
    ['dropAfterCommit', 'cut', true],
    ['dropBeforeCommit', 'cut', false],
    ['wrongSchema', 'wrongSchema', true],
    ['error500', 'serverError', false],
  ] as const)(
    '%s is unknown, and settled under the same key with the money moved once',
    async (fault, reason, there) => {
      const bank = await runningBank();
      const { client, order, cardRef } = await assessed(bank);
      const before = (await balanceOf(bank, cardRef)) ?? 0;
      const request = order();
      await bank.fault(fault, true, 1);
      expect(await client.placeWealthOrder(request)).toMatchObject({ error: { code: 'unknown', reason } });
      expect(await balanceOf(bank, cardRef)).toBe(there ? before - 100_000 : before);
      expect((await client.operation({ idempotencyKey: request.idempotencyKey })).ok).toBe(there);
      expect(await client.placeWealthOrder(request)).toMatchObject({ ok: true, value: { state: 'done' } });
      expect(await balanceOf(bank, cardRef)).toBe(before - 100_000);
    },
  );

  it('duplicate and refuseAll move nothing twice and nothing at all', async () => {
    const bank = await runningBank();
    const { place, cardRef } = await assessed(bank);
    const before = (await balanceOf(bank, cardRef)) ?? 0;
    await bank.fault('duplicate');
    expect(await place()).toBe('done');
    expect(await balanceOf(bank, cardRef)).toBe(before - 100_000);
    await bank.fault('refuseAll');
    expect(await place()).toBe('refusedByBank');
    expect(await balanceOf(bank, cardRef)).toBe(before - 100_000);
  });
});
