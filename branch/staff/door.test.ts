import { beforeEach, describe, expect, it } from 'vitest';
import { WRONG_PINS } from '#contracts/branch/staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { hashOf } from './attempts.ts';
import { StaffOffice } from './office.ts';
import { PRACTICE_STAFF } from './practice.ts';
import { waitAfter } from './waits.ts';

const [, counter] = PRACTICE_STAFF;
const { number, pin } = counter ?? { number: '', pin: '' };
const WRONG = '918273';

onBothEngines('the door of staff', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let office: StaffOffice;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    office = await openOffice();
  });

  /** A service over the same store: the same one started again, or another instance. */
  async function openOffice(at: ManualClock = clock): Promise<StaffOffice> {
    const opened = new StaffOffice(store, at, true);
    await opened.open();
    return opened;
  }
  const outcome = async (given: string, who = number, at = office) => {
    const answer = await at.door.signIn(who, given);
    return answer.ok ? 'ok' : answer.error.code;
  };
  const wrongSoFar = async (who = number) =>
    (
      await store.db
        .selectFrom('staff_attempts')
        .select('wrong')
        .where('number_hash', '=', hashOf(who))
        .executeTakeFirst()
    )?.wrong ?? 0;
  const setWrong = (wrong: number, who = number) =>
    store.db
      .insertInto('staff_attempts')
      .values({ number_hash: hashOf(who), wrong, mark: `m${wrong}`, last_at: '2026-11-22T02:00:00.000Z' })
      .onConflict((conflict) => conflict.column('number_hash').doUpdateSet({ wrong, mark: `m${wrong}` }))
      .execute();
  const log = async () =>
    (await store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute()).map(
      ({ event, actor, subject, detail }) => [event, actor, subject, detail],
    );

  it('keeps the PINs of real staff dear to guess, and only the printed ones of practice cheap', async () => {
    const real = new StaffOffice(store, clock, false);
    expect(await real.door.pins.hash(WRONG)).toContain('$m=32768,t=2,p=1$');
    expect(await office.door.pins.hash(WRONG)).toContain('$m=64,t=1,p=1$');
  });

  it('lets in by number and PIN, stores no token, and writes it down', async () => {
    const entered = await office.door.signIn(number, pin);
    if (!entered.ok) throw new Error(entered.error.code);
    const { token, session } = entered.value;
    expect(session.staff).toMatchObject({ number, roles: ['counter'], state: 'active', branch: 'MAIN' });
    expect((await office.door.who(token, false))?.staff.number).toBe(number);
    expect(await office.door.who(`${token.slice(1)}A`, false)).toBeUndefined();
    const everything = JSON.stringify([
      await store.db.selectFrom('staff_sessions').selectAll().execute(),
      await store.db.selectFrom('staff').selectAll().execute(),
      await log(),
    ]);
    expect(everything).not.toContain(token);
    expect(everything).not.toContain(pin);
    expect(await log()).toEqual([['signedIn', number, number, null]]);
    await office.door.signOut(token);
    expect(await office.door.who(token, false)).toBeUndefined();
    expect((await log()).at(-1)).toEqual(['signedOut', number, number, null]);
  });

  it('five wrong: 15 s, then twice as long each time, and the fifteenth locks', async () => {
    for (let wrong = 1; wrong <= WRONG_PINS.locked; wrong++) {
      const answer = await office.door.signIn(number, WRONG);
      const wait = waitAfter(wrong);
      if (wrong < WRONG_PINS.locked)
        expect(answer).toEqual({
          ok: false,
          error: { code: 'pinWrong', ...(wait > 0 && { retryAfter: wait / 1_000 }) },
        });
      else expect(answer).toMatchObject({ ok: false, error: { code: 'pinLocked' } });
      if (wait === 0 || wrong === WRONG_PINS.locked) continue;
      expect(wait).toBe(15_000 * 2 ** (wrong - 5));
      clock.advance(wait - 1);
      // Not even the right one is looked at.
      expect(await outcome(pin)).toBe('pinWait');
      clock.advance(1);
    }
    clock.advance(100 * 24 * 3_600_000);
    expect(await outcome(pin)).toBe('pinLocked');
    expect(await wrongSoFar()).toBe(15);
    const events = (await log()).map(([event, , , detail]) => `${event} ${detail}`);
    expect(events.filter((event) => event === 'refused pinWrong')).toHaveLength(15);
    expect(events.filter((event) => event === 'refused pinWait')).toHaveLength(10);
    expect(events.filter((event) => event === 'locked null')).toHaveLength(1);
    expect(events.at(-1)).toBe('refused pinLocked');
  }, 30_000);

  it('the right PIN takes the count back', async () => {
    for (let round = 0; round < 3; round++) {
      for (let wrong = 0; wrong < 4; wrong++) expect(await outcome(WRONG)).toBe('pinWrong');
      expect(await outcome(pin)).toBe('ok');
      expect(await wrongSoFar()).toBe(0);
    }
  }, 20_000);

  it('counts before it looks: a crash at the moment of the check forgives nothing', async () => {
    await setWrong(3);
    // The service that looks never answers, as one that was killed; it had counted before.
    office.door.pins.matches = () => new Promise(() => {});
    void office.door.signIn(number, WRONG);
    void office.door.signIn(number, pin);
    await expect.poll(() => wrongSoFar()).toBe(5);
    const again = await openOffice();
    expect(await outcome(pin, number, again)).toBe('pinWait');
  });

  it('a restart shortens no wait, and the wall clock neither shortens nor lengthens one', async () => {
    await setWrong(7);
    await office.door.attempts.learn();
    for (const jump of [86_400_000, -2 * 86_400_000, 400 * 86_400_000]) {
      clock.jumpWall(jump);
      expect(await outcome(pin)).toBe('pinWait');
    }
    clock.advance(waitAfter(7) - 1_000);
    // Started again with its wall clock set ahead: the wait begins anew.
    const later = new ManualClock(Date.UTC(2030, 0, 1));
    const again = await openOffice(later);
    expect(await outcome(pin, number, again)).toBe('pinWait');
    later.advance(waitAfter(7) - 1);
    expect(await outcome(pin, number, again)).toBe('pinWait');
    later.advance(1);
    expect(await outcome(pin, number, again)).toBe('ok');
    expect(await wrongSoFar()).toBe(0);
  });

  it('another instance begins to measure a wait when it hears of it', async () => {
    const otherClock = new ManualClock();
    const other = await openOffice(otherClock);
    store.onTold((subject) => other.door.hear(subject));
    await setWrong(4);
    expect(await outcome(WRONG)).toBe('pinWrong');
    await expect.poll(() => other.door.attempts.measured).toBe(1);
    otherClock.advance(waitAfter(5));
    expect(await outcome(pin, number, other)).toBe('ok');
  });

  it('guesses at the same moment follow each other: never more than five are looked at', async () => {
    const second = await openOffice();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => outcome(WRONG, number, at % 2 ? office : second)),
    );
    expect(answers.filter((answer) => answer === 'pinWrong')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'pinWait')).toHaveLength(15);
    expect(await wrongSoFar()).toBe(5);
  }, 20_000);

  it('answers for a number that nobody has exactly as for one that somebody has', async () => {
    const [mine, nobodys]: [string[], string[]] = [[], []];
    for (let wrong = 1; wrong <= 16; wrong++) {
      mine.push(JSON.stringify(await office.door.signIn(number, WRONG)));
      nobodys.push(JSON.stringify(await office.door.signIn('9999', WRONG)));
      clock.advance(waitAfter(wrong));
    }
    expect(nobodys).toEqual(mine);
    // A PIN in the field of the number: nowhere.
    await office.door.signIn(pin, number.padStart(6, '0'));
    const everything = JSON.stringify([
      await log(),
      await store.db.selectFrom('staff_attempts').selectAll().execute(),
    ]);
    expect(everything).not.toContain(pin);
  }, 30_000);

  it('lets nobody in who is disabled, whose PIN was reset, or who is no practice member on a real bank', async () => {
    const [administrator] = PRACTICE_STAFF;
    const admin = await office.door.signIn(administrator?.number ?? '', administrator?.pin ?? '');
    if (!admin.ok) throw new Error(admin.error.code);
    const actor = admin.value.session.staff;
    expect((await office.people.change(actor, number, { disabled: true })).ok).toBe(true);
    expect(await outcome(pin)).toBe('pinWrong');
    expect((await office.people.change(actor, number, { disabled: false })).ok).toBe(true);
    expect(await outcome(pin)).toBe('ok');
    expect((await office.people.newCode(actor, number)).ok).toBe(true);
    expect(await outcome(pin)).toBe('pinWrong');
    // Beside it, and then in its place, a service of a real bank.
    const real = new StaffOffice(store, clock, false);
    expect(await outcome(administrator?.pin ?? '', administrator?.number, real)).toBe('pinWrong');
    expect(await real.door.who(admin.value.token, true)).toBeUndefined();
    expect((await real.open()).administratorCode).not.toBeNull();
    expect(await store.db.selectFrom('staff').select('number').execute()).toEqual([]);
    expect(await office.door.who(admin.value.token, true)).toBeUndefined();
  }, 20_000);
});

describe('waits', () => {
  it('double', () => {
    expect([0, 4, 5, 6, 14].map(waitAfter)).toEqual([0, 0, 15_000, 30_000, 7_680_000]);
  });
});
