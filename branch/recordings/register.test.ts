import { beforeEach, expect, it } from 'vitest';
import type { RecordingOrigin, RecordingSegment } from '#contracts/branch/recording.ts';
import { firstLink, linkOf } from '#documents/recording/chain.ts';
import { ManualClock } from '#foundation/clock.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { RecordingPlayback } from './playback.ts';
import { RecordingRegister, SILENT_AFTER } from './register.ts';
import { forgetRecordings } from './retention.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };

onBothEngines('The register of recordings', ({ emptyStore }) => {
  const seal = new BranchSeal([Buffer.alloc(32, 7)]);
  let store: BranchStore;
  let clock: ManualClock;
  let register: RecordingRegister;
  let playback: RecordingPlayback;
  let origin: RecordingOrigin;
  let segments: RecordingSegment[];
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    register = new RecordingRegister(store, clock, seal);
    playback = new RecordingPlayback(store, clock, seal, () => register.sweep());
    origin = {
      recording: 'recording-of-nobody',
      visit: 'visit-of-nobody',
      service: 'buyWealth',
      sale: 'ab'.repeat(32),
      nonce: 'cd'.repeat(32),
      openedAt: clock.wall(),
    };
    let link = firstLink(origin);
    segments = [0, 1, 2].map((number) => {
      const bytes = Buffer.from(`second ${number}`);
      const at = clock.wall() + number * 1_000;
      link = linkOf(link, number, at, bytes);
      return { number, at, link, bytes: bytes.toString('base64') };
    });
  });
  const add = (segment: RecordingSegment, caller = CALLER) => register.add(caller, origin.recording, segment);
  const last = () => segments.at(-1)?.link ?? '';
  const end = (over: object = {}) =>
    register.end(CALLER, origin.recording, {
      ...{ end: 'complete', reason: 'sold', count: 3, link: last(), endedAt: clock.wall(), paper: 'T01-1' },
      ...over,
    } as Parameters<RecordingRegister['end']>[2]);
  const whole = async () => {
    await register.open(CALLER, origin);
    for (const segment of segments) await add(segment);
    await end();
  };

  it('keeps every second sealed and once, and plays the whole to the entitled, written down first', async () => {
    await register.open(CALLER, origin);
    expect(await register.open(CALLER, origin)).toMatchObject({ ok: true, value: { count: 0 } });
    for (const segment of segments) {
      const kept = { ok: true, value: { state: 'open', count: segment.number + 1, link: segment.link } };
      expect(await add(segment)).toMatchObject(kept);
      expect(await add(segment)).toMatchObject(kept);
    }
    expect(await end()).toMatchObject({ value: { state: 'complete' } });
    const rows = await store.db.selectFrom('recording_segments').selectAll().execute();
    expect(rows).toHaveLength(3);
    expect(Buffer.from(rows[0]?.sealed ?? []).includes('second')).toBe(false);
    expect(await playback.check(HOME_BRANCH, origin.recording)).toMatchObject({ value: { whole: true } });
    const played = await playback.play(HOME_BRANCH, '1001', { recording: origin.recording, reason: 'audit' });
    expect(played.ok && Buffer.from(played.value).toString()).toBe('second 0second 1second 2');
    const log = await store.db.selectFrom('staff_log').selectAll().execute();
    expect(log).toMatchObject([{ event: 'recordingPlayed', actor: '1001', detail: 'audit' }]);
    expect((await playback.find(HOME_BRANCH, { paper: 'T01-1' })).recordings).toMatchObject([
      { state: 'complete', reason: 'sold', count: 3, paper: 'T01-1' },
    ]);
    expect((await playback.find('GX-014', { paper: null })).recordings).toEqual([]);
    expect(await playback.check('GX-014', origin.recording)).toMatchObject({ ok: false });
  });

  it('takes no gap, no other link, nothing of another terminal and nothing after the end', async () => {
    await register.open(CALLER, origin);
    const [one, two, three] = segments;
    if (!one || !two || !three) throw new Error('three segments');
    expect(await add(two)).toMatchObject({ error: { code: 'illegalMove' } });
    expect(await add({ ...one, link: 'ee'.repeat(32) })).toMatchObject({ error: { code: 'idConflict' } });
    expect(await add({ ...one, at: one.at + 1 })).toMatchObject({ error: { code: 'idConflict' } });
    expect(await add(one, { ...CALLER, terminal: 'T02' })).toMatchObject({ error: { code: 'notYours' } });
    expect(await register.add(CALLER, 'recording-unheard-of', one)).toMatchObject({
      error: { code: 'notFound' },
    });
    await add(one);
    await add(two);
    expect(await register.open(CALLER, { ...origin, visit: 'other' })).toMatchObject({
      error: { code: 'idConflict' },
    });
    // What the terminal says to have made and is not here is no whole recording.
    expect(await end()).toMatchObject({ value: { state: 'broken', count: 2 } });
    expect(await add(three)).toMatchObject({ error: { code: 'illegalMove' } });
    expect(await playback.check(HOME_BRANCH, origin.recording)).toMatchObject({
      value: { whole: false, fault: 'missing', at: 2 },
    });
    expect(await end({ end: 'stopped', reason: 'customer' })).toMatchObject({ value: { state: 'broken' } });
  });

  it('ends what its terminal has left open', async () => {
    await register.open(CALLER, origin);
    for (const segment of segments.slice(0, 1)) await add(segment);
    clock.advance(SILENT_AFTER - 1);
    expect(await register.sweep()).toBe(0);
    clock.advance(1);
    expect(await register.sweep()).toBe(1);
    expect((await playback.find(HOME_BRANCH, { paper: null })).recordings).toMatchObject([
      { state: 'broken', reason: 'silent', count: 1 },
    ]);
  });

  it('finds a second that was changed in the store', async () => {
    await whole();
    const other = seal.sealBytes('recording', `${origin.recording} 1`, Buffer.from('forged'));
    await store.db.updateTable('recording_segments').set({ sealed: other }).where('number', '=', 1).execute();
    expect(await playback.check(HOME_BRANCH, origin.recording)).toMatchObject({
      value: { whole: false, fault: 'changed', at: 1 },
    });
  });

  it('forgets the seconds when their time is over, and keeps the line', async () => {
    await whole();
    const window = { version: 'bank-1', from: 0, until: clock.wall() + 1 };
    expect(await forgetRecordings(store, HOME_BRANCH, window, clock.wall())).toBe(1);
    expect(await store.db.selectFrom('recording_segments').selectAll().execute()).toEqual([]);
    expect(
      await playback.play(HOME_BRANCH, '1001', { recording: origin.recording, reason: 'audit' }),
    ).toMatchObject({ ok: false });
    expect((await playback.find(HOME_BRANCH, { paper: null })).recordings[0]?.deletedAt).not.toBeNull();
    expect(await forgetRecordings(store, HOME_BRANCH, window, clock.wall())).toBe(0);
  });
});
