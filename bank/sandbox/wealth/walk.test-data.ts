import { expect } from 'vitest';
import { z } from 'zod';
import type { BankCallName } from '#contracts/bank/calls.ts';
import { freshKey, type TestBank } from '../../test-kit.ts';
import { ALL_RULES, freshDocument, recordOf } from './wealth.test-data.ts';

/** One request as the document has it, its reply checked by the document and for the status. */
export type Asks = (
  name: BankCallName,
  status: number,
  ask?: { readonly params?: Readonly<Record<string, string>>; readonly key?: string; readonly body?: object },
) => Promise<unknown>;

const done = z.looseObject({ state: z.literal('done'), result: z.looseObject({}) });

/** Every documented answer of the calls about risk and wealth that is not the same for all calls. */
export async function walkWealth(ask: Asks, bank: Pick<TestBank, 'person'>): Promise<void> {
  const { customerRef, cards } = await bank.person('elder');
  const cardRef = cards[0]?.cardRef ?? '';
  const nobody = 'cus_nothing00';
  const whose = (ref: string) => ({ params: { customerRef: ref } });

  await ask('riskQuestionnaire', 200);
  await ask('wealthProducts', 200);
  await ask('riskAssessmentOf', 200, whose(customerRef));
  await ask('riskAssessmentOf', 404, whose(nobody));

  const { idempotencyKey: key, ...record } = recordOf(customerRef, 'C4');
  const recorded = done.parse(await ask('recordRiskAssessment', 200, { key, body: record }));
  await ask('recordRiskAssessment', 422, { key, body: { ...record, score: 1 } });
  await ask('recordRiskAssessment', 404, { key: freshKey(), body: { ...record, customerRef: nobody } });
  expect(await ask('recordRiskAssessment', 200, { key: freshKey(), body: record })).toMatchObject({
    code: 'duplicate',
  });

  const body = {
    customerRef,
    cardRef,
    assessmentId: recorded.result.assessmentId,
    productRef: 'wpr_pebble-90',
    amountFen: 100_000,
    documentSha256: freshDocument(),
    confirmations: ALL_RULES,
  };
  const order = { key: freshKey(), body };
  const placed = done.parse(await ask('placeWealthOrder', 200, order));
  await ask('placeWealthOrder', 422, { ...order, body: { ...body, amountFen: 110_000 } });
  await ask('placeWealthOrder', 404, { key: freshKey(), body: { ...body, productRef: 'wpr_nothing00' } });
  await ask('placeWealthOrder', 200, { key: freshKey(), body });
  expect(await ask('operation', 200, { params: { idempotencyKey: order.key } })).toEqual(placed);
  await ask('wealthOrders', 200, whose(customerRef));
  await ask('wealthOrders', 404, whose(nobody));

  const params = { orderNumber: String(placed.result.orderNumber) };
  const back = { params, key: freshKey(), body: { customerRef } };
  await ask('withdrawWealthOrder', 200, back);
  await ask('withdrawWealthOrder', 422, { ...back, body: { customerRef, documentSha256: freshDocument() } });
  await ask('withdrawWealthOrder', 404, { ...back, key: freshKey(), params: { orderNumber: 'W999999' } });
  await ask('withdrawWealthOrder', 200, { ...back, key: freshKey() });
  await ask('wealthOrders', 200, whose(customerRef));
}
