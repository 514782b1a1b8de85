import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { cuttableLine } from '../support/lines.ts';
import { lobby } from '../support/lobby.ts';
import { atTheMenu, chooseCard, entryOpen, insertCard } from '../support/steps.ts';

describe('cards and papers', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('a bank card is read and given back at once, and cannot be reported as lost', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await insertCard(bench, 'adult', 0);
    await page.see('takeMedia', (body, { frame }) => body.what === 'card' && frame.card?.where === 'gate');
    const last4 = page.screen.frame.card?.last4;
    await bench.act('takeCard');
    await page.see('identify');
    await bench.act('layIdCard', { person: 'adult' });
    await page.see('menu');
    await page.act('choose', 0);
    const { cards } = await page.see('chooseCard');
    expect(cards.find((card) => card.last4 === last4)).toMatchObject({
      selectable: false,
      reason: 'inMachine',
    });
  });

  it('an empty printer is told before anything is promised', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await bench.act('setPaper', { paper: 'out' });
    await chooseCard(page, 0);
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done' && body.receipt === 'unavailable');
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('printReceipt');
    await bench.act('setPaper', { paper: 'full' });
    await page.see('result', (body) => body.receipt === 'offered');
  });

  it('a receipt whose end was not confirmed is unknown, and is not printed for the next customer', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.act('confirm');
    const { reference } = await page.see('result', (body) => body.receipt === 'offered');
    await bench.act('setFault', { device: 'receiptPrinter', fault: 'paperOutMidReceipt', on: true });
    await page.act('printReceipt');
    await page.see('result', (body) => body.receipt === 'unknown');
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('printReceipt');
    await bench.act('setFault', { device: 'receiptPrinter', fault: 'paperOutMidReceipt', on: false });
    await bench.act('setPaper', { paper: 'full' });
    await bench.tryAct('takeReceipt');
    await page.act('next');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle');
    await bench.act('layIdCard', { person: 'rareName' });
    await page.see('menu');
    await chooseCard(page, 0);
    await page.act('confirm');
    await page.see('result', (body) => body.receipt === 'offered');
    await page.act('printReceipt');
    await page.see('result', (body) => body.receipt === 'printed');
    expect(JSON.stringify((await bench.state()).receiptPrinter.receipts)).not.toContain(reference);
  });

  it('an unplugged ID reader takes the terminal out of service and back by itself', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('unplug', { device: 'idScanner' });
    await page.see('outOfService', (body) => body.reason === 'idScanner');
    expect(page.screen.actions.map(({ id }) => id)).toContain('help');
    await bench.act('plugIn', { device: 'idScanner' });
    await page.see('idle');
  });
});

describe('a card drawn in by a reader that then makes no sense', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  /** The reader makes no sense, or the line is pulled; and well again. */
  const TROUBLES = {
    nonsense: (on: boolean) => kiosk.simulators.get('cardReader')?.act('setFault', { fault: 'badCheck', on }),
    unplugged: (on: boolean) => kiosk.simulators.get('cardReader')?.act(on ? 'unplug' : 'plugIn', {}),
  } as const;

  it.each([
    ['nonsense', 'idle'],
    ['nonsense', 'identify'],
    ['unplugged', 'idle'],
    ['unplugged', 'identify'],
  ] as const)(
    '%s at %s: it is told on the screen, and the card comes back as soon as it can',
    async (trouble, where) => {
      const bench = await kiosk.bench();
      const page = await kiosk.customer();
      await page.see('idle');
      if (where === 'identify') await page.act('start');
      await page.see(where);
      await insertCard(bench, 'adult', 0);
      TROUBLES[trouble](true);
      await page.until('the card told to be unseen', () =>
        page.screen.frame.card?.where === 'unseen' ? true : undefined,
      );
      expect(page.screen.body.kind).toBe(where);
      expect(page.screen.spoken).toContain('卡在机器里，机器正在设法退还；也可以找人帮忙');
      expect(page.screen.actions.map(({ id }) => id)).toContain('help');
      TROUBLES[trouble](false);
      await page.until('the card at the gate', () =>
        page.screen.frame.card?.where === 'gate' ? true : undefined,
      );
      await bench.act('takeCard');
      await page.see(
        where === 'idle' && trouble === 'unplugged' ? 'idle' : 'identify',
        (_, { frame }) => frame.card === null,
      );
    },
  );

  it('and nothing is told any more once the reader has said that it is empty', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await entryOpen(bench);
    await bench.act('unplug', { device: 'cardReader' });
    await page.until('unseen', () => (page.screen.frame.card?.where === 'unseen' ? true : undefined));
    await bench.act('plugIn', { device: 'cardReader' });
    await page.see('idle', (_, { frame }) => frame.card === null);
    await insertCard(bench, 'adult', 0);
    await page.see('takeMedia', (body) => body.what === 'card');
  });
});

describe('what is forgotten', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { hurry: 10 });
  });
  afterEach(() => kiosk.close());

  it('a bank card is retained, with a slip and a custody record that staff see', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await insertCard(bench, 'adult', 0);
    await page.see('takeMedia', (body) => body.urgency === 'calm');
    await page.see('takeMedia', (body) => body.urgency === 'insistent');
    const kept = await page.see('cardRetained', (body) => body.slip === 'printed');
    expect(kept).toMatchObject({ reason: 'notTaken', staffTold: true });
    const state = await bench.state();
    expect(state.cardReader).toMatchObject({ card: null, bin: 1 });
    expect(JSON.stringify(state.receiptPrinter.receipts)).toContain(kept.reference);
  });

  it('a card that is stuck because its reader went away is given back when the reader is there again', async () => {
    const bench = await kiosk.bench();
    const page = await kiosk.customer();
    await page.see('idle');
    await insertCard(bench, 'adult', 0);
    await page.until('the card in the machine', () => (page.screen.frame.card ? true : undefined));
    kiosk.simulators.get('cardReader')?.act('unplug', {});
    await page.see('trouble', (body) => body.what === 'cardStuck');
    kiosk.simulators.get('cardReader')?.act('plugIn', {});
    await page.see('takeMedia', (body) => body.what === 'card');
    await bench.act('takeCard');
    await page.see('identify', (_, { frame }) => frame.card === null);
  });

  it('an ID card is asked for, then insisted on, and the next customer waits until it is gone', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('finish');
    await page.see('takeMedia', (body) => body.what === 'idCard' && body.urgency === 'calm');
    await page.see('takeMedia', (body) => body.what === 'idCard' && body.urgency === 'insistent');
    await page.see('idle', (body) => body.notice === 'liftLeftIdCard');
    expect(page.screen.frame.customerName).toBeNull();
    expect(page.screen.actions.map(({ id }) => id)).not.toContain('start');
    await bench.act('liftIdCard');
    await page.see('idle', (body) => body.notice === null);
  });

  it.each(['out and in', 'out and in after a restart'] as const)(
    'an ID card that lies there while the reader’s cable is %s is lifted before anybody is asked in',
    async (how) => {
      const { bench, page, person } = await atTheMenu(kiosk);
      await bench.act('unplug', { device: 'idScanner' });
      await page.act('finish');
      await page.see('takeMedia', (body) => body.what === 'idCard');
      await page.see('outOfService', (body) => body.reason === 'idScanner');
      if (how !== 'out and in') await kiosk.restart();
      const next = await kiosk.customer();
      kiosk.simulators.get('idScanner')?.act('plugIn', {});
      await next.see('idle', (body) => body.notice === 'liftLeftIdCard');
      await kiosk.simulators.get('idScanner')?.act('liftDocument', {});
      await next.see('idle', (body) => body.notice === null);
      expect(next.seen.map(({ body }) => body.kind)).not.toContain('menu');
      expect(
        JSON.stringify(next.seen.slice(next.seen.findIndex(({ body }) => body.kind === 'outOfService'))),
      ).not.toContain(person.name);
    },
  );

  it('a customer who walks off is asked, waited for, and forgotten', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await page.until('the warning', () =>
      page.screen.frame.overlay?.kind === 'attention' ? true : undefined,
    );
    await page.act('moreTime');
    await page.until('no warning', () => (page.screen.frame.overlay === null ? true : undefined));
    await page.until('the warning again', () =>
      page.screen.frame.overlay?.kind === 'attention' ? true : undefined,
    );
    await bench.act('walkAway');
    await page.see('farewell', (body) => body.why === 'noActivity');
    await page.see('idle');
    expect(page.screen.frame.customerName).toBeNull();
  });
});

describe('a kept card while the branch cannot be reached', () => {
  const line = cuttableLine('/v1/custody');
  let kiosk: Kiosk;
  beforeEach(async () => {
    line.lay();
    kiosk = await openKiosk(undefined, { hurry: 10 });
  });
  afterEach(async () => {
    line.mend();
    await kiosk.close();
    line.takeUp();
  });

  it.each(['nothing', 'questions'] as const)(
    'is told to staff once the branch is back, over a restart, and only once (%s came through)',
    async (how) => {
      const bench = await kiosk.bench();
      const page = await kiosk.customer();
      await page.see('idle');
      await insertCard(bench, 'adult', 0);
      await page.see('takeMedia');
      line.cut(how);
      const { reference } = await page.see('cardRetained', (body) => !body.staffTold);
      await kiosk.restart();
      line.mend();
      const staff = await lobby(kiosk.host.branchUrl);
      await vi.waitFor(
        async () => expect((await staff.custody()).map((one) => one.reference)).toEqual([reference]),
        { timeout: 20_000 },
      );
      await kiosk.restart();
      expect((await (await lobby(kiosk.host.branchUrl)).custody()).length).toBe(1);
    },
  );
});
