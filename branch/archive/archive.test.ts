import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { PaperRequest } from '#contracts/branch/paper.ts';
import { ManualClock } from '#foundation/clock.ts';
import { openDevelopment } from '../notary/development.ts';
import { Notary } from '../notary/notary.ts';
import type { NotaryPorts } from '../notary/ports.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { type Signing, signedPaper } from '../test-support/signing.ts';
import { PaperArchive } from './archive.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };

onBothEngines('The archive', ({ emptyStore }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-archive-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const seal = new BranchSeal([Buffer.alloc(32, 7)]);
  let store: BranchStore;
  let clock: ManualClock;
  let ports: NotaryPorts;
  let notary: Notary;
  let archive: PaperArchive;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    const opened = await openDevelopment(store, clock, seal, folder);
    if (!opened.ok) throw new Error(opened.error.code);
    ports = { ...opened.value, stamps: null };
    notary = new Notary(store, clock, seal, ports);
    archive = new PaperArchive(store, clock, seal, ports);
  });
  const sign = (signing: Partial<Signing> = {}, caller = CALLER): Promise<PaperRequest> =>
    signedPaper(
      {
        issue: (request) => notary.issue(caller, request),
        seal: (request) => notary.seal(caller, request),
      },
      { at: clock.wall(), ...signing },
    );
  const idOf = ({ paper }: PaperRequest) =>
    createHash('sha256').update(Buffer.from(paper, 'base64')).digest('hex');
  const refused = (code: string, detail?: string) => ({
    ok: false,
    error: { code, ...(detail !== undefined && { detail }) },
  });

  it('keeps a paper under its hash, sealed, and says how it stands', async () => {
    const request = await sign();
    const { event } = request;
    expect(await archive.state(CALLER, event)).toEqual({ ok: true, value: { event, state: 'absent' } });
    const kept = { event, state: 'kept', sha256: idOf(request), stamped: false };
    expect(await archive.keep(CALLER, request)).toEqual({ ok: true, value: kept });
    expect(await archive.state(CALLER, event)).toEqual({ ok: true, value: kept });
    const version = await store.db.selectFrom('paper_versions').selectAll().executeTakeFirstOrThrow();
    expect(Buffer.from(version.sealed).includes('%PDF')).toBe(false);
    const opened = seal.openBytes('paper', `${kept.sha256} 1`, version.sealed);
    expect(opened.ok && Buffer.from(opened.value).toString('base64')).toBe(request.paper);
  });

  it('keeps eight resends on two instances once', async () => {
    const request = await sign();
    const two = [archive, new PaperArchive(store, clock, seal, ports)];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => (two[at % 2] ?? archive).keep(CALLER, request)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, value: { state: 'kept' } });
    expect(await store.db.selectFrom('papers').selectAll().execute()).toHaveLength(1);
    expect(await store.db.selectFrom('paper_versions').selectAll().execute()).toHaveLength(1);
  });

  it('refuses a paper that was changed by one bit, and one whose signers nobody here knows', async () => {
    const request = await sign();
    const bytes = Buffer.from(request.paper, 'base64');
    bytes[200] = (bytes[200] ?? 0) ^ 1;
    const changed = { ...request, paper: bytes.toString('base64') };
    expect(await archive.keep(CALLER, changed)).toMatchObject({
      error: { code: 'paperRefused', detail: expect.stringMatching(/^tampered/) },
    });
    const elsewhere = new PaperArchive(store, clock, seal, { anchors: [], lists: [] });
    expect(await elsewhere.keep(CALLER, request)).toMatchObject(
      refused('paperRefused', 'signerUnknown: signerNotAnchored'),
    );
    const nothing = { ...request, paper: Buffer.from('%PDF-1.7 of nobody').toString('base64') };
    expect(await archive.keep(CALLER, nothing)).toMatchObject({ error: { code: 'paperRefused' } });
    expect(await archive.state(CALLER, request.event)).toMatchObject({ value: { state: 'absent' } });
  });

  it('refuses a paper of which something else is said than stands in its evidence', async () => {
    const request = await sign();
    for (const name of ['visit', 'template', 'textVersion', 'number'] as const)
      expect(await archive.keep(CALLER, { ...request, [name]: 'other' })).toMatchObject(
        refused('paperRefused', `evidence: ${name}`),
      );
    const elsewhere = await sign({ terminal: 'T02' });
    expect(await archive.keep(CALLER, elsewhere)).toMatchObject(
      refused('paperRefused', 'evidence: terminal'),
    );
  });

  it('refuses a paper that was not signed and sealed under this event', async () => {
    const [one, other] = [await sign(), await sign()];
    expect(await archive.keep(CALLER, { ...one, event: other.event })).toMatchObject(
      refused('paperRefused', 'notSealedHere'),
    );
    const { event: _, ...rest } = one;
    expect(await archive.keep(CALLER, { ...rest, event: 'nobody-has-heard-of' })).toMatchObject(
      refused('paperRefused', 'notSealedHere'),
    );
  });

  it('refuses a paper signed by the certificate of another event, though its seal is of this one', async () => {
    const request = await signedPaper(
      {
        issue: async (wish) => {
          await notary.issue(CALLER, wish);
          return notary.issue(CALLER, { ...wish, event: 'another-signing-of-nobody' });
        },
        seal: (wish) => notary.seal(CALLER, wish),
      },
      { at: clock.wall() },
    );
    expect(await archive.keep(CALLER, request)).toMatchObject(refused('paperRefused', 'notSealedHere'));
  });

  it('is closed to another terminal and another branch', async () => {
    const request = await sign();
    const { event } = request;
    await archive.keep(CALLER, request);
    for (const other of [
      { ...CALLER, terminal: 'T02' },
      { ...CALLER, branch: 'GX-014' },
    ]) {
      expect(await archive.keep(other, request)).toMatchObject(refused('notYours'));
      expect(await archive.void(other, { event, reason: 'visitEnded' })).toMatchObject(refused('notYours'));
      expect(await archive.state(other, event)).toMatchObject(refused('notYours'));
    }
    expect(await archive.state(CALLER, event)).toMatchObject({ value: { state: 'kept' } });
  });

  it('voids a paper for good, and the first reason stands', async () => {
    const request = await sign();
    const { event } = request;
    await archive.keep(CALLER, request);
    const over = { event, state: 'void', reason: 'saleNotMade' };
    expect(await archive.void(CALLER, { event, reason: 'saleNotMade' })).toEqual({ ok: true, value: over });
    expect(await archive.void(CALLER, { event, reason: 'visitEnded' })).toEqual({ ok: true, value: over });
    expect(await archive.keep(CALLER, request)).toMatchObject(refused('paperVoid', 'saleNotMade'));
    expect(await archive.state(CALLER, event)).toEqual({ ok: true, value: over });
  });

  it('refuses a paper whose event was voided before it came, and issues and seals nothing for it', async () => {
    const request = await sign();
    const { event } = request;
    await archive.void(CALLER, { event, reason: 'hostStopped' });
    expect(await archive.keep(CALLER, request)).toMatchObject(refused('paperVoid', 'hostStopped'));
    expect(await notary.seal(CALLER, { event, digest: 'ab'.repeat(32) })).toMatchObject(refused('paperVoid'));

    const early = 'voided-before-anything-was-asked';
    await archive.void(CALLER, { event: early, reason: 'visitEnded' });
    const again = { event: early, name: '许念安', csr: Buffer.alloc(40).toString('base64') };
    expect(await notary.issue(CALLER, again)).toMatchObject(refused('paperVoid'));
    expect(await archive.state(CALLER, early)).toMatchObject({ value: { state: 'void' } });
  });

  it('comes to one end where a paper and its void arrive together', async () => {
    for (let round = 0; round < 3; round++) {
      const request = await sign();
      const { event } = request;
      const [, over] = await Promise.all([
        archive.keep(CALLER, request),
        archive.void(CALLER, { event, reason: 'saleNotMade' }),
      ]);
      expect(over).toMatchObject({ value: { state: 'void' } });
      expect(await archive.state(CALLER, event)).toMatchObject({ value: { state: 'void' } });
    }
  });
});
