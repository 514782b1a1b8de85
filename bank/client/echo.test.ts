import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { TOKEN } from '../test-kit.ts';
import { createBankClient } from './client.ts';

const ORDER = {
  customerRef: 'cus_example01',
  productRef: 'wpr_example01',
  amountFen: 100_000,
  cardRef: 'crd_example01',
  assessmentId: 'ras_example01',
  documentSha256: 'a'.repeat(64),
  confirmations: [],
  idempotencyKey: 'test-key-00000000001',
};
const RESULT = {
  orderNumber: 'W000001',
  productRef: 'wpr_example01',
  amountFen: 100_000,
  coolingOffUntil: null,
};

/** A client of a bank that says only this. */
function told(reply: object) {
  const made = createBankClient({
    baseUrl: 'https://bank.example/',
    token: TOKEN,
    clock: new ManualClock(),
    fetch: async () => Response.json(reply),
  });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}
const done = (result: object) => ({
  operationRef: 'op_example01',
  idempotencyKey: ORDER.idempotencyKey,
  action: 'placeWealthOrder',
  at: '2026-11-22T02:00:00.000Z',
  state: 'done',
  result,
});

it('an answer that repeats its request is believed', async () => {
  expect(await told(done(RESULT)).placeWealthOrder(ORDER)).toMatchObject({ ok: true });
});

it.each([
  ['another amount', { ...RESULT, amountFen: 100_001 }],
  ['another product', { ...RESULT, productRef: 'wpr_example02' }],
])('an order of %s than was asked for is unknown, never done', async (_, result) => {
  expect(await told(done(result)).placeWealthOrder(ORDER)).toMatchObject({
    ok: false,
    error: { code: 'unknown', reason: 'wrongSchema' },
  });
});

it("another customer's orders are not this customer's", async () => {
  const { customerRef } = ORDER;
  expect(await told({ customerRef, orders: [] }).wealthOrders({ customerRef })).toMatchObject({ ok: true });
  expect(
    await told({ customerRef: 'cus_example02', orders: [] }).wealthOrders({ customerRef }),
  ).toMatchObject({
    ok: false,
    error: { code: 'unknown', reason: 'wrongSchema' },
  });
});
