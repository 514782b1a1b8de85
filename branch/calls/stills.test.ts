import { createHash, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { StillRequest } from '#contracts/branch/still.ts';
import { STILLS_OF_A_CALL } from '#contracts/branch/still.ts';
import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';
import { ManualClock } from '#foundation/clock.ts';
import { jpegOf } from '#foundation/jpeg.test-data.ts';
import { Retention } from '../archive/retention.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { callRoom, codeOf, T01 } from './test-support.ts';

const DAY = 86_400_000;
let seeds = 0;
const aStill = (more: Partial<StillRequest> = {}, jpeg = jpegOf(640, 480, 300, ++seeds)): StillRequest => ({
  id: randomUUID(),
  takenAt: '2026-11-22T01:59:50.000Z',
  sha256: createHash('sha256').update(jpeg).digest('hex'),
  jpeg: Buffer.from(jpeg).toString('base64'),
  ...more,
});

onBothEngines('a still picture of a call', ({ emptyStore }) => {
  const setUp = async (keepDays?: number) => {
    const clock = new ManualClock(Date.parse('2026-11-22T02:00:00Z'));
    const store = await emptyStore(clock);
    const room = await callRoom(store, {
      clock,
      ...(keepDays === undefined ? {} : { policy: { keepDays } }),
    });
    const { stills } = room.room;
    const teller = await room.sit('1005');
    const { id: call } = await room.call();
    const take = async () => {
      await room.taken(teller);
    };
    const rowOf = (id: string) =>
      store.db.selectFrom('stills').selectAll().where('id', '=', id).executeTakeFirst();
    const log = async () =>
      (await store.db.selectFrom('staff_log').selectAll().execute())
        .filter(({ event }) => event === 'pictureOpened')
        .map(({ actor, subject }) => [actor, subject]);
    return { ...room, clock, store, stills, teller, call, take, rowOf, log };
  };

  it('is kept sealed, once, while a teller has the call, and opened by him alone, who is written down', async () => {
    const { stills, sit, call, take, rowOf, log } = await setUp();
    const other = await sit('1006');
    const still = aStill();
    expect(codeOf(await stills.keep(T01, call, still))).toBe('illegalMove');
    await take();
    for (let again = 0; again < 2; again++) expect(codeOf(await stills.keep(T01, call, still))).toBe('ok');
    const bytes = Buffer.from(still.jpeg, 'base64');
    expect(Buffer.from((await rowOf(still.id))?.sealed ?? []).includes(bytes.subarray(0, 64))).toBe(false);
    expect(codeOf(await stills.open(other.staff.number, still.id))).toBe('notFound');
    expect(await log()).toEqual([]);
    expect(await stills.open('1005', still.id)).toEqual({ ok: true, value: still });
    expect(await log()).toEqual([['1005', still.id]]);
  });

  it('is seen no more by whoever passed the call on, but by whoever has it now, and by nobody once it is over', async () => {
    const { room, stills, sit, call, teller, taken, next } = await setUp();
    const { token } = await taken(teller);
    const still = aStill();
    await stills.keep(T01, call, still);
    const other = await sit('1006');
    const passed = await room.desk.transfer(teller, {
      ...{ type: 'transfer', request: randomUUID(), call, token, note: '' },
      to: { kind: 'teller', staff: '1006' },
    });
    expect(codeOf(passed)).toBe('ok');
    expect(codeOf(await stills.open('1005', still.id))).toBe('notFound');
    expect(codeOf(await stills.open('1006', still.id))).toBe('notFound');
    expect(codeOf(await stills.keep(T01, call, aStill()))).toBe('illegalMove');
    expect(codeOf(await next(other))).toBe('ok');
    expect(codeOf(await stills.open('1005', still.id))).toBe('notFound');
    expect(codeOf(await stills.open('1006', still.id))).toBe('ok');
    await room.calls.leave(T01, call, { outcome: 'withdrawn' });
    expect(codeOf(await stills.open('1006', still.id))).toBe('notFound');
  });

  it('is refused of another terminal, another call, under a used name, of other bytes, and where it is no picture', async () => {
    const { stills, call, take, clock } = await setUp();
    await take();
    const later = async (...asked: Parameters<typeof stills.keep>) => {
      clock.advance(20_000);
      return codeOf(await stills.keep(...asked));
    };
    expect(await later({ ...T01, terminal: 'T02' }, call, aStill())).toBe('notFound');
    expect(await later({ ...T01, branch: 'GX-014' }, call, aStill())).toBe('notFound');
    expect(await later(T01, 'no-such-call-at-all', aStill())).toBe('notFound');
    const still = aStill();
    expect(await later(T01, call, still)).toBe('ok');
    expect(await later(T01, call, { ...aStill(), id: still.id })).toBe('idConflict');
    expect(await later(T01, call, aStill({ sha256: 'a'.repeat(64) }))).toBe('badRequest');
    const whole = jpegOf(640, 480, 300, 77);
    for (const jpeg of [
      whole.subarray(0, whole.length - 2),
      jpegOf(100, 80),
      Buffer.from('<svg onload=alert(1)>'),
    ])
      expect(await later(T01, call, aStill({}, jpeg))).toBe('badRequest');
    expect(await later(T01, call, aStill({}, jpegOf(640, 480, PICTURE_LIMITS.bytes)))).toBe('bodyTooLarge');
  });

  it('is one of few: neither a flood nor more than a call needs', async () => {
    const { stills, call, take, clock } = await setUp();
    await take();
    const answers = [];
    for (let many = 0; many < 6; many++) answers.push(codeOf(await stills.keep(T01, call, aStill())));
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'tooManyRequests', 'tooManyRequests']);
    for (let many = 4; many < STILLS_OF_A_CALL; many++) {
      clock.advance(20_000);
      expect(codeOf(await stills.keep(T01, call, aStill()))).toBe('ok');
    }
    clock.advance(20_000);
    expect(codeOf(await stills.keep(T01, call, aStill()))).toBe('illegalMove');
  });

  it('is gone after the days the branch keeps of calls; its line stays', async () => {
    const { stills, call, take, clock, store, rowOf } = await setUp(7);
    await take();
    const still = aStill();
    await stills.keep(T01, call, still);
    const retention = new Retention(store, clock);
    clock.advance(7 * DAY - 1);
    await retention.sweep();
    expect((await rowOf(still.id))?.sealed).not.toBeNull();
    clock.advance(1);
    expect(await retention.sweep()).toBe(1);
    expect(await rowOf(still.id)).toMatchObject({ sealed: null, sha256: still.sha256, branch: HOME_BRANCH });
    expect(codeOf(await stills.open('1005', still.id))).toBe('notFound');
  });
});
