import { createHash, randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { ApprovalRequest } from '#contracts/branch/approval.ts';
import type { PictureRequest } from '#contracts/branch/picture.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { ManualClock } from '#foundation/clock.ts';
import { jpegOf } from '#foundation/jpeg.test-data.ts';
import { ApprovalDesk } from '../approvals/desk.ts';
import { Retention } from '../archive/retention.ts';
import { Changes } from '../changes.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { foundBranch, HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { PictureArchive } from './archive.ts';
import { PictureViewing } from './viewing.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };
const by = (staff: string, branch = HOME_BRANCH) => ({ staff, branch });
const DAY = 86_400_000;

onBothEngines('Pictures of originals', ({ emptyStore }) => {
  const seal = new BranchSeal([Buffer.alloc(32, 7)]);
  let store: BranchStore;
  let clock: ManualClock;
  let archive: PictureArchive;
  let viewing: PictureViewing;
  let approvals: ApprovalDesk;
  let seeds = 0;
  beforeEach(async () => {
    clock = new ManualClock(Date.parse('2026-11-22T02:00:00Z'));
    store = await emptyStore(clock);
    await foundBranch(store, HOME_BRANCH, clock);
    archive = new PictureArchive(store, clock, seal);
    viewing = new PictureViewing(store, clock, seal);
    approvals = new ApprovalDesk(store, clock, new Changes(clock), seal);
  });
  const pictured = (
    more: Partial<PictureRequest> = {},
    jpeg = jpegOf(1_280, 720, 500, ++seeds),
  ): PictureRequest => ({
    id: randomUUID(),
    visit: 'visit-1',
    service: 'companyAccount',
    original: 'agentId',
    purpose: 'companyOriginal',
    takenAt: '2026-11-22T01:59:50.000Z',
    sha256: createHash('sha256').update(jpeg).digest('hex'),
    jpeg: Buffer.from(jpeg).toString('base64'),
    ...more,
  });
  const asked = async (pictures: readonly PictureRequest[], visit = 'visit-1') => {
    const request: ApprovalRequest = {
      id: randomUUID(),
      visit,
      service: 'companyAccount',
      step: 'awaitApproval',
      language: 'zh-CN',
      digest: 'ab'.repeat(32),
      subject: {
        kind: 'companyAccount',
        companyName: '示例有限公司',
        creditCode: '91999999MA0EXAMP6X',
        legalRepresentative: '示例二',
        person: { name: '示例', documentType: 'residentIdCard', numberEnd: '0018' },
        role: 'agent',
        differences: [],
        pictures: pictures.map(({ id, original, sha256 }) => ({ id, original, sha256 })),
      },
    };
    await approvals.request(CALLER, request);
    return request.id;
  };
  const code = (answer: { readonly ok: boolean; readonly error?: { readonly code: string } }) =>
    answer.ok ? 'ok' : answer.error?.code;
  const rowOf = (id: string) =>
    store.db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const log = () =>
    store.db.selectFrom('staff_log').select(['event', 'actor', 'subject', 'detail']).execute();

  it('are kept sealed, once, with where they come from', async () => {
    const request = pictured();
    for (let times = 0; times < 2; times++)
      expect(await archive.keep(CALLER, request)).toEqual({
        ok: true,
        value: { id: request.id, state: 'kept' },
      });
    const row = await rowOf(request.id);
    expect(row).toMatchObject({
      sha256: request.sha256,
      terminal: 'T01',
      visit: 'visit-1',
      original: 'agentId',
      width: 1_280,
      height: 720,
    });
    expect(Number(row.taken_at)).toBe(Date.parse(request.takenAt));
    const clear = Buffer.from(request.jpeg, 'base64');
    expect(Buffer.from(row.sealed ?? []).includes(clear.subarray(0, 40))).toBe(false);
    const opened = seal.openBytes('picture', request.id, row.sealed ?? new Uint8Array());
    expect(opened.ok && Buffer.from(opened.value).equals(clear)).toBe(true);
    // Sealed for its own line and no other.
    expect(seal.openBytes('picture', 'another', row.sealed ?? new Uint8Array()).ok).toBe(false);
  });

  it('are looked at on arrival', async () => {
    const pdf = Buffer.from('%PDF-1.7 of nobody');
    expect(code(await archive.keep(CALLER, pictured({}, pdf)))).toBe('badRequest');
    expect(code(await archive.keep(CALLER, pictured({}, jpegOf(100, 80))))).toBe('badRequest');
    expect(code(await archive.keep(CALLER, pictured({ sha256: 'ab'.repeat(32) })))).toBe('badRequest');
    const large = jpegOf(1_280, 720, PICTURE_LIMITS.bytes);
    expect(code(await archive.keep(CALLER, pictured({}, large)))).toBe('bodyTooLarge');
    expect(await store.db.selectFrom('pictures').selectAll().execute()).toEqual([]);
  });

  it('are nobody else’s: another picture under the id, another terminal', async () => {
    const request = pictured();
    await archive.keep(CALLER, request);
    expect(code(await archive.keep(CALLER, { ...pictured(), id: request.id }))).toBe('idConflict');
    expect(code(await archive.keep({ ...CALLER, terminal: 'T02' }, request))).toBe('notYours');
    expect(code(await archive.drop({ ...CALLER, terminal: 'T02' }, request.id))).toBe('notYours');
    expect((await rowOf(request.id)).sealed).not.toBeNull();
  });

  it('of which nothing came are gone, and never come back', async () => {
    const request = pictured();
    expect(code(await archive.drop(CALLER, request.id))).toBe('notFound');
    await archive.keep(CALLER, request);
    for (let times = 0; times < 2; times++) expect(code(await archive.drop(CALLER, request.id))).toBe('ok');
    expect(await rowOf(request.id)).toMatchObject({ sealed: null, deleted_by: 'notUsed' });
    expect(code(await archive.keep(CALLER, request))).toBe('paperVoid');
  });

  it('are seen by whoever opened the question about them, while it stands, and each look is written down', async () => {
    const [mine, other] = [pictured(), pictured({ original: 'articles' })];
    for (const one of [mine, other]) await archive.keep(CALLER, one);
    const question = await asked([mine]);
    const look = async (who = by('1004'), picture = mine.id) =>
      code(await viewing.open(who, question, picture));
    expect(await look()).toBe('notFound');
    await approvals.see(by('1004'), question);
    expect(await look(by('1001'))).toBe('notYours');
    expect(await look(by('1004', 'GX-014'))).toBe('notFound');
    expect(await look(by('1004'), other.id)).toBe('notFound');
    expect(await viewing.open(by('1004'), question, mine.id)).toEqual({
      ok: true,
      value: { id: mine.id, original: 'agentId', sha256: mine.sha256, jpeg: mine.jpeg },
    });
    expect((await log()).filter(({ event }) => event === 'pictureOpened')).toEqual([
      { event: 'pictureOpened', actor: '1004', subject: mine.id, detail: 'P-0001 agentId' },
    ]);
    await approvals.decide(by('1004'), question, { decision: 'approved', reason: 'originalsAndAuthority' });
    expect(await look()).toBe('notFound');
  });

  it('of another visit are not seen, though a question names them', async () => {
    const mine = pictured({ visit: 'visit-2' });
    await archive.keep(CALLER, mine);
    const question = await asked([mine]);
    await approvals.see(by('1004'), question);
    expect(code(await viewing.open(by('1004'), question, mine.id))).toBe('notFound');
  });

  it('are judged by reasons of their own, and which could not be read is said with that reason alone', async () => {
    const decide = async (id: string, answer: Parameters<ApprovalDesk['decide']>[2]) =>
      code(await approvals.decide(by('1004'), id, answer));
    const id = await asked([]);
    expect(await decide(id, { decision: 'approved', reason: 'faceAndDocument' })).toBe('badRequest');
    expect(await decide(id, { decision: 'refused', reason: 'pictureUnclear' })).toBe('badRequest');
    expect(await decide(id, { decision: 'refused', reason: 'counterOnly', unclear: ['agentId'] })).toBe(
      'badRequest',
    );
    expect(await decide(id, { decision: 'refused', reason: 'pictureUnclear', unclear: ['agentId'] })).toBe(
      'ok',
    );
    const told = await approvals.await('T01', id, 0, 0, new AbortController().signal);
    expect(told).toMatchObject({ value: { state: 'refused', unclear: ['agentId'] } });
  });

  it('are deleted when the policy of the day they came says so; the register’s line stays', async () => {
    const retention = [{ version: 'a', from: '2026-01-01', days: { companyOriginal: 30 }, otherDays: 9_000 }];
    await store.db
      .updateTable('branches')
      .set({ configuration: JSON.stringify({ ...defaultConfiguration, retention }) })
      .where('id', '=', HOME_BRANCH)
      .execute();
    const request = pictured();
    await archive.keep(CALLER, request);
    const sweep = new Retention(store, clock);
    clock.jumpWall(29 * DAY);
    expect(await sweep.sweep()).toBe(0);
    clock.jumpWall(DAY);
    expect(await sweep.sweep()).toBe(1);
    expect(await rowOf(request.id)).toMatchObject({ sealed: null, deleted_by: 'a', sha256: request.sha256 });
    expect(await store.db.selectFrom('paper_log').select(['paper', 'event', 'detail']).execute()).toEqual([
      { paper: request.id, event: 'kept', detail: 'agentId' },
      { paper: request.id, event: 'deleted', detail: 'a' },
    ]);
  });
});
