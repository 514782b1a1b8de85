import { beforeEach, expect, it } from 'vitest';
import type { StaffMember } from '#contracts/branch/staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { hashOf } from './attempts.ts';
import { StaffOffice } from './office.ts';

const PIN = '640579';

const DAY = 86_400_000;

onBothEngines('people, as administrators leave them', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let office: StaffOffice;
  let first: StaffMember;
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    office = new StaffOffice(store, clock, false);
    const code = (await office.open()).administratorCode ?? '';
    const founded = await office.found({ code, number: '3001', name: '白露', pin: PIN });
    if (!founded.ok) throw new Error(founded.error.code);
    first = founded.value.session.staff;
  });

  async function add(number: string, roles: StaffMember['roles']): Promise<StaffMember> {
    const added = await office.people.add(first, { number, name: '许诺', branch: 'MAIN', roles });
    if (!added.ok) throw new Error(added.error.code);
    const entered = await office.firstPin(number, added.value.code, PIN);
    if (!entered.ok) throw new Error(entered.error.code);
    return entered.value.session.staff;
  }
  const administrators = async () =>
    (await office.people.list(first)).people.filter(
      ({ roles, state }) => roles.includes('administrator') && state === 'active',
    ).length;

  it('a technician has an end, ahead and not too far; only another administrator puts it off', async () => {
    const at = (days: number) => new Date(clock.wall() + days * DAY).toISOString();
    const technician = { number: '3004', name: '许诺', branch: 'MAIN', roles: ['technician' as const] };
    const refused = { ok: false, error: { code: 'badRequest', detail: 'validUntil' } };
    for (const validUntil of [undefined, null, at(0), at(-1), at(60.001)])
      expect(
        await office.people.add(first, { ...technician, ...(validUntil !== undefined && { validUntil }) }),
      ).toEqual(refused);
    expect((await office.people.add(first, { ...technician, validUntil: at(60) })).ok).toBe(true);
    const second = await add('3002', ['administrator']);
    // A right to repair comes with an end, and the end goes only with the right.
    expect(await office.people.change(first, '3002', { roles: ['administrator', 'technician'] })).toEqual(
      refused,
    );
    const both = { roles: ['administrator' as const, 'technician' as const], validUntil: at(30) };
    expect((await office.people.change(first, '3002', both)).ok).toBe(true);
    expect(await office.people.change(first, '3002', { validUntil: null })).toEqual(refused);
    for (const validUntil of [at(31), null])
      expect(await office.people.change(second, '3002', { validUntil })).toEqual({
        ok: false,
        error: { code: 'notYourself' },
      });
    expect((await office.people.change(first, '3002', { validUntil: at(60) })).ok).toBe(true);
    clock.jumpWall(60 * DAY);
    expect(await office.people.change(second, '3004', { name: '许言' })).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    });
    // What else is changed of somebody whose end has passed needs no new one.
    expect((await office.people.change(first, '3004', { disabled: true })).ok).toBe(true);
    expect((await office.people.list(first)).people.map(({ number, expired }) => [number, expired])).toEqual([
      ['3001', false],
      ['3002', true],
      ['3004', true],
    ]);
    expect(
      (await office.people.change(first, '3002', { roles: ['administrator'], validUntil: null })).ok,
    ).toBe(true);
    const facts = await store.db
      .selectFrom('staff_log')
      .selectAll()
      .where('event', '=', 'validityChanged')
      .execute();
    expect(facts.map(({ actor, subject }) => [actor, subject])).toEqual(
      Array.from({ length: 3 }, () => ['3001', '3002']),
    );
  });

  it('an expired administrator is none: the next start prints a code', async () => {
    const second = await add('3002', ['administrator']);
    const validUntil = new Date(clock.wall() + DAY).toISOString();
    expect((await office.people.change(second, '3001', { validUntil })).ok).toBe(true);
    expect((await office.people.change(first, '3002', { validUntil })).ok).toBe(true);
    expect(await office.founding()).toBe(false);
    clock.jumpWall(DAY);
    expect(await office.founding()).toBe(true);
  });

  it('two who disable each other at the same moment: one is left', async () => {
    const second = await add('3002', ['administrator']);
    const codes = await Promise.all([
      office.people.change(first, second.number, { disabled: true }),
      office.people.change(second, first.number, { disabled: true }),
    ]);
    expect(codes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await administrators()).toBe(1);
  });

  it('whoever was an administrator when the page was loaded, and is none any more, changes nothing', async () => {
    const second = await add('3002', ['administrator']);
    expect((await office.people.change(first, '3002', { roles: ['lobby'] })).ok).toBe(true);
    const refused = { ok: false, error: { code: 'notAllowed' } };
    expect(await office.people.change(second, '3001', { disabled: true })).toMatchObject(refused);
    expect(await office.people.newCode(second, '3001')).toMatchObject(refused);
    expect(
      await office.people.add(second, { number: '3003', name: '许诺', branch: 'MAIN', roles: [] }),
    ).toMatchObject(refused);
    expect(await office.people.terminalCode(second, 'T01', async () => 'code')).toMatchObject(refused);
    expect(await administrators()).toBe(1);
  });

  it('a PIN that is taken away or replaced while it is being looked at lets nobody in', async () => {
    await add('3002', ['lobby']);
    const { matches } = office.door.pins;
    const during = (happen: () => Promise<unknown>) => {
      office.door.pins.matches = async (pin, phc) => {
        const right = await matches.call(office.door.pins, pin, phc);
        await happen();
        return right;
      };
    };
    const wrong = { ok: false, error: { code: 'pinWrong' } };
    during(async () => {
      const made = await office.people.newCode(first, '3002');
      if (made.ok) await office.firstPin('3002', made.value.code, '739152');
    });
    expect(await office.door.signIn('3002', PIN)).toEqual(wrong);
    during(() => office.people.newCode(first, '3002'));
    expect(await office.door.signIn('3002', '739152')).toEqual(wrong);
    const sessions = store.db.selectFrom('staff_sessions').where('number', '=', '3002').selectAll();
    expect(await sessions.execute()).toEqual([]);
  });

  it('two who found at the same moment with two codes: one does, and codes are worth nothing afterwards', async () => {
    const empty = await emptyStore(clock);
    const offices = [new StaffOffice(empty, clock, false), new StaffOffice(empty, clock, false)];
    const codes: string[] = [];
    for (const each of offices) codes.push((await each.open()).administratorCode ?? '');
    const founded = await Promise.all(
      offices.map((each, at) =>
        each.found({ code: codes[at] ?? '', number: `300${at}`, name: '白露', pin: PIN }),
      ),
    );
    expect(founded.filter(({ ok }) => ok)).toHaveLength(1);
    const again = new StaffOffice(empty, clock, false);
    expect((await again.open()).administratorCode).toBeNull();
  });

  it('when the only administrator has locked himself out, the next start prints a code', async () => {
    await store.db
      .insertInto('staff_attempts')
      .values({ number_hash: hashOf('3001'), wrong: 15, mark: 'm', last_at: '2026-11-22T02:00:00.000Z' })
      .execute();
    const next = new StaffOffice(store, clock, false);
    const code = (await next.open()).administratorCode ?? '';
    const founded = await next.found({ code, number: '3009', name: '许诺', pin: PIN });
    expect(founded.ok).toBe(true);
    expect((await next.people.unlock(first, '3001')).ok).toBe(true);
    expect((await next.door.signIn('3001', PIN)).ok).toBe(true);
  });
});
