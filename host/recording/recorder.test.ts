import { describe, expect, it } from 'vitest';
import type { RecordingEnd, RecordingOrigin, RecordingSegment } from '#contracts/branch/recording.ts';
import { SEGMENT_HEADER_BYTES } from '#contracts/bridge/recording.ts';
import { verifyRecording } from '#documents/recording/verify.ts';
import { err, ok } from '#foundation/result.ts';
import { errandsThatArrive } from '../errands/errands.test-data.ts';
import type { CameraLease } from '../media/camera.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Recorder } from './recorder.ts';

const SALE = { service: 'buyWealth', sale: { productRef: 'p', amountFen: 1 } } as const;
const VISIT = 'visit-a';

/** A recorder between a page that the test plays and a branch that keeps what comes, or does not. */
function open() {
  const memory = memoryForTests();
  const { clock, journal } = memory;
  const origins: RecordingOrigin[] = [];
  const kept: RecordingSegment[] = [];
  const ends: RecordingEnd[] = [];
  const lost: string[] = [];
  let branch: 'there' | 'away' | 'silent' | 'refuses' = 'there';
  let camera: 'there' | 'missing' = 'there';
  let order = 0;
  let released = 0;
  let onLost: Parameters<CameraLease['onLost']>[0] = () => undefined;
  const answer = async () => {
    if (branch === 'silent') return new Promise<never>(() => undefined);
    if (branch === 'away') return err({ code: 'unreachable' });
    if (branch === 'refuses') return err({ code: 'refused', reason: 'illegalMove' });
    return ok({ recording: 'r', state: 'open' as const, count: 0, link: '' });
  };
  const errands = errandsThatArrive(journal, clock, (end) => ends.push(end));
  const recorder = new Recorder({
    camera: {
      take: async () => {
        if (camera === 'missing') return err({ code: 'missing' as const });
        order += 1;
        return ok({
          purpose: 'recording' as const,
          order,
          width: 640,
          height: 480,
          onLost: (tell) => {
            onLost = tell;
          },
          release: () => {
            released += 1;
          },
        });
      },
    },
    branch: {
      openRecording: async (origin) => {
        const said = await answer();
        if (said.ok) origins.push(origin);
        return said;
      },
      addSegment: async (_recording, segment) => {
        const said = await answer();
        if (said.ok) kept.push(segment);
        return said;
      },
      endRecording: answer,
    },
    errands,
    journal,
    clock,
    lost: (_visit, reason) => lost.push(reason),
  });
  let number = 0;
  const segment = (last = false, of = order, at = number, bytes = [number, 7]) => {
    const whole = new Uint8Array(SEGMENT_HEADER_BYTES + bytes.length);
    const view = new DataView(whole.buffer);
    view.setUint32(0, of);
    view.setUint32(4, at);
    view.setUint8(8, last ? 1 : 0);
    whole.set(bytes, SEGMENT_HEADER_BYTES);
    number = at + 1;
    return recorder.hear(whole);
  };
  const settle = () => clock.advanceAsync(0);
  const begin = async () => {
    number = 0;
    const started = recorder.start(VISIT, SALE);
    await settle();
    await settle();
    segment();
    return started;
  };
  const kinds = () =>
    memory
      .entries()
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('recording'));
  return {
    ...{ clock, recorder, origins, kept, ends, lost, segment, settle, begin, kinds },
    released: () => released,
    branchIs: (now: typeof branch) => {
      branch = now;
    },
    cameraIs: (now: typeof camera) => {
      camera = now;
    },
    loseCamera: (fault: Parameters<typeof onLost>[0]) => onLost(fault),
  };
}

type Stand = ReturnType<typeof open>;

describe('a recording', () => {
  it('is chained second by second from its visit and its sale, kept, and ended with its last', async () => {
    const at = open();
    expect(await at.begin()).toMatchObject({ ok: true });
    for (let second = 0; second < 5; second += 1) {
      await at.clock.advanceAsync(1_000);
      at.segment();
    }
    expect(at.recorder.mark(VISIT)).toMatchObject({ segments: 6 });
    expect(at.recorder.mark('another')).toBeUndefined();
    const finished = at.recorder.finish(VISIT, 'complete', 'sold', 'T01-1');
    at.segment(true);
    await at.settle();
    await finished;
    expect(at.ends).toMatchObject([{ end: 'complete', reason: 'sold', count: 7, paper: 'T01-1' }]);
    const [origin] = at.origins;
    const [end] = at.ends;
    if (!origin || !end) throw new Error('nothing was kept');
    const segments = at.kept.map((one) => ({ ...one, bytes: Buffer.from(one.bytes, 'base64') }));
    expect(verifyRecording(origin, segments, end)).toMatchObject({ whole: true });
    expect(at.released()).toBe(1);
    expect(at.lost).toEqual([]);
    expect(at.kinds()).toEqual(['recording.intent', 'recording.begun', 'recording.ended']);
  });

  it.each([
    ['nothing more comes', (_: Stand): void => undefined, 'silent', 2_000],
    ['its camera is lost', (at: Stand): void => at.loseCamera('ended'), 'camera', 0],
    ['its page is gone', (at: Stand): void => at.loseCamera('pageGone'), 'page', 0],
    ['a second is left out', (at: Stand): void => void at.segment(false, 1, 5), 'disordered', 0],
    ['its visit is over', (at: Stand): void => at.recorder.visitEnded(VISIT), 'visitEnded', 0],
  ] as const)(
    'is known to be lost within two seconds when %s, and told once',
    async (_, happens, why, within) => {
      const at = open();
      await at.begin();
      happens(at);
      await at.clock.advanceAsync(Math.max(0, within - 1));
      if (within > 0) expect(at.lost).toEqual([]);
      await at.clock.advanceAsync(within > 0 ? 1 : 0);
      expect(at.lost).toEqual([why]);
      expect(at.recorder.mark(VISIT)).toBeUndefined();
      expect(at.released()).toBe(1);
      await at.settle();
      expect(at.ends).toMatchObject([{ end: 'broken', reason: why, paper: null }]);
      expect(at.kinds()).toEqual(['recording.intent', 'recording.begun', 'recording.broken']);
      await at.clock.advanceAsync(10_000);
      expect(at.lost).toHaveLength(1);
    },
  );

  it.each([
    ['away', 'branchAway'],
    ['silent', 'branchAway'],
    ['refuses', 'refused'],
  ] as const)('is lost within two seconds when the branch is %s', async (how, why) => {
    const at = open();
    await at.begin();
    at.branchIs(how);
    await at.clock.advanceAsync(900);
    at.segment();
    for (let time = 0; time < 2_000; time += 500) {
      await at.clock.advanceAsync(500);
      at.segment();
    }
    expect(at.lost).toEqual([why]);
  });

  it('goes on over a hiccup of the branch, and keeps every second once', async () => {
    const at = open();
    await at.begin();
    at.branchIs('away');
    at.segment();
    await at.clock.advanceAsync(1_000);
    at.branchIs('there');
    at.segment();
    await at.clock.advanceAsync(1_000);
    expect(at.lost).toEqual([]);
    expect(at.kept.map(({ number }) => number)).toEqual([0, 1, 2]);
  });

  it.each([
    ['without a branch', 'away', 'there'],
    ['without a camera', 'there', 'missing'],
  ] as const)('does not begin %s, and nothing is lost by it', async (_, branch, camera) => {
    const at = open();
    at.branchIs(branch);
    at.cameraIs(camera);
    expect(await at.recorder.start(VISIT, SALE)).toMatchObject({ ok: false });
    expect(at.recorder.mark(VISIT)).toBeUndefined();
    expect(at.lost).toEqual([]);
  });

  it('has not begun before its first second is there', async () => {
    const at = open();
    const started = at.recorder.start(VISIT, SALE);
    await at.clock.advanceAsync(3_500);
    expect(await started).toMatchObject({ ok: false });
    expect(at.lost).toEqual([]);
  });

  it('takes nothing that is not its own, nor anything after its end', async () => {
    const at = open();
    expect(at.recorder.hear(new Uint8Array(20))).toBe(false);
    await at.begin();
    expect(at.recorder.hear(new Uint8Array(3))).toBe(false);
    expect(at.segment(false, 99, 1)).toBe(false);
    expect(at.recorder.mark(VISIT)).toMatchObject({ segments: 1 });
    const ended = at.recorder.finish(VISIT, 'stopped', 'customer', null);
    await at.clock.advanceAsync(1_500);
    await ended;
    expect(at.ends).toMatchObject([{ end: 'stopped', reason: 'customer' }]);
    expect(at.segment(false, 1, 1)).toBe(false);
  });
});
