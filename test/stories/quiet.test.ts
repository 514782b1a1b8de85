import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { lobby } from '../support/lobby.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

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

const quietly = (page: CustomerPage) =>
  page.send({ type: 'intent', intent: { type: 'act', step: 0, action: 'quietHelp' } });
const quietCalls = async () =>
  (await (await lobby(kiosk.host.branchUrl)).calls()).filter(({ reason }) => reason === 'quiet');

describe('somebody who may be under pressure', () => {
  it('sees an ordinary wait while staff are alerted before all others, and goes on where he was once they are done', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const { page } = await atTheMenu(kiosk);
    // An ordinary call of his own, older than the quiet one.
    await page.act('help');
    await page.act('callPerson');
    await page.until('asked', () => (page.screen.frame.help.state === 'asked' ? true : undefined));
    await page.act('closeOverlay');
    await page.act('choose', 0);
    const before = await page.see('chooseCard');
    const { help } = page.screen.frame;
    quietly(page);
    await page.see('working');
    const calls = await vi.waitFor(async () => {
      const all = await staff.calls();
      expect(all).toHaveLength(2);
      return all;
    });
    const [call] = calls;
    if (!call) throw new Error('nobody was alerted');
    expect(call).toMatchObject({
      reason: 'quiet',
      step: 'chooseCard',
      service: 'reportLostCard',
      state: 'open',
    });
    expect(page.screen.frame.help).toEqual(help);
    expect(JSON.stringify(page.screen)).not.toMatch(/quiet/i);
    await staff.post(call.id, 'acknowledge');
    await expect(staff.post(call.id, 'hands-on')).rejects.toThrow('409');
    page.press('one');
    page.press('enter');
    await staff.post(call.id, 'close');
    expect(await page.see('chooseCard')).toEqual(before);
    expect(page.screen.frame.help).toEqual(help);

    // What stands in the journal of it tells one who reads along nothing but that it was.
    const journal = new DatabaseSync(join(kiosk.dataDir, 'journal.sqlite'), { readOnly: true });
    const lines = journal
      .prepare('SELECT body FROM entry ORDER BY seq')
      .all()
      .map(({ body }) => String(body));
    journal.close();
    const said = lines.filter((body) => /quiet/i.test(body)).map((body) => JSON.parse(body));
    expect(said.map(({ kind, facts }) => [kind, facts.event ?? facts.port ?? facts.type])).toEqual([
      ['input', 'quiet'],
      ['port.asked', 'quiet'],
      ['errand.ended', 'quiet'],
      ['input', 'quiet.changed'],
      ['input', 'quiet.changed'],
      ['port.answered', 'quiet'],
    ]);
  });

  it('says so by three touches of the key for help, and by no fewer or slower ones', async () => {
    const { page } = await atTheMenu(kiosk);
    page.press('help');
    page.press('help');
    await page.until('help', () => (page.screen.frame.overlay?.kind === 'help' ? true : undefined));
    expect(page.screen.body.kind).toBe('menu');
    page.press('help');
    await page.see('working', (_, { frame }) => frame.overlay === null);
    await vi.waitFor(async () => expect(await quietCalls()).toHaveLength(1));
  });

  it('is told of as soon as the branch can be reached, over a restart, with when it was; leaving takes nothing back', async () => {
    const { page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    line.cut();
    const at = Date.now();
    quietly(page);
    await page.see('working');
    const asked = Date.now();
    await kiosk.restart();
    expect(await quietCalls()).toEqual([]);
    line.mend();
    const [call] = await vi.waitFor(
      async () => {
        const calls = await quietCalls();
        expect(calls).toHaveLength(1);
        return calls;
      },
      { timeout: 20_000 },
    );
    const since = Date.parse(call?.createdAt ?? '');
    expect(since).toBeGreaterThanOrEqual(at - 1);
    expect(since).toBeLessThanOrEqual(asked + 1);
    expect(call?.state).toBe('open');
  });
});
