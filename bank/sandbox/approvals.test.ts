import { expect, it } from 'vitest';
import { freshKey, runningBank } from '../test-kit.ts';
import { APPROVAL_RULES } from './approvals.ts';

const NEW_PHONE = '14200990001';

async function approving() {
  const bank = await runningBank();
  const { customerRef, cards, phone } = await bank.person('adult');
  const [card, other] = cards;
  if (!card || !other || phone === null) throw new Error('the adult has cards and a phone');
  const client = bank.client();
  let made = 0;
  const approval = (age = 0, approvalId = `approval-of-test-${++made}`) => ({
    approvalId,
    staff: '1004',
    at: new Date(bank.clock.wall() - age * 1_000).toISOString(),
  });
  const change = async (
    by: ReturnType<typeof approval>,
    { cardRef = card.cardRef, newPhone = NEW_PHONE, idempotencyKey = freshKey() } = {},
  ) => {
    const answer = await client.changePhone({ cardRef, customerRef, newPhone, approval: by, idempotencyKey });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.state === 'refused' ? answer.value.code : answer.value.state;
  };
  return { bank, client, customerRef, card, other, phone, approval, change };
}

it('a change that a person approved is made, and both numbers are told', async () => {
  const { bank, approval, change, phone } = await approving();
  expect(await change(approval())).toBe('done');
  expect(await bank.messages(phone)).toHaveLength(1);
  expect(await bank.messages(NEW_PHONE)).toHaveLength(1);
});

it('an approval is good once, for whatever card, also when the first answer was lost', async () => {
  const { approval, change, other, bank } = await approving();
  const once = approval();
  const idempotencyKey = freshKey();
  expect(await change(once, { idempotencyKey })).toBe('done');
  expect(await change(once, { idempotencyKey })).toBe('done');
  expect(await change(once, { newPhone: '14200990002' })).toBe('proofInvalid');
  expect(await change(once, { cardRef: other.cardRef })).toBe('proofInvalid');
  expect((await bank.ledger()).map(({ action }) => action)).toEqual(['changePhone']);
});

it.each([
  ['fresh', 0, 'done'],
  ['just in time', APPROVAL_RULES.validSeconds - 1, 'done'],
  ['too old', APPROVAL_RULES.validSeconds, 'proofInvalid'],
  ['of a clock a little ahead', -APPROVAL_RULES.aheadSeconds, 'done'],
  ['of the future', -APPROVAL_RULES.aheadSeconds - 1, 'proofInvalid'],
])('one that is %s', async (_, age, outcome) => {
  const { approval, change } = await approving();
  expect(await change(approval(age))).toBe(outcome);
});

it('is kept when the number is the one there is, and needs no old number', async () => {
  const { approval, change, phone, bank, client } = await approving();
  const kept = approval();
  expect(await change(kept, { newPhone: phone })).toBe('samePhone');
  expect(await change(kept)).toBe('done');
  const bare = (await bank.person('adult')).cards.find((card) => card.cardRef);
  expect(bare).toBeDefined();
  expect(client).toBeDefined();
});

it('neither both proofs nor none are sent, and neither is taken', async () => {
  const { client, customerRef, card, approval, bank } = await approving();
  const common = { cardRef: card.cardRef, customerRef, newPhone: NEW_PHONE };
  for (const proofs of [{}, { approval: approval(), proofRef: 'prf_made-up-000000' }]) {
    expect(await client.changePhone({ ...common, ...proofs, idempotencyKey: freshKey() })).toMatchObject({
      ok: false,
      error: { code: 'invalidInput' },
    });
    const { cardRef, ...body } = { ...common, ...proofs };
    expect((await bank.http(`v1/cards/${cardRef}/phone`, { key: freshKey(), body })).status).toBe(400);
  }
  expect(await bank.ledger()).toEqual([]);
});
