import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SESSION_IDLE, SESSION_LIFETIME, type StaffMember, VALID_DAYS } from '#contracts/branch/staff.ts';
import { TERMINAL_ROLES } from '#contracts/branch/terminal-staff.ts';
import type { Ask } from '#contracts/supervisor/ask.ts';
import { ASKS } from '#contracts/supervisor/asks.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { Caller } from '../enrolment/caller.ts';
import { foundBranch } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { StaffOffice } from './office.ts';
import { PRACTICE_STAFF } from './practice.ts';
import { TerminalDoor } from './terminal-door.ts';
import { waitAfter } from './waits.ts';

const HERE: Caller = { terminal: 'T01', branch: 'MAIN' };
const BESIDE: Caller = { terminal: 'T02', branch: 'MAIN' };
const AWAY: Caller = { terminal: 'T09', branch: 'GX-014' };
const WRONG = '918273';
const DAY = 86_400_000;
const pinOf = (number: string) => PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '';

const none = z.strictObject({});
const asks: Readonly<Record<string, Ask>> = {
  'drawer.open': { by: ['supervisor', 'manager'], input: none, output: none, second: true },
  'drawer.look': { by: ['supervisor'], input: none, output: none },
};

onBothEngines('staff at a terminal', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let office: StaffOffice;
  let door: TerminalDoor;
  let administrator: StaffMember;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    await foundBranch(store, AWAY.branch, clock);
    office = new StaffOffice(store, clock, true);
    await office.open();
    door = new TerminalDoor({ store, clock, door: office.door, askOf: (name) => asks[name] });
    const entered = await office.door.signIn('1001', pinOf('1001'));
    if (!entered.ok) throw new Error(entered.error.code);
    administrator = entered.value.session.staff;
  });

  async function signIn(number: string, caller = HERE): Promise<string> {
    const entered = await door.signIn(caller, number, pinOf(number));
    if (!entered.ok) throw new Error(entered.error.code);
    return entered.value.token;
  }
  type Said = { readonly ok: boolean; readonly error?: { readonly code: string; readonly detail?: string } };
  const said = (answer: Said) =>
    answer.ok ? 'ok' : [answer.error?.code, answer.error?.detail].filter(Boolean).join(' ');
  const who = async (token: string, caller = HERE) => said(await door.who(caller, token, false));
  const second = async (token: string, number: string, to = 'drawer.open', pin = pinOf(number)) =>
    said(await door.second(HERE, { token, number, pin, to }));
  const log = async () =>
    (await store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute()).map(
      ({ event, actor, subject, detail }) => [event, actor, subject, detail].join(' '),
    );

  it('lets in by number and PIN, tells who he is and how long, and writes down where', async () => {
    const entered = await door.signIn(HERE, '1007', pinOf('1007'));
    expect(entered).toMatchObject({
      ok: true,
      value: {
        staff: { number: '1007', roles: ['lobby', 'supervisor'], branch: 'MAIN', state: 'active' },
        left: SESSION_LIFETIME,
        idleLeft: SESSION_IDLE,
        validUntil: null,
      },
    });
    if (!entered.ok) return;
    const { token } = entered.value;
    expect(await who(token)).toBe('ok');
    await door.signOut(HERE, token);
    expect(await who(token)).toBe('notSignedIn');
    expect((await log()).slice(-2)).toEqual(['signedIn 1007 1007 T01', 'signedOut 1007 1007 T01']);
    expect(JSON.stringify(await store.db.selectFrom('staff_sessions').selectAll().execute())).not.toContain(
      token,
    );
  });

  it('a session is good at its terminal alone, is no cookie, and a cookie is none of its', async () => {
    const token = await signIn('1007');
    expect(await who(token, BESIDE)).toBe('notSignedIn');
    expect(await office.door.who(token, true)).toBeUndefined();
    expect(await office.door.signOut(token)).toBeUndefined();
    await door.signOut(BESIDE, token);
    expect(await who(token)).toBe('ok');
    const browser = await office.door.signIn('1007', pinOf('1007'));
    if (!browser.ok) throw new Error(browser.error.code);
    expect(await who(browser.value.token)).toBe('notSignedIn');
    await door.signOut(HERE, browser.value.token);
    expect(await office.door.who(browser.value.token, false)).toBeDefined();
  });

  it('whoever signs in at a terminal puts out whoever was in there, and nobody elsewhere', async () => {
    const first = await signIn('1007');
    const beside = await signIn('1007', BESIDE);
    const next = await signIn('1008');
    expect([await who(first), await who(beside, BESIDE), await who(next)]).toEqual([
      'notSignedIn',
      'ok',
      'ok',
    ]);
  });

  it('wrong PINs are counted with those at the pages of staff', async () => {
    for (let wrong = 1; wrong <= 3; wrong++)
      expect(await door.signIn(HERE, '1007', WRONG)).toMatchObject({
        ok: false,
        error: { code: 'pinWrong' },
      });
    expect((await office.door.signIn('1007', WRONG)).ok).toBe(false);
    expect(await door.signIn(HERE, '1007', WRONG)).toEqual({
      ok: false,
      error: { code: 'pinWrong', retryAfter: 15 },
    });
    expect(await door.signIn(HERE, '1007', pinOf('1007'))).toEqual({
      ok: false,
      error: { code: 'pinWait', retryAfter: 15 },
    });
    expect(said(await office.door.signIn('1007', pinOf('1007')))).toBe('pinWait');
    clock.advance(waitAfter(5));
    expect(await who(await signIn('1007'))).toBe('ok');
    expect(said(await office.door.signIn('1007', WRONG))).toBe('pinWrong');
  });

  it.each([
    ['1002', HERE, 'notAllowed role'],
    ['1005', HERE, 'notAllowed role'],
    ['1007', AWAY, 'notAllowed branch'],
  ])('%s at %o: %s, told to nobody who does not know the PIN', async (number, caller, refused) => {
    expect(said(await door.signIn(caller, number, WRONG))).toBe('pinWrong');
    expect(said(await door.signIn(caller, number, pinOf(number)))).toBe(refused);
    const sessions = await store.db.selectFrom('staff_sessions').select('number').execute();
    expect(sessions).toEqual([{ number: '1001' }]);
    // The PIN was right: nothing is counted.
    for (let again = 0; again < 6; again++)
      expect(said(await door.signIn(caller, number, pinOf(number)))).toBe(refused);
    expect((await log()).at(-1)).toBe(`refused  ${number} ${refused.split(' ')[1]} ${caller.terminal}`);
  });

  it('what is taken from somebody counts at the next question', async () => {
    const token = await signIn('1007');
    const now = async () => {
      const answer = await door.who(HERE, token, false);
      return answer.ok ? answer.value.staff.roles : answer.error.code;
    };
    const change = (what: Parameters<typeof office.people.change>[2]) =>
      office.people.change(administrator, '1007', what);
    await change({ roles: ['lobby'] });
    expect(await now()).toEqual(['lobby']);
    await change({ roles: ['counter'] });
    expect(await now()).toBe('notAllowed');
    await change({ roles: ['supervisor'] });
    expect(await now()).toEqual(['supervisor']);
    // The terminal went to another branch, or he did.
    expect(await who(token, { ...HERE, branch: AWAY.branch })).toBe('notAllowed branch');
    await change({ disabled: true });
    expect(await now()).toBe('notSignedIn');
    await change({ disabled: false });
    expect(await now()).toBe('notSignedIn');
  });

  it('credentials that end: not in, not in mid-session, not at the pages of staff; renewed, they hold', async () => {
    const until = clock.wall() + VALID_DAYS * DAY;
    const token = await signIn('1008');
    const first = await door.who(HERE, token, true);
    expect(first).toMatchObject({ ok: true, value: { validUntil: new Date(until).toISOString() } });
    clock.jumpWall(until - clock.wall() - 60_000);
    const last = await door.who(HERE, token, true);
    expect(last).toMatchObject({ ok: true, value: { left: 60_000, idleLeft: 60_000 } });
    clock.jumpWall(60_000);
    expect(await who(token)).toBe('expired');
    expect(await door.signIn(HERE, '1008', pinOf('1008'))).toEqual({ ok: false, error: { code: 'expired' } });
    expect(said(await office.door.signIn('1008', pinOf('1008')))).toBe('expired');
    expect(said(await office.door.signIn('1008', WRONG))).toBe('pinWrong');
    expect((await log()).filter((line) => line === 'refused  1008 expired')).toHaveLength(2);
    const renewed = new Date(clock.wall() + DAY).toISOString();
    expect((await office.people.change(administrator, '1008', { validUntil: renewed })).ok).toBe(true);
    expect(await who(token)).toBe('ok');
    expect((await office.door.signIn('1008', pinOf('1008'))).ok).toBe(true);
  });

  it('an end also ends what he has open at a page of staff', async () => {
    const entered = await office.door.signIn('1008', pinOf('1008'));
    if (!entered.ok) throw new Error(entered.error.code);
    expect(await office.door.who(entered.value.token, true)).toBeDefined();
    clock.jumpWall(VALID_DAYS * DAY);
    expect(await office.door.who(entered.value.token, true)).toBeUndefined();
  });

  it('a technician of whom no end is stored is let in nowhere', async () => {
    await store.db.updateTable('staff').set({ valid_until: null }).where('number', '=', '1008').execute();
    expect(said(await door.signIn(HERE, '1008', pinOf('1008')))).toBe('expired');
  });

  describe('a second person', () => {
    it('agrees by his own PIN, is written down, and is not in by it', async () => {
      const token = await signIn('1007');
      expect(await second(token, '1009')).toBe('ok');
      expect((await log()).at(-1)).toBe('secondPerson 1009 1007 drawer.open T01');
      const answer = await door.who(HERE, token, false);
      expect(answer).toMatchObject({ ok: true, value: { staff: { number: '1007' } } });
    });

    it.each([
      ['himself', '1007', 'drawer.open', pinOf('1007'), 'notYourself'],
      ['somebody who may not do it', '1008', 'drawer.open', pinOf('1008'), 'notAllowed role'],
      ['somebody who does nothing at terminals', '1002', 'drawer.open', pinOf('1002'), 'notAllowed role'],
      ['a wrong PIN', '1009', 'drawer.open', WRONG, 'pinWrong'],
      ['what wants no second', '1009', 'drawer.look', pinOf('1009'), 'badRequest to'],
      ['what there is not', '1009', 'drawer.sell', pinOf('1009'), 'badRequest to'],
    ])('not %s', async (_, number, to, pin, refused) => {
      const token = await signIn('1007');
      expect(await second(token, number, to, pin)).toBe(refused);
      expect((await log()).some((line) => line.startsWith('secondPerson'))).toBe(false);
    });

    it('only beside somebody who is in, and his guesses are counted', async () => {
      const token = await signIn('1007');
      await door.signOut(HERE, token);
      expect(await second(token, '1009')).toBe('notSignedIn');
      const next = await signIn('1007');
      for (let wrong = 1; wrong < 5; wrong++) await second(next, '1009', 'drawer.open', WRONG);
      expect(await second(next, '1009', 'drawer.open', WRONG)).toBe('pinWrong');
      expect(await second(next, '1009')).toBe('pinWait');
    });
  });
});

describe('roles at terminals', () => {
  it('are all that the table of asks gives anything to', () => {
    const named = Object.values(ASKS as Readonly<Record<string, Ask>>).flatMap(({ by }) =>
      Array.isArray(by) ? by : [],
    );
    expect(new Set([...TERMINAL_ROLES, ...named])).toEqual(new Set(TERMINAL_ROLES));
  });
});
