import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BranchHouse, openBranch } from '#branch/test-support/house.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { TerminalRig } from '../campaigns/support/terminal-rig.ts';
import { type CustomerPage, SIMULATED_PROFILE } from '../support/kiosk.ts';
import { type TellerDesk, tellerAt } from '../support/teller.ts';

const state = (page: CustomerPage, is: string) =>
  page.until(`the call to be ${is}`, () => (page.screen.frame.call?.state === is ? true : undefined));

/** A call in writing from the welcome. */
async function callsInWriting(page: CustomerPage): Promise<void> {
  await page.see('idle', ({ notice }) => notice === null);
  await page.act('help');
  await page.act('callTeller');
  await page.until('a way to call', () => {
    const now = page.screen.frame.overlay;
    return now?.kind === 'callWays' && now.prospect === 'open' ? true : undefined;
  });
  await page.act('callTeller');
  await page.act('startCall');
  await state(page, 'waiting');
}

describe('a terminal whose host is killed in the middle of a call', () => {
  let house: BranchHouse<Clock>;
  let rig: TerminalRig;
  let teller: TellerDesk;
  beforeAll(async () => {
    house = await openBranch(systemClock);
    const code = await house.service.enrolmentCode('T01');
    rig = await TerminalRig.open({
      profile: { ...SIMULATED_PROFILE, teller: {} },
      branch: { url: house.service.url, code },
    });
    teller = await tellerAt(house.service.url);
    expect(await teller.ready()).toBeNull();
    await rig.start();
  });
  afterAll(async () => {
    teller?.leave();
    await rig?.close();
    await house?.close();
  });

  it('tells the branch when it starts again: the teller learns it at once, his case is to be written down, and the next call is a new one', async () => {
    const before = await rig.customer();
    await callsInWriting(before);
    const { call } = await teller.next();
    await state(before, 'live');
    await before.act('say', 1);
    await teller.hear('chat');

    await rig.host.kill();
    // Nobody has told anything: the case stands, as the desk saw it last.
    expect(teller.case?.call).toMatchObject({ id: call.id, outcome: null });
    await rig.start();
    await teller.until('that the call is lost', () => teller.case === null);
    await teller.until('that it is to be written down', () => teller.desk?.toWrapUp);
    expect(teller.desk?.toWrapUp).toMatchObject({ call: call.id, outcome: 'lapsed' });
    expect(await teller.ask({ type: 'bookCallBack', call: call.id, phone: '14200000002' })).toBeNull();
    await teller.until('the call-back', () => teller.desk?.toWrapUp?.callBack);
    expect(teller.desk?.callBacks).toMatchObject([{ phone: '14200000002', state: 'open' }]);
    expect(
      await teller.ask({ type: 'wrapUp', call: call.id, code: 'technical', note: '终端重启' }),
    ).toBeNull();

    const after = await rig.customer();
    await callsInWriting(after);
    const next = await teller.next();
    expect(next.call.id).not.toBe(call.id);
    expect(await teller.finish()).toBeNull();
  });
});
