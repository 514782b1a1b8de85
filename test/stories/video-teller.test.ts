import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RemoteAct } from '#contracts/branch/call-act.ts';
import { READY_SAYINGS } from '#contracts/ready-sayings.ts';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import {
  type BenchHands,
  type CustomerPage,
  type Kiosk,
  openKiosk,
  SIMULATED_PROFILE,
} from '../support/kiosk.ts';
import { PLACE } from '../support/signing.ts';
import { atTheMenu, chooseCard, goHome, newestCode } from '../support/steps.ts';
import { type TellerDesk, tellerAt } from '../support/teller.ts';

const overlayOf = (page: CustomerPage) => page.screen.frame.overlay;
const overlay = <Kind extends string>(page: CustomerPage, kind: Kind) =>
  page.until(`overlay ${kind}`, () => (overlayOf(page)?.kind === kind ? overlayOf(page) : undefined));
const state = (page: CustomerPage, is: string) =>
  page.until(`the call to be ${is}`, () => (page.screen.frame.call?.state === is ? true : undefined));

/** As the customer does it: help, a teller on the screen, in writing. */
async function callInWriting(page: CustomerPage) {
  await page.act('help');
  await page.act('callTeller');
  await page.until('what to expect', () => {
    const now = overlayOf(page);
    return now?.kind === 'callWays' && now.prospect !== 'asking' ? true : undefined;
  });
  await page.act('callTeller');
  await overlay(page, 'selfTest');
  await page.act('startCall');
  await state(page, 'waiting');
}

/** Ends the visit from wherever it stands. */
async function end(bench: BenchHands, page: CustomerPage): Promise<void> {
  if (overlayOf(page)) await page.act('closeOverlay');
  await page.until('the step itself', () => (overlayOf(page) ? undefined : true));
  for (;;) {
    const way = await page.until('a way back', () => {
      const { body, actions } = page.screen;
      if (body.kind === 'menu') return 'finish';
      return (['anotherService', 'back'] as const).find((id) => actions.some((one) => one.id === id));
    });
    if (way === 'finish') break;
    const { step } = page.screen;
    await page.act(way);
    await page.until('the step before', () => (page.screen.step === step ? undefined : true));
  }
  await page.act('finish');
  await goHome(bench, page);
}

describe('a teller on the screen', () => {
  let kiosk: Kiosk;
  const desks: TellerDesk[] = [];
  const desk = async (number = '1005') => {
    const made = await tellerAt(kiosk.host.branchUrl, number);
    desks.push(made);
    expect(await made.ready()).toBeNull();
    return made;
  };
  beforeAll(async () => {
    kiosk = await openKiosk({ ...SIMULATED_PROFILE, teller: {} });
  });
  afterEach(() => {
    for (const one of desks.splice(0)) one.leave();
  });
  afterAll(() => kiosk.close());
  const journal = () => entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));

  it('helps somebody who does not hear, by writing alone, at his very step: the number he put forward is entered, and the customer goes on himself', async () => {
    const teller = await desk();
    const { bench, page, person } = await atTheMenu(kiosk);
    const card = await chooseCard(page, PLACE.changeReservedPhone);
    await page.act('sendCode');
    await page.see('enterCode');
    await callInWriting(page);
    const taken = await teller.next();
    expect(taken.call).toMatchObject({
      reason: 'accessibility',
      mode: 'text',
      service: 'changeReservedPhone',
      turn: 1,
    });
    expect(taken.handOver.customer).toMatchObject({ known: 'document', name: person.name });
    expect(JSON.stringify(taken.handOver)).not.toMatch(/\d{12}/);
    await state(page, 'live');
    expect(page.screen.frame.call).toMatchObject({ mode: 'text', teller: expect.any(String) });

    // Of the code nothing leaves the machine, and nobody else types it; what is forged, late or of another step is refused.
    await page.act('closeOverlay');
    await page.see('enterCode', (_, screen) => screen.frame.overlay === null);
    await teller.until(
      'his own step',
      () => teller.view?.is === 'own' && teller.view.step === page.screen.step,
    );
    expect(teller.view).toMatchObject({ is: 'own', what: 'code', kind: 'enterCode' });
    expect(await teller.act({ do: 'propose', inputs: [{ action: 'digit', choice: 1 }] })).toBe('own');
    const back: RemoteAct = { do: 'move', action: 'back' };
    expect(await teller.act(back, { step: 0 })).toBe('stale');
    expect(await teller.act(back, { token: 'x'.repeat(43) })).toBe('badToken');
    const past = new Date(Date.now() - 120_000).toISOString();
    expect(await teller.act(back, { expiresAt: past })).toBe('expired');
    await page.type(await newestCode(bench, person.phone));
    await page.act('confirm');
    await page.see('enterPhone');
    await page.act('openCall');
    await overlay(page, 'call');

    // With the call large over it, the desk sees the step itself, and that it lies beneath.
    await teller.until(
      'the step beneath the call',
      () =>
        teller.view?.is === 'shown' &&
        teller.view.beneath &&
        teller.view.screen.body.kind === 'enterPhone' &&
        teller.view.screen.frame.overlay === null,
    );
    expect(await teller.act({ do: 'highlight', what: { action: 'confirm' } })).toBe('notOffered');
    expect(await teller.act({ do: 'move', action: 'back' })).toBe('notOffered');

    // He says one of the ready sayings, and is answered.
    await page.act('say', 5);
    await teller.hear('chat', ({ text }) => text === READY_SAYINGS[4]?.zh);
    await teller.say('请看号码这一格，我帮您填。');
    await page.until('the answer', () => {
      const now = overlayOf(page);
      return now?.kind === 'call' && now.said.some(({ words }) => words.includes('我帮您填'))
        ? true
        : undefined;
    });
    await page.act('closeOverlay');
    await page.see('enterPhone', (_, screen) => screen.frame.overlay === null);

    // The desk sees the same step, points at a key and puts the number forward.
    await teller.until(
      'the step',
      () =>
        teller.view?.is === 'shown' &&
        teller.view.screen.body.kind === 'enterPhone' &&
        !teller.view.beneath &&
        teller.view.screen.frame.overlay === null,
    );
    expect(await teller.act({ do: 'highlight', what: { action: 'confirm' } })).toMatch(/shown|notOffered/);
    const digits: RemoteAct = {
      do: 'propose',
      inputs: [...'14200000002'].map((digit) => ({ action: 'digit', choice: Number(digit) })),
    };
    expect(await teller.act(digits)).toBe('asked');
    await overlay(page, 'proposal');
    await page.act('acceptProposal');
    await teller.hear('acted', ({ result }) => result === 'accepted');
    const { entered } = await page.see('enterPhone', (body) => body.entered.length === 11);
    expect(entered).toBe('14200000002');

    // Going on is his own: the desk may not.
    await teller.until(
      'that he sees it',
      () =>
        teller.view?.is === 'shown' &&
        teller.view.screen.frame.overlay === null &&
        JSON.stringify(teller.view.screen.body).includes('14200000002'),
    );
    expect(await teller.act({ do: 'propose', inputs: [{ action: 'confirm' }] })).toBe('notAllowed');
    await page.act('confirm');
    await page.see('reviewPhone', (body) => body.card.last4 === card.last4);
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    expect(await teller.finish()).toBeNull();
    await overlay(page, 'callOver');
    await page.act('closeOverlay');
    await end(bench, page);

    const written = journal();
    expect(
      written.filter(({ kind }) => kind === 'call.act').map(({ facts }) => 'result' in facts && facts.result),
    ).toEqual(expect.arrayContaining(['passed', 'notAllowed']));
    expect(written.filter(({ kind }) => kind === 'assisted')).toHaveLength(1);
    const clear = JSON.stringify(written);
    for (const personal of ['14200000002', '我帮您填', person.name]) expect(clear).not.toContain(personal);
  });

  it('is handed on without losing the customer: the next teller has the case, the notes and what was written', async () => {
    const first = await desk('1005');
    const { bench, page } = await atTheMenu(kiosk);
    await callInWriting(page);
    const before = await first.next();
    await state(page, 'live');
    await page.act('say', 1);
    await first.hear('chat');
    const second = await desk('1006');
    const { call, token } = before;
    expect(
      await first.ask({
        type: 'transfer',
        call: call.id,
        token,
        to: { kind: 'teller', staff: '1006' },
        note: '问理财',
      }),
    ).toBeNull();
    await page.until('that he is handed on', () => (page.screen.frame.call?.transferred ? true : undefined));
    const after = await second.next();
    expect(after.call).toMatchObject({ id: call.id, turn: 2 });
    expect(after.token).not.toBe(token);
    expect(after.notes.map(({ note }) => note)).toEqual(['问理财']);
    expect(after.chat.length).toBeGreaterThan(0);
    await state(page, 'live');
    // The first desk's token is worth nothing any more.
    expect(
      await first.ask({ type: 'send', call: call.id, token, message: { kind: 'caption', text: 'x' } }),
    ).toMatch(/badToken|notYours/);
    await end(bench, page);
    await second.until('the call to be over', () => second.case === null);
  });

  it('who is not there is not promised: the customer is told so, and has other ways', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('help');
    await page.act('callTeller');
    const ways = await page.until('what to expect', () => {
      const now = overlayOf(page);
      return now?.kind === 'callWays' && now.prospect !== 'asking' ? now : undefined;
    });
    expect(ways.prospect).toMatch(/nobody|closed/);
    expect(page.screen.actions.map(({ id }) => id)).toContain('callPerson');
    await page.act('closeOverlay');
    await end(bench, page);
  });

  it('finds the same case again after his page was loaded anew, and the customer is shown that he was away', async () => {
    const teller = await desk();
    const { bench, page } = await atTheMenu(kiosk);
    await callInWriting(page);
    const { call } = await teller.next();
    await state(page, 'live');
    const heard = teller.heard.findLast((one) => one.type === 'message')?.sequence ?? 0;
    teller.cut();
    const again = await tellerAt(kiosk.host.branchUrl, '1005', { call: call.id, after: heard });
    desks.push(again);
    const resumed = await again.until('the same case', () => again.case);
    expect(resumed.call).toMatchObject({ id: call.id, turn: 1 });
    await again.say('我回来了');
    await page.until('what he says', () => {
      const now = overlayOf(page);
      return now?.kind === 'call' && now.said.some(({ words }) => words === '我回来了') ? true : undefined;
    });
    await end(bench, page);
  });
});
