import { describe, expect, it } from 'vitest';
import type { FlowPorts, SubmissionAnswer } from '../../ports.ts';
import { order, salePorts } from '../../sale-ports.test-data.ts';
import { recovered, world } from '../../terminal/world.test-data.ts';

const WITHDRAW = 4;
const of = { submission: 's-1', reference: 'T01-0001-1' };

/** A customer who has come to his orders, in a world where all is well but for what is named. */
async function owner(over: Partial<FlowPorts> = {}) {
  const consents: string[] = [];
  const w = world({
    recordConsent: async ({ rule, answer }) => {
      consents.push(`${rule} ${answer}`);
      return {};
    },
    ...over,
  });
  await w.tell(recovered);
  await w.lay();
  if (w.kind() === 'elderOffer') await w.act('decline');
  await w.act('choose', WITHDRAW);
  return { ...w, consents, ids: () => w.screen().actions.map(({ id }) => id) };
}
const orders = (...them: ReturnType<typeof order>[]): Pick<FlowPorts, 'wealthOrders'> => ({
  wealthOrders: async () => ({ ok: true, value: { orders: them } }),
});
const answering = (answer: SubmissionAnswer): Pick<FlowPorts, 'submit'> => ({ submit: async () => answer });

describe('somebody who takes an order back', () => {
  it('sees the whole amount, confirms once, and withdraws that order once', async () => {
    const w = await owner();
    await w.act('choose', 0);
    expect(w.screen().body).toMatchObject({
      kind: 'reviewWithdrawal',
      amountFen: 100_000,
      cardLast4: '0019',
      orderNumber: 'W000001',
    });
    expect([w.consents, w.submissions]).toEqual([[], []]);
    await w.act('confirm');
    expect(w.consents).toEqual(['confirmWithdrawal agreed']);
    expect(w.submissions).toEqual([
      { type: 'withdrawOrder', customerRef: 'customer-1', orderNumber: 'W000001' },
    ]);
    expect(w.screen().body).toMatchObject({ kind: 'withdrawalResult', outcome: 'done', amountFen: 100_000 });
  });

  it('is told what came back by the bank’s own word', async () => {
    const w = await owner(answering({ ...of, outcome: 'done', withdrawn: { refundedFen: 99_999 } }));
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ outcome: 'done', amountFen: 99_999 });
  });

  it('sees first what can be taken back, and of the others why not; those cannot be chosen', async () => {
    const w = await owner(
      orders(
        order({ orderNumber: 'W000004', withdrawable: false, coolingOffUntil: null }),
        order({ orderNumber: 'W000003', withdrawable: false }),
        order({ orderNumber: 'W000002', withdrawable: false, state: 'withdrawn' }),
        order(),
      ),
    );
    expect(w.screen().body).toMatchObject({
      kind: 'chooseOrder',
      of: 4,
      first: 1,
      orders: [{ why: null }, { why: 'never' }],
    });
    const choices = () => w.screen().actions.filter(({ id }) => id === 'choose');
    expect(choices().map(({ choice }) => choice)).toEqual([0]);
    await w.act('choose', 1);
    expect(w.kind()).toBe('chooseOrder');
    await w.act('more');
    expect(w.screen().body).toMatchObject({ orders: [{ why: 'tooLate' }, { why: 'withdrawn' }] });
    expect(choices()).toEqual([]);
  });

  it('turns through more than are read at a glance', async () => {
    const many = Array.from({ length: 6 }, (_, place) => order({ orderNumber: `W00001${place}` }));
    const w = await owner(orders(...many));
    expect(w.screen().body).toMatchObject({ first: 1, last: 2, of: 6 });
    await w.act('more');
    await w.act('more');
    expect(w.screen().body).toMatchObject({ first: 5, last: 6, of: 6 });
    await w.act('choose', 5);
    expect(w.screen().body).toMatchObject({ kind: 'reviewWithdrawal', orderNumber: 'W000015' });
  });

  it.each(['tooLate', 'alreadyWithdrawn'] as const)('is told that it is %s', async (refusal) => {
    const w = await owner(answering({ ...of, outcome: 'refused', refusal }));
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ kind: 'withdrawalResult', outcome: 'refused', refusal });
    expect(w.ids()).toEqual(expect.arrayContaining(['next', 'anotherService']));
  });

  it('hears later what the bank said, where it did not answer at once', async () => {
    const w = await owner(answering({ ...of, outcome: 'unknown' }));
    await w.act('choose', 0);
    await w.act('confirm');
    expect(w.screen().body).toMatchObject({ outcome: 'unknown', amountFen: 100_000 });
    await w.tell({
      type: 'submission.settled',
      answer: { ...of, outcome: 'done', withdrawn: { refundedFen: 100_000 } },
    });
    expect(w.screen().body).toMatchObject({ outcome: 'done' });
  });

  it('who goes back has taken nothing back', async () => {
    const w = await owner();
    await w.act('choose', 0);
    await w.act('back');
    expect(w.kind()).toBe('chooseOrder');
    await w.act('back');
    expect([w.kind(), w.consents, w.submissions]).toEqual(['menu', [], []]);
  });

  it('can try again where the bank could not be asked', async () => {
    let away = true;
    const w = await owner({
      wealthOrders: async (input) =>
        away ? { ok: false, error: { code: 'unreachable' } } : salePorts.wealthOrders(input),
    });
    expect(w.kind()).toBe('saleAway');
    away = false;
    await w.act('tryAgain');
    expect(w.kind()).toBe('chooseOrder');
  });
});
