import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { archived } from '../support/archive.ts';
import { type BenchHands, type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { agree, PLACE, read, sign, understand } from '../support/signing.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

/** From the menu to the place where the assessment is signed, by the middle answer to everything. */
async function toTheSignature(page: CustomerPage, service: number): Promise<void> {
  await page.act('choose', service);
  await page.see('assessmentStanding');
  await page.act('confirm');
  const { of } = await page.see('assessmentQuestion');
  for (let number = 1; number <= of; number++) {
    const { options } = await page.see('assessmentQuestion', (body) => body.number === number);
    await page.act('choose', Math.floor(options.length / 2));
  }
  await read(page);
  await agree(page);
  await page.see('sign');
}

/** A hand writes on the pad; answers how many strokes the screen tells of. */
async function writeOnPad(bench: BenchHands, page: CustomerPage): Promise<number> {
  await bench.act('signOnPad');
  await vi.waitFor(async () => expect((await bench.state()).signaturePad.penBusy).toBe(false), {
    timeout: 20_000,
  });
  const { strokes } = await page.see('sign', (body) => body.strokes > 1);
  return strokes;
}

describe('a customer who signs on the pad', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  /** Until the form stands on the pad and its pen draws, or until it is empty. */
  const padIs = (what: 'ready' | 'empty') =>
    vi.waitFor(
      () => {
        const state = kiosk.simulators.get('signaturePad')?.state();
        expect(state).toMatchObject(
          what === 'ready'
            ? { inking: true, screen: { dataBase64: expect.any(String) } }
            : { inking: false, ink: [], screen: { dataBase64: null } },
        );
      },
      { timeout: 20_000, interval: 5 },
    );
  /** Goes over to the pad and waits until it takes ink. */
  async function toThePad(page: CustomerPage): Promise<void> {
    await page.act('usePad');
    await page.see('sign', (body) => body.on === 'pad');
    await padIs('ready');
  }
  const entries = () => entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
  const kinds = () => entries().map(({ kind }) => kind);
  const padKinds = () => kinds().filter((kind) => /^(pad|signing)\./.test(kind));

  it('buys with what he wrote there: the evidence names the pad, and the paper verifies', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await toTheSignature(page, PLACE.buyWealth);
    await sign(page);
    await page.see('assessmentResult', (body) => body.outcome === 'done');
    await page.act('next');
    const { products } = await page.see('chooseProduct');
    const fitting = products.find((one) => one.fits);
    if (!fitting) throw new Error('nothing fits');
    await page.act('choose', fitting.place);
    await page.until('the amount', () => {
      const { body, actions } = page.screen;
      if (body.kind === 'chooseCard')
        void page.act('choose', actions.find(({ id }) => id === 'choose')?.choice);
      return body.kind === 'enterAmount' ? true : undefined;
    });
    await page.type(String(fitting.minimumFen / 100));
    await page.act('confirm');
    await page.see('reviewOrder');
    await page.act('confirm');
    await read(page);
    await understand(page);
    await agree(page);
    await page.see('sign');
    await toThePad(page);
    // Written anew once, and confirmed by the terminal's own button this time.
    await writeOnPad(bench, page);
    await bench.act('tapPad', { button: 'clear' });
    await padIs('empty');
    await page.see('sign', (body) => body.strokes === 0);
    await padIs('ready');
    await writeOnPad(bench, page);
    await page.act('confirm');
    await page.see('orderResult', (body) => body.outcome === 'done');
    await page.act('next');
    await goHome(bench, page);

    const papers = await archived(kiosk.dataDir);
    expect(new Set(papers.map(({ report }) => report.evidence?.document.template))).toEqual(
      new Set(['riskAssessment', 'wealthContract']),
    );
    for (const { report } of papers) {
      expect(report.outcome).toBe('trusted');
      expect(report.evidence?.strokes).toMatchObject(
        report.evidence?.document.template === 'wealthContract'
          ? { source: 'signaturePad', model: 'STU-540' }
          : { source: 'touch', model: 'screen' },
      );
    }
    const signed = ['signing.intent', 'signing.sealed'];
    expect(padKinds()).toEqual([...signed, 'pad.began', 'pad.ended', ...signed]);
    for (const { kind, facts } of entries())
      if (/^(pad|port)\./.test(kind)) expect(JSON.stringify(facts)).not.toMatch(/"(x|points|pressure)"|\[/);
    await padIs('empty');
    expect(kiosk.broken).toEqual([]);
  });

  it('whose pad is unplugged in the middle is told so, and signs on the screen; of the pad nothing is left', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await toTheSignature(page, PLACE.assessRisk);
    await toThePad(page);
    await bench.act('setFault', { device: 'signaturePad', fault: 'unplugInStroke', on: true });
    await bench.act('signOnPad');
    const told = await page.see('sign', (body) => body.on === 'screen');
    expect(told).toMatchObject({ problem: 'padLost', strokes: 0 });
    await page.until('the pad not to be offered', () =>
      page.screen.actions.some(({ id }) => id === 'usePad') ? undefined : true,
    );
    await sign(page);
    await page.see('assessmentResult', (body) => body.outcome === 'done');
    const [paper] = await archived(kiosk.dataDir);
    expect(paper?.report.outcome).toBe('trusted');
    expect(paper?.report.evidence?.strokes).toMatchObject({ source: 'touch', count: 2 });
    expect(padKinds()).toEqual(['pad.began', 'pad.failed', 'signing.intent', 'signing.sealed']);
    expect(kiosk.broken).toEqual([]);
  });

  it('who refuses there has signed nothing', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await toTheSignature(page, PLACE.assessRisk);
    await toThePad(page);
    await writeOnPad(bench, page);
    await bench.act('tapPad', { button: 'cancel' });
    await page.see('notSigned', (body) => body.why === 'declined');
    expect(padKinds()).toEqual(['pad.began', 'pad.ended']);
    expect(await archived(kiosk.dataDir)).toEqual([]);
    expect((await kiosk.ledger()).entries).toEqual([]);
  });

  it('whose writing came with gaps is asked to write again', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await toTheSignature(page, PLACE.assessRisk);
    await toThePad(page);
    await bench.act('setFault', { device: 'signaturePad', fault: 'losesSamples', on: true });
    await writeOnPad(bench, page);
    await bench.act('setFault', { device: 'signaturePad', fault: 'losesSamples', on: false });
    await bench.act('tapPad', { button: 'confirm' });
    await page.see('sign', (body) => body.problem === 'notWhole' && body.on === 'pad' && body.strokes === 0);
    await padIs('ready');
    await writeOnPad(bench, page);
    await page.act('confirm');
    await page.see('assessmentResult', (body) => body.outcome === 'done');
    expect(padKinds()).toEqual([
      'pad.began',
      'pad.failed',
      'pad.began',
      'pad.ended',
      'signing.intent',
      'signing.sealed',
    ]);
  });

  it('who leaves in the middle, by keys alone, leaves an empty pad and no ink', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await toTheSignature(page, PLACE.assessRisk);
    page.press('one');
    await page.see('sign', (body) => body.on === 'pad');
    await padIs('ready');
    await writeOnPad(bench, page);
    page.press('one');
    await page.see('sign', (body) => body.on === 'screen' && body.strokes === 0);
    await padIs('empty');
    await vi.waitFor(() => expect(padKinds()).toEqual(['pad.began', 'pad.ended']));
  });
});
