import { beforeEach, expect, it } from 'vitest';
import { SESSION_IDLE, SESSION_LIFETIME } from '#contracts/branch/staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { SESSIONS_EACH, Sessions, TOUCH_EVERY } from './sessions.ts';

onBothEngines('sessions of staff', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let sessions: Sessions;
  let token: string;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    sessions = new Sessions(store, clock);
    token = await begin();
  });
  const begin = async (number = '1002') =>
    (await store.write((writing) => sessions.begin(writing, number))).token;
  const alive = async (touch = false, at = sessions) => (await at.find(token, touch)) !== undefined;
  const touchedAt = async () =>
    (await store.db.selectFrom('staff_sessions').select('touched_at').executeTakeFirst())?.touched_at;

  it('end after 30 minutes without an act, and looking is none', async () => {
    for (let minute = 0; minute < 29; minute++) {
      expect(await alive()).toBe(true);
      clock.advance(60_000);
    }
    clock.advance(59_999);
    expect(await alive()).toBe(true);
    clock.advance(1);
    expect(await alive(true)).toBe(false);
    expect(await store.db.selectFrom('staff_sessions').selectAll().execute()).toEqual([]);
  });

  it('end after ten hours, however busy', async () => {
    for (let left = SESSION_LIFETIME; left > 0; left -= SESSION_IDLE / 2) {
      expect(await alive(true)).toBe(true);
      clock.advance(SESSION_IDLE / 2);
    }
    expect(await alive(true)).toBe(false);
  });

  it('tell the store of acts at most once a minute', async () => {
    const begun = await touchedAt();
    clock.advance(TOUCH_EVERY);
    expect(await alive(true)).toBe(true);
    const first = await touchedAt();
    expect(first).toBe((begun ?? 0) + TOUCH_EVERY);
    clock.advance(TOUCH_EVERY - 1);
    expect(await alive(true)).toBe(true);
    expect(await touchedAt()).toBe(first);
    clock.advance(1);
    expect(await alive(true)).toBe(true);
    expect(await touchedAt()).toBe((first ?? 0) + TOUCH_EVERY);
  });

  it('neither end nor last longer because somebody sets the wall clock', async () => {
    expect(await alive(true)).toBe(true);
    clock.jumpWall(20 * 3_600_000);
    expect(await alive()).toBe(true);
    clock.jumpWall(-90 * 3_600_000);
    expect(await alive()).toBe(true);
    clock.advance(SESSION_IDLE);
    expect(await alive()).toBe(false);
  });

  it('outlive a restart, and have no more after it than a session can have', async () => {
    const later = new ManualClock(clock.wall() + SESSION_IDLE - 1);
    expect(await alive(false, new Sessions(store, later))).toBe(true);
    const earlier = new ManualClock(clock.wall() - 365 * 86_400_000);
    const again = new Sessions(store, earlier);
    const found = await again.find(token, false);
    expect([found?.left, found?.idleLeft]).toEqual([SESSION_LIFETIME, SESSION_IDLE]);
    const late = new ManualClock(clock.wall() + SESSION_IDLE);
    expect(await alive(true, new Sessions(store, late))).toBe(false);
  });

  it('that were revoked are over at once, on every instance', async () => {
    const other = new Sessions(store, clock);
    expect([await alive(), await alive(false, other)]).toEqual([true, true]);
    expect(await store.write((writing) => sessions.revoke(writing, '1002'))).toBe(1);
    expect([await alive(true), await alive(true, other)]).toEqual([false, false]);
  });

  it('of one member are bounded: the one used longest ago makes room', async () => {
    for (let n = 0; n < SESSIONS_EACH; n++) {
      clock.advance(1_000);
      await begin();
    }
    expect(await alive()).toBe(false);
    const rows = await store.db.selectFrom('staff_sessions').select('token_hash').execute();
    expect(rows).toHaveLength(SESSIONS_EACH);
  });
});
