import { expect, it } from 'vitest';
import { delays } from '../delays.ts';
import type { ApprovalNews } from '../ports.ts';
import { recovered, world } from '../terminal/world.test-data.ts';

/** A customer who has asked for a member of staff, and a branch that tells what the test says. */
async function asked() {
  let tell: (news: ApprovalNews) => void = () => {};
  const w = world({
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
