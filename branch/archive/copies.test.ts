import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { PaperRequest } from '#contracts/branch/paper.ts';
import { shortCode } from '#documents/paper/short-code.ts';
import { ManualClock } from '#foundation/clock.ts';
import { openDevelopment } from '../notary/development.ts';
import { Notary } from '../notary/notary.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { signedPaper } from '../test-support/signing.ts';
import { PaperArchive } from './archive.ts';
import { PaperCopies, WRONG_ENDS } from './copies.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };
const DAY = 86_400_000;

onBothEngines('The customer’s own copy', ({ emptyStore }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-copies-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const seal = new BranchSeal([Buffer.alloc(32, 7)]);
  let store: BranchStore;
  let clock: ManualClock;
  let archive: PaperArchive;
  let copies: PaperCopies;
  let request: PaperRequest;
  let paper: { readonly number: string; readonly code: string };
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    const opened = await openDevelopment(store, clock, seal, folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const ports = { ...opened.value, stamps: null };
    const notary = new Notary(store, clock, seal, ports);
    archive = new PaperArchive(store, clock, seal, ports);
    copies = new PaperCopies(store, clock, seal);
    const office = {
      issue: (wish: Parameters<Notary['issue']>[1]) => notary.issue(CALLER, wish),
      seal: (wish: Parameters<Notary['seal']>[1]) => notary.seal(CALLER, wish),
    };
    request = await signedPaper(office, { at: clock.wall() });
    const kept = await archive.keep(CALLER, request);
    if (!kept.ok || kept.value.state !== 'kept') throw new Error('not kept');
    paper = { number: request.number, code: shortCode(kept.value.sha256) };
  });
  const give = (documentEnd = '002X', from = copies) => from.give({ ...paper, documentEnd });
  const log = async () =>
    (await store.db.selectFrom('paper_log').select('event').orderBy('sequence').execute()).map(
      ({ event }) => event,
    );

  it('is the very file that is kept, and that it was given is written down', async () => {
    const given = await give();
    expect(given.result === 'given' && given.file === request.paper).toBe(true);
    expect(await log()).toEqual(['kept', 'copied']);
  });

  it('is given to nobody who does not know how the document ends, and after five wrong ones to nobody', async () => {
    for (let triesLeft = WRONG_ENDS - 1; triesLeft > 0; triesLeft--)
      expect(await give('0000')).toEqual({ result: 'wrong', triesLeft });
    expect((await give()).result).toBe('given');
    // What was right takes the count back; five in a row end it, also after a restart.
    for (let wrong = 1; wrong < WRONG_ENDS; wrong++) await give('0000');
    expect(await give('0000')).toEqual({ result: 'locked' });
    expect(await give()).toEqual({ result: 'locked' });
    expect(await give('002X', new PaperCopies(store, clock, seal))).toEqual({ result: 'locked' });
    expect((await log()).filter((event) => event === 'copied')).toHaveLength(1);
  });

  it('is nothing to be found without number and code, and counts no try for it', async () => {
    for (const wrong of [{ code: '0000-0000-0000' }, { code: 'x' }, { number: 'T01-AAAA-1' }])
      expect(await copies.give({ ...paper, ...wrong, documentEnd: '0000' })).toEqual({ result: 'none' });
    expect((await give()).result).toBe('given');
  });

  it('ends with the days the branch gives copies, with the paper, and with what it is worth', async () => {
    clock.advance(30 * DAY - 1);
    expect((await give()).result).toBe('given');
    clock.advance(1);
    expect(await give()).toEqual({ result: 'over' });
    await archive.void(CALLER, { event: request.event, reason: 'withdrawn' });
    expect(await give()).toEqual({ result: 'none' });
  });

  it('leaves in the store nothing by which the end could be read', async () => {
    const rows = JSON.stringify(await store.db.selectFrom('paper_copies').selectAll().execute());
    expect(rows).not.toContain('002X');
    expect(rows).not.toContain(createHash('sha256').update('002X').digest('hex'));
  });
});
