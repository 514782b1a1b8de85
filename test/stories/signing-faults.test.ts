import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { buy, type Moment } from '../campaigns/signing/buyer.ts';
import { type PaperPicture, paperPicture } from '../campaigns/signing/picture.ts';
import { oneDeath } from '../campaigns/signing/signing.ts';
import { Promises } from '../campaigns/support/campaign-run.ts';
import { Random } from '../campaigns/support/random.ts';
import { TerminalRig } from '../campaigns/support/terminal-rig.ts';
import { eventually } from '../campaigns/support/wait.ts';
import { type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { sign, signature } from '../support/signing.ts';
import { atTheMenu } from '../support/steps.ts';

const DEATH = fileURLToPath(new URL('../campaigns/signing/death.ts', import.meta.url));

/** Walks as a buyer until that moment. */
async function until(moment: Moment, page: CustomerPage): Promise<void> {
  const stop = new Error('far enough');
  await buy(page, async (now) => {
    if (now === moment) throw stop;
  }).catch((failure: unknown) => {
    if (failure !== stop) throw failure;
  });
}

describe('a signing that goes wrong', () => {
  let kiosk: Kiosk;
  /** Paths on which the line to the branch does not carry. */
  let cut = '';
  beforeEach(async () => {
    cut = '';
    const { fetch } = globalThis;
    vi.stubGlobal('fetch', (input: string | URL | Request, init?: RequestInit) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname === cut) throw new TypeError('fetch failed');
      return fetch(input, init);
    });
    kiosk = await openKiosk();
  });
  afterEach(async () => {
    await kiosk.close();
    vi.unstubAllGlobals();
  });

  const picture = () => paperPicture({ dataDir: kiosk.dataDir, bankDir: join(kiosk.folder, 'bank') });
  const journal = () => {
    const database = openDatabase(join(kiosk.dataDir, 'journal.sqlite'));
    try {
      return entriesOf(database).filter(({ kind }) => /^(signing|paper)\./.test(kind));
    } finally {
      database.close();
    }
  };
  /** Of the void ones, once the branch has heard of them. */
  const voids = async (many: number): Promise<PaperPicture> =>
    eventually(`${many} void papers`, 10_000, () => {
      const now = picture();
      return now.open === 0 && [...now.events.values()].filter(Boolean).length === many ? now : undefined;
    });

  it.each(['/v1/certificates', '/v1/seals', '/v1/papers'])(
    'without %s is told at once, nothing is signed, and it is signed when the branch is back',
    async (path) => {
      const { page } = await atTheMenu(kiosk);
      await until('signing report', page);
      cut = path;
      await sign(page);
      await page.see('sign', ({ problem, strokes }) => problem === 'sealAway' && strokes === 0);
      expect(journal().map(({ kind }) => kind)).toEqual(['signing.intent', 'signing.failed', 'paper.void']);
      expect((await kiosk.ledger()).entries).toEqual([]);
      cut = '';
      await sign(page);
      await page.see('assessmentResult', ({ outcome }) => outcome === 'done');
      const { papers, events, assessments } = await voids(1);
      expect(papers.map(({ outcome }) => outcome)).toEqual(['trusted']);
      expect(papers.filter(({ event }) => events.get(event) === null).length).toBe(1);
      expect(assessments).toContain(papers[0]?.sha256);
      expect([...events.values()].filter(Boolean)).toEqual(['saleNotMade']);
    },
  );

  it('whose order the bank refuses leaves the contract void, and says that nothing was bought', async () => {
    const { page } = await atTheMenu(kiosk);
    await until('signing contract', page);
    await fetch(new URL('sandbox/faults', kiosk.bank.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${kiosk.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'refuseAll', on: true }),
    });
    await sign(page);
    await page.see(
      'orderResult',
      ({ outcome, orderNumber }) => outcome === 'refused' && orderNumber === null,
    );
    const { papers, events, orders } = await voids(1);
    expect(orders).toEqual([]);
    expect(papers.map(({ outcome, event }) => [outcome, events.get(event)])).toEqual([
      ['trusted', null],
      ['trusted', 'saleNotMade'],
    ]);
  });
});

describe('a customer who leaves what he was to sign', () => {
  it('has signed nothing; whoever comes next never sees his paper, and his late ink writes on none', async () => {
    const kiosk = await openKiosk(undefined, { hurry: 12 });
    try {
      const { bench, page, person } = await atTheMenu(kiosk);
      await until('signing report', page);
      const { paper } = await page.see('sign');
      const late = () => {
        for (const message of signature(paper.sha256))
          page.send({ type: 'channel', name: 'paper.ink', message });
      };
      late();
      await page.see('sign', ({ strokes }) => strokes > 0);
      await bench.act('walkAway');
      await page.see('idle', ({ notice }) => notice === null);
      late();
      const from = page.seen.length;
      await bench.act('layIdCard', { person: 'elder' });
      await page.see('elderOffer');
      await page.act('toggleTextSize');
      await page.see('menu');
      late();
      await until('signing report', page);
      late();
      const own = await page.see('sign');
      expect(own.paper.sha256).not.toBe(paper.sha256);
      // Were one stroke of the former hand there, his own could not follow it.
      await sign(page);
      await page.see('assessmentResult', ({ outcome }) => outcome === 'done');
      const after = JSON.stringify(page.seen.slice(from));
      for (const his of [person.name, paper.sha256, paper.number]) expect(after).not.toContain(his);
      const { papers, events } = paperPicture({
        dataDir: kiosk.dataDir,
        bankDir: join(kiosk.folder, 'bank'),
      });
      expect(papers.map(({ number, outcome }) => [number, outcome])).toEqual([[own.paper.number, 'trusted']]);
      expect([...events.values()]).toEqual([null]);
    } finally {
      await kiosk.close();
    }
  });
});

describe('a host that dies while a contract is signed', () => {
  let rig: TerminalRig;
  beforeAll(async () => {
    rig = await TerminalRig.open({ flags: ['--import', DEATH] });
    await rig.start();
  }, 60_000);
  afterAll(() => rig.close());

  it.each([
    ['certificate and signature', 'after /v1/certificates'],
    ['signature and seal', 'before /v1/seals'],
    ['seal and archive', 'after /v1/seals'],
    ['archive and journal', 'after /v1/papers'],
    ['journal and submission', 'after signing.sealed'],
    ['submission and the bank’s word', 'after submission.intent'],
  ] as const)('between %s leaves books that agree', async (_, death) => {
    const promises = new Promises();
    const plan = { place: { paper: 'contract', death }, bankFault: null, again: null } as const;
    await oneDeath(rig, plan, { number: 1, random: new Random(1), promises, is: () => {} });
    expect(promises.broken).toEqual([]);
  });
});
