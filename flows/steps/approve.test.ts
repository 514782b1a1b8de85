import { expect, it } from 'vitest';
import type { RefuseReason } from '#contracts/branch/approval-reason.ts';
import { delays } from '../delays.ts';
import type { ApprovalNews, PortOutput } from '../ports.ts';
import { recovered, world } from '../terminal/world.test-data.ts';

const REACHED = { reached: true, approvalId: 'approval-1', reference: 'P-0001' } as const;

/** A customer who has asked for a member of staff, and a branch that tells what the test says. */
async function asked(answer: PortOutput<'requestApproval'> = REACHED) {
  let tell: (news: ApprovalNews) => void = () => {};
  const w = world({
    requestApproval: async () => answer,
    approvalState: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  });
  await w.tell(recovered);
  await w.act('start');
  await w.lay();
  await w.act('choose', 1);
  await w.act('choose', 0);
  await w.act('noOldNumber');
  for (const digit of '14200000002') await w.act('digit', Number(digit));
  await w.act('confirm');
  await w.act('askApproval');
  const news = async (said: ApprovalNews) => {
    tell(said);
    await w.clock.advanceAsync(0);
  };
  return { ...w, news };
}
const proof = { approvalId: 'approval-1', staff: '1004', at: '2026-11-22T02:00:00.000Z' };

it('what is approved is sent on with the approval, without another question', async () => {
  const w = await asked();
  for (const state of ['unanswered', 'seen', 'unreachable', 'seen'] as const) {
    await w.news({ state });
    expect(w.screen().body).toMatchObject({ kind: 'awaitApproval', phase: state, reference: 'P-0001' });
    expect(w.screen().actions.map(({ id }) => id)).toEqual(['openCase', 'back', 'help', 'display']);
  }
  await w.news({ state: 'approved', reason: 'faceAndDocument', ...proof });
  expect(w.submissions).toMatchObject([{ type: 'changePhone', newPhone: '14200000002', approval: proof }]);
});

const refused = (reason: RefuseReason, again: boolean): ApprovalNews => ({
  state: 'refused',
  approvalId: 'approval-1',
  staff: '1004',
  reason,
  again,
});

it('after a refusal that can be mended the way on is the one that mends it', async () => {
  const w = await asked();
  await w.news(refused('documentNotShown', true));
  expect(w.screen().actions.map(({ id }) => id)).toEqual([
    'askApproval',
    'openCase',
    'back',
    'help',
    'display',
  ]);
  await w.act('askApproval');
  expect(w.screen().body).toMatchObject({ kind: 'awaitApproval', phase: 'asked' });
  await w.news(refused('detailsWrong', true));
  await w.act('confirm');
  expect(w.kind()).toBe('reviewPhone');
});

it('after the last refusal of a visit only a counter goes on, and why it is not done here is not said anew', async () => {
  const w = await asked();
  await w.news(refused('documentNotShown', false));
  expect(w.screen().body).toMatchObject({ phase: 'refused', refusal: 'noMore' });
  expect(w.screen().actions.map(({ id }) => id)).toEqual(['openCase', 'next', 'help', 'display']);
  await w.act('next');
  expect(w.kind()).toBe('menu');
  const other = await asked();
  await other.news(refused('underPressure', false));
  expect(other.screen().body).toMatchObject({ refusal: 'notHere' });
});

it('asking where nobody is asked any more says so at once', async () => {
  const w = await asked({ reached: false, spent: true });
  expect(w.screen().body).toMatchObject({ kind: 'awaitApproval', phase: 'refused', refusal: 'noMore' });
  await w.act('openCase');
  expect(w.submissions).toMatchObject([{ type: 'openCase' }]);
});

it('what was withdrawn is not sent, whatever comes of it afterwards', async () => {
  const w = await asked();
  await w.act('back');
  expect(w.kind()).toBe('reviewPhone');
  expect(w.asked).toContain('withdrawApproval');
  await w.news({ state: 'approved', reason: 'faceAndDocument', ...proof });
  expect([w.kind(), w.submissions.length]).toEqual(['reviewPhone', 0]);
});

it('while somebody is coming the customer is asked later whether he is still there, but asked', async () => {
  const w = await asked();
  await w.news({ state: 'seen' });
  await w.tell({ type: 'step.shown', patience: 'seen' });
  await w.clock.advanceAsync(delays.attentionIdleSeen - 1);
  expect(w.screen().frame.overlay).toBeNull();
  await w.clock.advanceAsync(1);
  expect(w.screen().frame.overlay).toMatchObject({ kind: 'attention' });
  await w.clock.advanceAsync(delays.attentionWarning);
  expect(w.kind()).not.toBe('awaitApproval');
  expect(w.submissions).toEqual([]);
});
