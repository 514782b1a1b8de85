import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Crt591State } from '#devices/card-dispenser/crt591/simulator.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { applyForCard } from '../support/new-card.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const actions = async (kiosk: Kiosk) => (await kiosk.ledger()).entries.map(({ action }) => action);

describe('a customer who gets a new card', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk();
  });
  afterAll(() => kiosk.close());

  it('chooses, agrees, is compared with his document, reads and signs, and takes a card that is his and works', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    const before = (await bench.state()).cardDispenser;
    const { rules, item } = await applyForCard(kiosk, page);
    expect(rules).toEqual(['cardTerms', 'personalData', 'electronicSigning']);
    expect(item.subject).toMatchObject({ kind: 'issueCard' });
    const { last4 } = await page.see('takeNewCard');
    expect(page.screen.frame.slot).toBe('cardDispenser');
    expect((await bench.state()).cardDispenser.card).toEqual({ where: 'gate', last4 });
    await bench.act('takeNewCard');
    const got = await page.see('newCardResult');
    expect(got).toMatchObject({ outcome: 'issued', active: true, last4 });
    expect(page.screen.spoken).toContain('密码');
    expect((await bench.state()).cardDispenser).toMatchObject({
      stack: before.stack - 1,
      bin: 0,
      card: null,
    });
    expect(await actions(kiosk)).toEqual(['openCardApplication', 'bindCard', 'reportCardTaken']);
    await page.act('printReceipt');
    await page.see('newCardResult', (body) => body.receipt === 'printed');
    await page.act('next');
    await goHome(bench, page);
    const entries = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
    expect(
      entries
        .filter(({ kind }) => kind === 'newCard.intent')
        .map(({ facts }) => (facts as { motion?: string }).motion),
    ).toEqual(['dispense', 'present']);
    expect(entries.findLast(({ kind }) => kind === 'newCard.at')?.facts).toMatchObject({
      place: 'hand',
      fed: 1,
      hand: 1,
      bin: 0,
      inside: 0,
      gone: 0,
    });
    expect(kiosk.broken).toEqual([]);
  });

  /** The machine itself, as a person behind its door sees it. */
  const machine = () => {
    const simulator = kiosk.simulators.get('cardDispenser');
    if (!simulator) throw new Error('no dispenser');
    const state = () => simulator.state() as Crt591State;
    const once = (when: (now: Crt591State) => boolean, then: () => void) => {
      const stop = simulator.subscribe(() => {
        if (!when(state())) return;
        stop();
        then();
      });
    };
    return { state, once, fault: (fault: string, on = true) => simulator.act('setFault', { fault, on }) };
  };
  const books = () =>
    entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite'))).findLast(
      ({ kind }) => kind === 'newCard.at',
    )?.facts;
  /** In the machine's own words: what was fed is in a hand, in the bin or inside. */
  const addsUp = (before: Crt591State, taken: number) => {
    const { stack, bin, card } = machine().state();
    expect(before.stack - stack).toBe(taken + (bin - before.bin) + (card ? 1 : 0));
  };

  it('whose card sticks on its way out is told that it is void, and staff that it is there', async () => {
    const { bench, page } = await atTheMenu(kiosk, 'foreigner');
    const before = machine().state();
    machine().once(
      ({ card }) => card?.where === 'inside',
      () => machine().fault('jam'),
    );
    await applyForCard(kiosk, page);
    const told = await page.see('newCardResult');
    expect(told).toMatchObject({ outcome: 'kept', last4: null, staffTold: true, active: false });
    expect(machine().state().card?.where).toBe('stuck');
    await vi.waitFor(async () => expect((await actions(kiosk)).at(-1)).toBe('reportCardRetained'));
    // While it is in the way nobody is offered a card.
    await page.act('anotherService');
    const menu = await page.see('menu');
    expect(menu.services.find(({ id }) => id === 'issueCard')).toMatchObject({ reason: 'deviceMissing' });
    machine().fault('jam', false);
    await page.act('finish');
    await goHome(bench, page);
    await vi.waitFor(() => expect(machine().state()).toMatchObject({ card: null, bin: before.bin + 1 }), {
      timeout: 20_000,
    });
    addsUp(before, 0);
  });

  it('gets the next blank where the first cannot be read', async () => {
    const { bench, page } = await atTheMenu(kiosk, 'foreigner');
    const before = machine().state();
    machine().fault('deadChip');
    machine().once(
      ({ bin }) => bin > before.bin,
      () => machine().fault('deadChip', false),
    );
    await applyForCard(kiosk, page);
    await page.see('takeNewCard');
    await bench.act('takeNewCard');
    await page.see('newCardResult', ({ outcome, active }) => outcome === 'issued' && active);
    expect(machine().state()).toMatchObject({ stack: before.stack - 2, bin: before.bin + 1 });
    addsUp(before, 1);
    await page.act('next');
    await goHome(bench, page);
  });

  it('waits for the bank when it does not answer, and gets the card once it has', async () => {
    const { bench, page } = await atTheMenu(kiosk, 'foreigner');
    const before = machine().state();
    const binds = async () => (await actions(kiosk)).filter((action) => action === 'bindCard').length;
    const bindsBefore = await binds();
    // From the first motion on: the bank has the application by then.
    machine().once(
      ({ stack }) => stack < before.stack,
      () => {
        void bench.act('setBankFault', { fault: 'dropBeforeCommit', on: true });
      },
    );
    await applyForCard(kiosk, page);
    await page.see('awaitBinding');
    expect(machine().state().card?.where).toBe('inside');
    expect(page.screen.frame.card).toMatchObject({ where: 'newInside' });
    await bench.act('setBankFault', { fault: 'dropBeforeCommit', on: false });
    await page.see('takeNewCard');
    await bench.act('takeNewCard');
    await page.see('newCardResult', ({ outcome, active }) => outcome === 'issued' && active);
    expect(await binds()).toBe(bindsBefore + 1);
    await page.act('next');
    await goHome(bench, page);
  });

  it('whose machine stops with the card inside: it is taken in, accounted for, and never given to anybody', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    const before = machine().state();
    await applyForCard(kiosk, page);
    await page.see('takeNewCard');
    await bench.act('liftIdCard');
    await kiosk.restart();
    const after = await kiosk.customer();
    await after.see('idle', ({ notice }) => notice === null);
    await vi.waitFor(() => expect(machine().state()).toMatchObject({ card: null, bin: before.bin + 1 }), {
      timeout: 20_000,
    });
    await vi.waitFor(async () => expect((await actions(kiosk)).at(-1)).toBe('reportCardRetained'), {
      timeout: 20_000,
    });
    addsUp(before, 0);
    expect(books()).toMatchObject({ place: 'bin', fed: 6, hand: 3, bin: 3, inside: 0, gone: 0 });
    expect(kiosk.broken).toEqual([]);
  });
});

describe('a customer who leaves his new card at the gate', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk(undefined, { hurry: 6 });
  });
  afterAll(() => kiosk.close());

  it('is told that it was taken in and is void; the bank and staff hear of it', async () => {
    const { page } = await atTheMenu(kiosk);
    await applyForCard(kiosk, page);
    await page.see('takeNewCard', ({ urgency }) => urgency === 'insistent');
    expect(await page.see('newCardResult')).toMatchObject({ outcome: 'kept', staffTold: true, last4: null });
    expect(await actions(kiosk)).toEqual(['openCardApplication', 'bindCard', 'reportCardRetained']);
    const state = kiosk.simulators.get('cardDispenser')?.state() as Crt591State;
    expect(state).toMatchObject({ card: null, bin: 1 });
  });
});
