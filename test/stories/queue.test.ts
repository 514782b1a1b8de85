import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ALWAYS_OPEN, branchDatabase, CLOSED } from '../support/branch-database.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { reservedAt } from '../support/reserved.ts';
import { atTheMenu } from '../support/steps.ts';

/** From the list of what there is to queue for: one thing, nothing that makes waiting hard. */
async function chooseCash(page: CustomerPage): Promise<void> {
  await page.see('chooseBusiness');
  await page.act('choose', 0);
  await page.act('next');
  await page.see('needs');
  await page.act('next');
  await page.see('papers');
}

async function takesNumber(page: CustomerPage): Promise<void> {
  await page.see('idle', (body) => body.notice === null);
  await page.act('takeNumber');
  await chooseCash(page);
  await page.act('confirm');
}

describe('a customer who wants a number', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
  });
  afterEach(() => kiosk.close());
  const branch = () => branchDatabase(kiosk.dataDir);

  it('gets one without saying who he is: shown, printed, queued; and nothing of him is kept', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    const list = await page.see('chooseBusiness');
    expect(list.services.length).toBe(6);
    expect(list.services[0]?.wait?.reason).toBe('noCounter');
    await page.act('choose', 0);
    await page.act('choose', 1);
    await page.act('next');
    await page.see('needs');
    await page.act('need', 1);
    await page.act('next');
    const { papers } = await page.see('papers');
    expect(papers.map(({ name }) => name.en)).toContain('your identity document');
    await page.act('confirm');
    const ticket = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    const paper = JSON.stringify((await bench.state()).receiptPrinter.receipts);
    expect(paper).toContain(ticket.label);
    expect(paper).toContain(ticket.services[0]?.zh);
    expect(branch().tickets()).toEqual([
      {
        label: ticket.label,
        state: 'waiting',
        services: ['cash', 'account'],
        segment: 'ordinary',
        needs: ['disabled'],
        channel: 'anonymous',
      },
    ]);
    await page.act('next');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle');
    expect(kiosk.broken).toEqual([]);
  });

  it('is known by the document, keeps the number through the visit, and takes no second one', async () => {
    const { page } = await atTheMenu(kiosk);
    await page.act('takeNumber');
    await chooseCash(page);
    await page.act('confirm');
    const { label } = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    await page.act('anotherService');
    await page.see('menu', ({ number }) => number === 'held');
    await page.act('takeNumber');
    expect((await page.see('ticketTaken')).label).toBe(label);
    expect(branch().tickets()).toMatchObject([{ label, channel: 'idCard', state: 'waiting' }]);
  });

  it('does here and now what needs no counter', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    await page.see('chooseBusiness');
    await page.act('choose', 2);
    await page.act('next');
    expect(await page.see('doHere')).toMatchObject({ here: ['reportLostCard'] });
    await page.act('choose', 0);
    await page.see('identify');
    await bench.act('layIdCard', { person: (await bench.state()).people[0]?.key });
    expect(await page.see('chooseCard')).toMatchObject({ service: 'reportLostCard' });
    expect(branch().tickets()).toEqual([]);
  });

  it('gives the number back, asked twice', async () => {
    const page = await kiosk.customer();
    await takesNumber(page);
    const { label } = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    await page.act('giveUpNumber');
    await page.see('ticketGivenUp', ({ state }) => state === 'asking');
    await page.act('confirm');
    await page.see('ticketGivenUp', ({ state }) => state === 'given');
    expect(branch().tickets()).toMatchObject([{ label, state: 'gaveUp' }]);
  });

  it('cannot give back what a counter calls already, and is told where to go', async () => {
    const page = await kiosk.customer();
    await takesNumber(page);
    const { label } = await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    branch().call(label, '2');
    await page.act('giveUpNumber');
    await page.act('confirm');
    expect(await page.see('ticketTaken', ({ state }) => state === 'called')).toMatchObject({ counter: '2' });
    expect(page.screen.spoken).toContain('请到 2 号柜台');
  });

  it('is told that the counters are closed, and what can be done here all the same', async () => {
    branch().configure({ hours: CLOSED });
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    expect(await page.see('queueAway')).toMatchObject({
      reason: 'closed',
      here: expect.arrayContaining(['reportLostCard', 'changeReservedPhone']),
    });
    await page.act('choose', 0);
    await page.see('identify');
  });

  it('goes all the way by keypad', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    page.press('three');
    await page.see('chooseBusiness');
    page.press('one');
    await page.see('chooseBusiness', ({ services }) => services[0]?.chosen === true);
    page.press('enter');
    await page.see('needs');
    page.press('enter');
    await page.see('papers');
    page.press('enter');
    await page.see('ticketTaken', ({ receipt }) => receipt === 'printed');
    page.press('enter');
    await page.see('farewell');
  });

  it('whose number is taken while the printer is away is told to remember it', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await page.act('takeNumber');
    await chooseCash(page);
    await bench.act('setPaper', { paper: 'out' });
    await page.act('confirm');
    const { receipt } = await page.see('ticketTaken', (body) => body.receipt !== 'printing');
    expect(['notPrinted', 'unavailable']).toContain(receipt);
    expect(page.screen.spoken).toContain('请记下号码');
  });
});

describe('a customer who wants a number while the branch cannot be reached', () => {
  const line = cuttableLine('/v1/');
  let kiosk: Kiosk;
  beforeEach(async () => {
    line.lay();
    kiosk = await openKiosk();
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
  });
  afterEach(async () => {
    line.mend();
    await kiosk.close();
    line.takeUp();
  });
  const branch = () => branchDatabase(kiosk.dataDir);
  const unheard = (url: string) => (url.includes('/v1/tickets') ? 'questions' : 'everything');

  it('and the terminal has no numbers left is told so, and may ask again', async () => {
    const page = await kiosk.customer();
    await page.see('idle');
    await vi.waitFor(() => expect(reservedAt(kiosk.dataDir).numbers()).toBeGreaterThan(0), {
      timeout: 20_000,
    });
    reservedAt(kiosk.dataDir).empty();
    line.cut();
    await page.act('takeNumber');
    await page.see('queueAway', ({ reason }) => reason === 'unreachable');
    line.mend();
    await page.act('tryAgain');
    await page.see('chooseBusiness');
  });

  it('is told that it is not known whether there is a number, and gets the one that was taken', async () => {
    const page = await kiosk.customer();
    line.cut(unheard);
    await takesNumber(page);
    await page.see('ticketUnknown');
    expect(branch().tickets()).toHaveLength(1);
    line.mend();
    await page.act('tryAgain');
    const { label } = await page.see('ticketTaken');
    expect(branch().tickets()).toMatchObject([{ label, state: 'waiting' }]);
  });

  it('leaves without it, and nobody is called in vain', async () => {
    const page = await kiosk.customer();
    line.cut(unheard);
    await takesNumber(page);
    await page.see('ticketUnknown');
    line.mend();
    await page.act('finish');
    await page.see('farewell');
    await vi.waitFor(() => expect(branch().tickets()).toMatchObject([{ state: 'gaveUp' }]), {
      timeout: 20_000,
    });
  });

  it('killed before he was told: the next run finds the number by its id, gives it back and prints nothing', async () => {
    const page = await kiosk.customer();
    line.cut(unheard);
    await takesNumber(page);
    await page.see('ticketUnknown');
    line.cut();
    await kiosk.restart();
    line.mend();
    await vi.waitFor(() => expect(branch().tickets()).toMatchObject([{ state: 'gaveUp' }]), {
      timeout: 20_000,
    });
    const after = await kiosk.customer();
    await after.see('idle');
    const bench = await kiosk.bench();
    expect((await bench.state()).receiptPrinter.receipts).toEqual([]);
  });
});
