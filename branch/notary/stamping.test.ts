import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { PaperRequest } from '#contracts/branch/paper.ts';
import { developmentIdentity, makeRoot } from '#documents/sealing/development-ca/authority.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '#documents/sealing/development-ca/folder.ts';
import { makePkcs12 } from '#documents/sealing/pkcs12.ts';
import type { TimeStampAuthority } from '#documents/sealing/ports.ts';
import { verify } from '#documents/verifying/verify.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { err } from '#foundation/result.ts';
import { PaperArchive } from '../archive/archive.ts';
import { ArchiveReading } from '../archive/reading.ts';
import { Rounds } from '../rounds.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { signedPaper } from '../test-support/signing.ts';
import { openDevelopment } from './development.ts';
import { Notary } from './notary.ts';
import { type NotaryOptions, openNotary } from './open.ts';
import type { NotaryPorts } from './ports.ts';
import { STAMPING_LOOK, Stamping } from './stamping.ts';
import { STAMP_DEADLINE } from './stamps.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };
const seal = new BranchSeal([Buffer.alloc(32, 7)]);

onBothEngines('Time stamps', ({ emptyStore }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-stamps-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let store: BranchStore;
  let clock: ManualClock;
  let ports: NotaryPorts;
  let archive: PaperArchive;
  let stamping: Stamping;
  let answers: TimeStampAuthority['stamp'] | 'down';
  let asked = 0;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    const opened = await openDevelopment(store, clock, seal, folder);
    if (!opened.ok || !opened.value.stamps) throw new Error('no stamps');
    const up = opened.value.stamps.stamp;
    asked = 0;
    answers = up;
    ports = {
      ...opened.value,
      stamps: {
        stamp: (request) => {
          asked += 1;
          return answers === 'down'
            ? Promise.resolve(err({ code: 'timeStampUnavailable' as const }))
            : answers(request);
        },
      },
    };
    archive = new PaperArchive(store, clock, seal, ports);
    stamping = new Stamping(store, clock, ports, archive);
  });
  const working = () => {
    if (!answers || answers === 'down') throw new Error('down');
    return answers;
  };
  const sign = (): Promise<PaperRequest> => {
    const notary = new Notary(store, clock, seal, ports);
    return signedPaper(
      { issue: (request) => notary.issue(CALLER, request), seal: (request) => notary.seal(CALLER, request) },
      { at: clock.wall() },
    );
  };
  const versions = () => store.db.selectFrom('paper_versions').selectAll().orderBy('version').execute();
  const verdict = (bytes: Uint8Array) => verify(bytes, { ...ports, at: clock.wall() });

  it('are in the seal where the authority answers, and nothing waits then', async () => {
    const request = await sign();
    expect(verdict(Buffer.from(request.paper, 'base64'))).toMatchObject({ outcome: 'trusted', findings: [] });
    expect(await archive.keep(CALLER, request)).toMatchObject({ value: { state: 'kept', stamped: true } });
    expect(await stamping.work()).toBe(0);
    expect(asked).toBe(1);
    expect(await versions()).toHaveLength(1);
  });

  it('come later where it was down: a second version beside the first, under the same id', async () => {
    const up = working();
    answers = 'down';
    const request = await sign();
    const kept = await archive.keep(CALLER, request);
    expect(kept).toMatchObject({ value: { state: 'kept', stamped: false } });
    expect(await stamping.work()).toBe(0);
    answers = up;
    clock.advance(29_999);
    expect(await stamping.work()).toBe(0);
    clock.advance(1);
    expect(await stamping.work()).toBe(1);
    const sha256 = kept.ok && kept.value.state === 'kept' ? kept.value.sha256 : '';
    expect(await archive.state(CALLER, request.event)).toEqual({
      ok: true,
      value: { event: request.event, state: 'kept', sha256, stamped: true },
    });
    expect(await archive.keep(CALLER, request)).toMatchObject({ value: { sha256, stamped: true } });
    const [first, second, ...more] = await versions();
    expect([first?.sha256, second?.paper, more.length]).toEqual([sha256, sha256, 0]);
    const reading = new ArchiveReading(store, clock, seal);
    const newest = await reading.open(HOME_BRANCH, '1002', { sha256, reason: 'audit' });
    expect(newest.ok && verdict(newest.value)).toMatchObject({ outcome: 'trusted', findings: [] });
    const log = await store.db.selectFrom('paper_log').select('event').orderBy('sequence').execute();
    expect(log.map(({ event }) => event)).toEqual(['kept', 'stamped']);
    expect(await stamping.work()).toBe(0);
  });

  it('are asked for twice as late each time, an hour at most', async () => {
    answers = 'down';
    await sign();
    const pauses: number[] = [];
    let last = clock.monotonic();
    for (asked = 0; pauses.length < 10; ) {
      const before = asked;
      await stamping.work();
      if (asked > before) {
        pauses.push((clock.monotonic() - last) / 1_000);
        last = clock.monotonic();
      }
      clock.advance(30_000);
    }
    expect(pauses).toEqual([0, 30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
  });

  it('wait for a paper that is still on its way', async () => {
    const up = working();
    answers = 'down';
    const request = await sign();
    answers = up;
    expect(await stamping.work()).toBe(0);
    expect(await archive.keep(CALLER, request)).toMatchObject({ value: { stamped: false } });
    expect(await stamping.work()).toBe(1);
    expect(asked).toBe(2);
  });

  it('are asked for once and put in once by two instances', async () => {
    const up = working();
    answers = 'down';
    await archive.keep(CALLER, await sign());
    answers = up;
    asked = 0;
    const other = new Stamping(store, clock, ports, archive);
    await Promise.all([stamping.work(), other.work()]);
    expect(await stamping.work()).toBeLessThanOrEqual(1);
    expect(asked).toBe(1);
    expect(await versions()).toHaveLength(2);
  });

  it('are not asked for a void paper', async () => {
    answers = 'down';
    const request = await sign();
    await archive.keep(CALLER, request);
    await archive.void(CALLER, { event: request.event, reason: 'saleNotMade' });
    asked = 0;
    expect(await stamping.work()).toBe(0);
    expect(asked).toBe(0);
  });

  it('that came before a paper was voided are not put into it', async () => {
    const up = working();
    answers = 'down';
    const request = await sign();
    answers = up;
    await stamping.work();
    await archive.keep(CALLER, request);
    await archive.void(CALLER, { event: request.event, reason: 'saleNotMade' });
    expect(await stamping.work()).toBe(0);
    expect(await versions()).toHaveLength(1);
  });

  it('of somebody nobody believes are no stamps, and the seal stands without', async () => {
    const stranger = await openDevelopment(await emptyStore(clock), clock, seal, join(folder, 'stranger'));
    if (!stranger.ok || !stranger.value.stamps) throw new Error('no stamps');
    answers = stranger.value.stamps.stamp;
    const request = await sign();
    expect(await archive.keep(CALLER, request)).toMatchObject({ value: { state: 'kept', stamped: false } });
    expect(await stamping.work()).toBe(0);
  });

  it('keep no terminal waiting for longer than their deadline', async () => {
    answers = () => new Promise(() => {});
    const signing = sign();
    while (asked === 0) await settle();
    clock.advance(STAMP_DEADLINE + 500);
    expect(await archive.keep(CALLER, await signing)).toMatchObject({ value: { stamped: false } });
  });

  it('are looked after by themselves', async () => {
    const up = working();
    answers = 'down';
    await archive.keep(CALLER, await sign());
    answers = up;
    const onFault = (failure: unknown) => {
      throw failure;
    };
    const rounds = new Rounds(clock, { every: STAMPING_LOOK, round: () => stamping.work(), onFault });
    rounds.start();
    clock.advance(STAMPING_LOOK);
    await rounds.stop();
    expect(await versions()).toHaveLength(2);
  });

  describe('and what is configured', () => {
    const open = (options: NotaryOptions, practice = false) =>
      openNotary(store, clock, seal, { dataDir: folder, practice, ...options });

    it('has development stamps for practice alone, and writes whom to believe where verifying looks', async () => {
      const [real, practice] = [await open({}), await open({}, true)];
      expect([real.ok && real.value.stamps, practice.ok && practice.value.stamps !== null]).toEqual([
        null,
        true,
      ]);
      expect(readFileSync(join(folder, DEVELOPMENT_CA_FOLDER, ROOT_FILE))).toEqual(ports.anchors[0]?.raw);
    });

    it('seals by the bank’s own file, whose issuer is believed where it is named', async () => {
      const root = await makeRoot(clock.wall());
      const own = await developmentIdentity(root, 'A bank of nobody', 'signature', clock.wall(), true);
      const [file, passwordFile, trust] = ['seal.p12', 'password', 'trust.cer'].map((name) =>
        join(folder, name),
      );
      if (!file || !passwordFile || !trust) throw new Error('names');
      writeFileSync(file, await makePkcs12(own, 'a word'));
      writeFileSync(passwordFile, 'a word\n');
      writeFileSync(trust, root.certificate);
      const bankSeal = { file, passwordFile };
      const [unnamed, named] = [await open({ bankSeal }), await open({ bankSeal, trust })];
      if (!unnamed.ok || !named.ok) throw new Error('not opened');
      ports = named.value;
      const request = await sign();
      const keep = (its: NotaryPorts) => new PaperArchive(store, clock, seal, its).keep(CALLER, request);
      expect(await keep(unnamed.value)).toMatchObject({ error: { code: 'paperRefused' } });
      expect(await keep(named.value)).toMatchObject({ value: { state: 'kept' } });

      writeFileSync(passwordFile, 'another\n');
      expect(await open({ bankSeal })).toMatchObject({
        error: { code: 'bankSealUnusable', detail: `${file}: sealFilePasswordWrong` },
      });
      expect(await open({ bankSeal: { file: join(folder, 'none'), passwordFile } })).toMatchObject({
        error: { code: 'bankSealUnusable' },
      });
      expect(await open({ trust: passwordFile })).toMatchObject({ error: { code: 'trustUnusable' } });
    });
  });
});
