import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { lobby } from '../support/lobby.ts';
import { atTheMenu } from '../support/steps.ts';

describe('a customer who wants a person', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is told asked, seen and closed only when the branch has it, staff has seen it, staff has closed it', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const { page } = await atTheMenu(kiosk);
    await page.act('help');
    await page.act('callPerson');
    const asked = await page.until('asked', () =>
      page.screen.frame.help.state === 'asked' ? page.screen.frame.help : undefined,
    );
    const call = (await staff.calls()).find(({ reference }) => reference === asked.reference);
    if (!call) throw new Error('the lobby page does not list the call');
    expect(page.screen.frame.help.state).toBe('asked');
    await staff.post(call.id, 'acknowledge');
    await page.until('seen', () => (page.screen.frame.help.state === 'seen' ? true : undefined));
    await staff.post(call.id, 'close');
    await page.until('closed', () => (page.screen.frame.help.state === 'closed' ? true : undefined));
  });

  it('takes the call back by leaving', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('help');
    await page.act('callPerson');
    await page.until('asked', () => (page.screen.frame.help.state === 'asked' ? true : undefined));
    await page.act('closeOverlay');
    await page.act('finish');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle', (_, { frame }) => frame.help.state === 'none');
    await vi.waitFor(
      async () => expect((await staff.calls()).filter(({ state }) => state === 'open')).toEqual([]),
      {
        timeout: 20_000,
      },
    );
  });
});

describe('a customer who wants a person while the branch cannot be reached', () => {
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

  it('is told so before calling, and may call once it is back', async () => {
    const { page } = await atTheMenu(kiosk);
    await page.act('help');
    line.cut();
    // The branch is asked now and then; two questions without an answer are enough to know.
    await page.until('unreachable', () =>
      page.screen.frame.help.state === 'unreachable' ? true : undefined,
    );
    expect(page.screen.spoken).toContain('这台机器现在叫不到人');
    expect(page.screen.actions.map(({ id }) => id)).toContain('callPerson');
    line.mend();
    await page.until('reachable', () => (page.screen.frame.help.state === 'none' ? true : undefined));
    await page.act('callPerson');
    await page.until('asked', () => (page.screen.frame.help.state === 'asked' ? true : undefined));
  });

  it('does not leave a call behind that arrived unheard, even when the machine is started again', async () => {
    const { page } = await atTheMenu(kiosk);
    await page.act('help');
    line.cut((url) => (url.endsWith('/withdraw') ? 'nothing' : 'questions'));
    await page.act('callPerson');
    await page.until('unreachable', () =>
      page.screen.frame.help.state === 'unreachable' ? true : undefined,
    );
    line.cut();
    const before = await lobby(kiosk.host.branchUrl);
    expect((await before.calls()).map(({ state }) => state)).toEqual(['open']);
    await kiosk.restart();
    line.mend();
    const staff = await lobby(kiosk.host.branchUrl);
    await vi.waitFor(
      async () => expect((await staff.calls()).filter(({ state }) => state === 'open')).toEqual([]),
      { timeout: 20_000 },
    );
  });
});
