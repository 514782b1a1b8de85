import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BranchHouse, openBranch } from '#branch/test-support/house.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { branchProxy } from '../support/branch-proxy.ts';
import { ticketsIn } from '../support/cut-off-terminal.ts';
import { type CustomerPage, type Kiosk, openKiosk, SIMULATED_PROFILE } from '../support/kiosk.ts';
import { lobby } from '../support/lobby.ts';
import { reservedAt } from '../support/reserved.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

/** Two questions unanswered in a row, while the watch over the branch is at its calmest. */
const NOTICED = { timeout: 30_000 };

describe('a terminal whose branch service cannot be had', () => {
  let house: BranchHouse<Clock>;
  let proxy: Awaited<ReturnType<typeof branchProxy>>;
  let kiosk: Kiosk;
  beforeEach(async () => {
    house = await openBranch(systemClock);
    proxy = await branchProxy(house.service.url);
    const code = await house.service.enrolmentCode('T01');
    kiosk = await openKiosk(SIMULATED_PROFILE, { branch: { url: proxy.url, code } });
    await vi.waitFor(() => expect(reservedAt(kiosk.dataDir).numbers()).toBeGreaterThan(0), NOTICED);
  });
  afterEach(async () => {
    await kiosk.close();
    await proxy.close();
    await house.close();
  });
  const tickets = () => ticketsIn(house.dataDir);
  const takes = async (page: CustomerPage) => {
    await page.see('idle', ({ notice }) => notice === null);
    await page.act('takeNumber');
    await page.see('chooseBusiness');
    await page.act('choose', 0);
    await page.act('next');
    await page.see('needs');
    await page.act('next');
    await page.see('papers');
  };

  it('gives a number that counts from now, tells no wait, and shows the wait once the branch is back', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await proxy.cut('refused');
    await takes(page);
    expect(page.seen.some(({ body }) => body.kind === 'chooseBusiness' && body.cutOff)).toBe(true);
    await page.act('confirm');
    const ticket = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    expect(ticket).toMatchObject({ label: 'A801', wait: null, phoneUrl: null });
    expect(ticket.countsFrom).toMatch(/^\d\d:\d\d$/);
    expect(page.screen.spoken).toContain('连不上柜台');
    const paper = JSON.stringify((await bench.state()).receiptPrinter.receipts);
    expect(paper).toContain('A801');
    expect(paper).toContain(`您的号从 ${ticket.countsFrom} 算起`);
    expect(tickets()).toEqual([]);
    await proxy.cut('well');
    const live = await page.see('ticketTaken', ({ countsFrom }) => countsFrom === undefined);
    expect(live).toMatchObject({ label: 'A801', wait: { ahead: 0 } });
    expect(tickets()).toEqual(['A801 waiting']);
    const [terminal] = (await (await lobby(house.service.url)).hall()).terminals;
    expect(terminal?.cutOffline).toBe(1);
    expect(kiosk.broken).toEqual([]);
  });

  it('says so, goes on with what needs only the bank, and says where there is a person', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    await proxy.cut('refused');
    await vi.waitFor(() => expect(page.screen.body).toMatchObject({ kind: 'idle', cutOff: true }), NOTICED);
    expect(page.screen.spoken).toContain('叫不到人');
    page.leave();
    const { page: known } = await atTheMenu(kiosk);
    expect(known.screen.body).toMatchObject({ kind: 'menu', cutOff: true });
    await known.act('help');
    await known.until('unreachable', () =>
      known.screen.frame.help.state === 'unreachable' ? true : undefined,
    );
    expect(known.screen.spoken).toContain('找大堂里的工作人员');
    await known.act('closeOverlay');
    await chooseCard(known, 0);
    await known.see('reviewBlock');
    await known.act('confirm');
    await known.see('result', ({ outcome }) => outcome === 'done');
    await proxy.cut('well');
    await vi.waitFor(() => expect(known.screen.frame.help.state).toBe('none'), NOTICED);
  });

  it.each(['before', 'after'] as const)(
    'a request lost %s it arrived is not known, is not answered out of the block, and becomes one number',
    async (how) => {
      const page = await kiosk.customer();
      await takes(page);
      await proxy.cut((path) => (path.startsWith('/v1/tickets') ? how : 'well'));
      await page.act('confirm');
      await page.see('ticketUnknown');
      expect(tickets()).toEqual(how === 'after' ? ['A001 waiting'] : []);
      await proxy.cut('refused');
      await page.act('tryAgain');
      await page.see('ticketUnknown');
      await proxy.cut('well');
      await page.act('tryAgain');
      expect((await page.see('ticketTaken')).label).toBe('A001');
      expect(tickets()).toEqual(['A001 waiting']);
    },
  );

  it('killed meanwhile hands in what was given out, once, with an answer lost on the way', async () => {
    const page = await kiosk.customer();
    await proxy.cut('refused');
    await takes(page);
    await page.act('confirm');
    await page.see('ticketTaken');
    await kiosk.restart();
    await proxy.cut((path) => (path === '/v1/tickets/handed-in' ? 'after' : 'well'));
    await vi.waitFor(() => expect(tickets()).toEqual(['A801 waiting']), NOTICED);
    await proxy.cut('well');
    await vi.waitFor(() => expect(reservedAt(kiosk.dataDir).notHandedIn()).toBe(0), { timeout: 45_000 });
    expect(tickets()).toEqual(['A801 waiting']);
  });
});
