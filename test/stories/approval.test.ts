import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApprovalDecision } from '#contracts/branch/approval.ts';
import { DEFAULT_APPROVAL_POLICY } from '#contracts/branch/approval-policy.ts';
import { staffFact } from '#host/journal/entry.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { approver } from '../support/approvals.ts';
import { branchDatabase } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { signedInStaff } from '../support/lobby.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

const NEW_PHONE = '14200009999';
const YES: ApprovalDecision = { decision: 'approved', reason: 'faceAndDocument' };

/** A customer who cannot receive the code and has asked for a member of staff. */
async function asking(kiosk: Kiosk) {
  const { bench, page, person } = await atTheMenu(kiosk);
  await chooseCard(page, 1);
  await page.see('proveOldNumber');
  await page.act('noOldNumber');
  await page.see('enterPhone', ({ route }) => route === 'person');
  await page.type(NEW_PHONE);
  await page.act('confirm');
  await page.see('reviewPhone', ({ route }) => route === 'person');
  await page.act('askApproval');
  const { reference } = await page.see('awaitApproval', ({ phase }) => phase === 'asked');
  return { bench, page, person, reference };
}
const actions = async (kiosk: Kiosk) => (await kiosk.ledger()).entries.map(({ action }) => action);
const phase = (page: CustomerPage, wanted: string) =>
  page.see('awaitApproval', (body) => body.phase === wanted);

describe('a customer whose old number cannot receive the code', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is seen by a member of staff, who approves, and exactly that change is made', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const { page, person, bench, reference } = await asking(kiosk);
    const item = await staff.one();
    expect(item).toMatchObject({
      reference,
      terminal: 'T01',
      service: 'changeReservedPhone',
      state: 'waiting',
      subject: { why: 'oldNumberUnreachable', newPhone: NEW_PHONE },
    });
    await staff.see(item.id);
    await phase(page, 'seen');
    expect(page.screen.spoken).toContain('身份证');
    await staff.decide(item.id, YES);
    await page.see('result', ({ outcome, newPhone }) => outcome === 'done' && newPhone === '142****9999');
    expect(await actions(kiosk)).toEqual(['changePhone']);
    expect(await staff.list()).toEqual([]);
    const told = (await bench.state()).messages.map(({ phone }) => phone);
    expect(new Set(told)).toEqual(new Set([person.phone, NEW_PHONE]));
  });

  it('needs two different people where the branch says so, and nothing is done before the second', async () => {
    branchDatabase(kiosk.dataDir).configure({
      approvals: { ...DEFAULT_APPROVAL_POLICY, secondPerson: ['changeReservedPhone'] },
    });
    const { branchUrl } = kiosk.host;
    const [first, second] = [await approver(branchUrl), await approver(branchUrl, '1006')];
    const { page } = await asking(kiosk);
    const { id } = await first.one();
    await first.see(id);
    await first.decide(id, YES);
    await phase(page, 'seen');
    await expect(
      first.decide(id, { decision: 'approved', reason: 'faceDocumentAndQuestions' }),
    ).rejects.toThrow('notYourself');
    expect(await second.one()).toMatchObject({ state: 'waiting', first: { staff: '1004' } });
    expect(page.screen.body).toMatchObject({ kind: 'awaitApproval', phase: 'seen' });
    expect(await actions(kiosk)).toEqual([]);
    await second.see(id);
    await second.decide(id, YES);
    await page.see('result', ({ outcome }) => outcome === 'done');
    expect(await actions(kiosk)).toEqual(['changePhone']);
    const journal = openDatabase(join(kiosk.dataDir, 'journal.sqlite'));
    const answers = entriesOf(journal).map(({ facts }) => facts);
    journal.close();
    expect(answers).toContainEqual(
      expect.objectContaining({ approval: id, staff: staffFact('1004'), second: staffFact('1006') }),
    );
  });

  it('is told that it is not done here, and why as far as anybody beside him may know', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const { page } = await asking(kiosk);
    await staff.decide((await staff.one()).id, { decision: 'refused', reason: 'underPressure' });
    const told = await phase(page, 'refused');
    expect(told.refusal).toBe('notHere');
    expect(page.screen.spoken).toContain('不能在这里办理');
    expect(page.screen.actions.map(({ id }) => id)).toEqual(['openCase', 'next', 'help', 'display']);
    await page.act('openCase');
    await page.see('result', ({ outcome }) => outcome === 'caseOpened');
    expect(await actions(kiosk)).toEqual(['openCase']);
  });

  it('may give up while waiting, and nobody is asked any more', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const { page } = await asking(kiosk);
    await page.act('back');
    await page.see('reviewPhone');
    await vi.waitFor(async () => expect(await staff.list()).toEqual([]), { timeout: 20_000 });
    await page.act('openCase');
    await page.see('result', ({ outcome }) => outcome === 'caseOpened');
  });

  it('is decided only by somebody who has the right to', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    await asking(kiosk);
    const { id } = await staff.one();
    const lobby = await signedInStaff(kiosk.host.branchUrl, '1003');
    await expect(lobby.ask('approvals/api/state', 'GET')).rejects.toThrow('notAllowed');
    await expect(lobby.ask(`approvals/api/${id}/decide`, 'POST', YES)).rejects.toThrow('notAllowed');
    expect((await staff.one()).state).toBe('waiting');
    expect(await actions(kiosk)).toEqual([]);
  });

  it('loses the question with the run of the machine: nobody decides for a visit that is over', async () => {
    const before = await approver(kiosk.host.branchUrl);
    await asking(kiosk);
    const { id } = await before.one();
    await kiosk.restart();
    const staff = await approver(kiosk.host.branchUrl);
    await vi.waitFor(async () => expect(await staff.list()).toEqual([]), { timeout: 20_000 });
    await expect(staff.decide(id, YES)).rejects.toThrow('approvalOver');
    expect(await actions(kiosk)).toEqual([]);
  });
});

describe('a customer who waits for a member of staff while the branch cannot be reached', () => {
  const line = cuttableLine('/v1/');
  let kiosk: Kiosk;
  beforeEach(async () => {
    line.lay();
    kiosk = await openKiosk();
  });
  afterEach(async () => {
    line.mend();
    await kiosk.close();
    line.takeUp();
  });

  it('is told so, and hears of the decision once the branch is back', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    const { page } = await asking(kiosk);
    const { id } = await staff.one();
    line.cut();
    await staff.see(id);
    await phase(page, 'unreachable');
    expect(page.screen.actions.map((action) => action.id)).toContain('openCase');
    line.mend();
    await phase(page, 'seen');
    await staff.decide(id, YES);
    await page.see('result', ({ outcome }) => outcome === 'done');
    expect(await actions(kiosk)).toEqual(['changePhone']);
  });
});
