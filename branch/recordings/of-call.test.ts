import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { RecordedCall, RecordingOrigin } from '#contracts/branch/recording.ts';
import { firstLink, linkOf } from '#documents/recording/chain.ts';
import { callRoom, codeOf, T01 } from '../calls/test-support.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { RecordingPlayback } from './playback.ts';
import { RecordingRegister } from './register.ts';
import { forgetRecordedCalls, forgetRecordings } from './retention.ts';

const DAY = 86_400_000;

onBothEngines('Recordings of calls', ({ emptyStore }) => {
  async function house(recording: 'never' | 'asked' = 'asked') {
    const room = await callRoom(await emptyStore(), { policy: { recording } });
    const register = new RecordingRegister(room.store, room.clock, room.seal);
    const playback = new RecordingPlayback(room.store, room.clock, room.seal, () => register.sweep());
    const desk = await room.sit('2001');
    const { id } = await room.call();
    const held = await room.taken(desk);
    const origin = (part: Partial<RecordedCall> = {}): RecordingOrigin => ({
      recording: randomUUID(),
      visit: 'visit-0001',
      service: 'call',
      sale: 'ab'.repeat(32),
      nonce: 'cd'.repeat(32),
      openedAt: room.clock.wall(),
      call: {
        ...{
          call: id,
          turn: held.turn,
          part: 1,
          before: null,
          agreedAt: 1,
          textVersion: '2026-11',
          keepDays: 7,
        },
        ...part,
      },
    });
    /** A whole part of two seconds; answers with its last link. */
    const record = async (part: RecordingOrigin) => {
      expect(codeOf(await register.open(T01, part))).toBe('ok');
      let link = firstLink(part);
      for (const number of [0, 1]) {
        const bytes = Buffer.from(`second ${number}`);
        link = linkOf(link, number, number, bytes);
        const segment = { number, at: number, link, bytes: bytes.toString('base64') };
        expect(codeOf(await register.add(T01, part.recording, segment))).toBe('ok');
      }
      const end = { end: 'complete', reason: 'ownStep', count: 2, link, endedAt: 9, paper: null } as const;
      expect(codeOf(await register.end(T01, part.recording, end))).toBe('ok');
      return link;
    };
    return { ...room, register, playback, desk, held, origin, record };
  }

  it('are of the terminal’s own call, while that teller has it in hand, and only where its customers are asked', async () => {
    const { register, origin, held } = await house();
    const open = async (part: RecordingOrigin, caller = T01) => codeOf(await register.open(caller, part));
    expect(await open(origin({ turn: held.turn + 1 }))).toBe('illegalMove');
    expect(await open(origin({ call: randomUUID() }))).toBe('notFound');
    expect(await open(origin(), { ...T01, terminal: 'T02' })).toBe('notFound');
    expect(await open(origin())).toBe('ok');
    const never = await house('never');
    expect(codeOf(await never.register.open(T01, never.origin()))).toBe('illegalMove');
  });

  it('are one chain over all parts, in their order; who the teller was stands with them', async () => {
    const { register, playback, origin, record } = await house();
    const first = await record(origin());
    expect(codeOf(await register.open(T01, origin({ part: 1 })))).toBe('illegalMove');
    const second = origin({ part: 3, before: first });
    await record(second);
    expect(await playback.check(T01.branch, second.recording)).toMatchObject({ value: { whole: true } });
    const wrong = origin({ part: 4, before: first });
    await record(wrong);
    expect(await playback.check(T01.branch, wrong.recording)).toMatchObject({
      value: { whole: false, fault: 'otherBefore' },
    });
    const { recordings } = await playback.find(T01.branch, { paper: null });
    expect(recordings).toHaveLength(3);
    for (const { call } of recordings)
      expect(call).toMatchObject({ reference: expect.stringMatching(/^V-/), teller: '柜员2001' });
  });

  it('are deleted with their call, never later than their customer was told, and by no rule for sales', async () => {
    const { store, clock, playback, origin, record } = await house();
    await record(origin());
    const deleted = async () =>
      (await playback.find(T01.branch, { paper: null })).recordings.map(
        ({ deletedAt }) => deletedAt !== null,
      );
    clock.advance(7 * DAY - 1);
    const sales = { version: 'v', from: 0, until: Number.MAX_SAFE_INTEGER };
    expect(await forgetRecordings(store, T01.branch, sales, clock.wall())).toBe(0);
    expect(await forgetRecordedCalls(store, T01.branch, 30, clock.wall())).toBe(0);
    expect(await deleted()).toEqual([false]);
    clock.advance(1);
    expect(await forgetRecordedCalls(store, T01.branch, 30, clock.wall())).toBe(1);
    expect(await deleted()).toEqual([true]);
  });

  it('go sooner where the branch keeps its calls for less', async () => {
    const { store, clock, origin, record } = await house();
    await record(origin());
    clock.advance(2 * DAY);
    expect(await forgetRecordedCalls(store, T01.branch, 3, clock.wall())).toBe(0);
    expect(await forgetRecordedCalls(store, T01.branch, 2, clock.wall())).toBe(1);
  });
});
