import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SESSION_IDLE,
  staffCodeSchema,
  staffEntrySchema,
  staffListSchema,
  staffSessionSchema,
  terminalCodeSchema,
} from '#contracts/branch/staff.ts';
import { ManualClock } from '#foundation/clock.ts';
import { PRACTICE_STAFF } from '../staff/practice.ts';
import {
  type BranchHouse,
  clientOf,
  openBranch,
  pageHeaders,
  pageOrigin,
  rawRequest,
  type StaffAnswer,
  staffPost,
  withStore,
} from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let port: number;
afterEach(() => house.close());

const pinOf = (number: string) => PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '';
const signIn = (number: string, pin = pinOf(number), headers = pageOrigin(port)) =>
  staffPost(port, '/staff/api/sign-in', { number, pin }, headers);
const get = (path: string, headers: Record<string, string>) => rawRequest(port, 'GET', path, headers);
const json = (answer: { text: string }): unknown => JSON.parse(answer.text);
const withCookie = ({ cookie }: StaffAnswer) => ({ ...pageOrigin(port), cookie });
const isIn = async (headers: Record<string, string>) => (await get('/staff/api/me', headers)).status === 200;
const entry = async (headers = pageOrigin(port)) =>
  staffEntrySchema.parse(json(await get('/staff/api/entry', headers)));

describe('with practice staff', () => {
  beforeEach(async () => {
    house = await openBranch();
    port = house.service.port;
  });

  describe('getting in', () => {
    it('gives a cookie that no script sees and no other site sends', async () => {
      const answer = await signIn('1002');
      expect(answer.status).toBe(200);
      expect(answer.headers['set-cookie']).toEqual([
        expect.stringMatching(
          /^vestibule-staff=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=36000$/,
        ),
      ]);
      const session = staffSessionSchema.parse(json(answer));
      expect(session.staff).toEqual({
        number: '1002',
        name: '周明远',
        branch: 'MAIN',
        roles: ['counter'],
        state: 'active',
      });
      expect(answer.text).not.toContain(answer.cookie.split('=')[1]);
      expect(await isIn(withCookie(answer))).toBe(true);
      expect((await entry(withCookie(answer))).session?.staff.number).toBe('1002');
      expect(await entry()).toEqual({ founding: false, session: null, practice: true });
    });

    it.each([
      ['no header of a page', { 'x-staff': '' }, 'notFromPage'],
      ['no origin', { origin: '' }, 'wrongOrigin'],
      ['another site', { origin: 'https://evil.example' }, 'wrongOrigin'],
      ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 'wrongOrigin'],
      ['a frame of another site', { 'sec-fetch-site': 'cross-site' }, 'wrongOrigin'],
      ['a form of another port', { 'sec-fetch-site': 'same-site' }, 'wrongOrigin'],
      ['another name', { host: 'evil.example' }, 'wrongHost'],
    ])('not from %s, nor any act of somebody who is in', async (_, changed, code) => {
      const { cookie } = await signIn('1001');
      const headers = Object.fromEntries(
        Object.entries({ ...pageOrigin(port), ...changed }).filter(([, value]) => value !== ''),
      );
      expect((await signIn('1001', pinOf('1001'), headers)).code).toBe(code);
      for (const path of ['sign-out', 'touch', 'pin', 'people', 'people/1002/code', 'terminals/T01/code'])
        expect([
          path,
          (await staffPost(port, `/staff/api/${path}`, undefined, { ...headers, cookie })).code,
        ]).toEqual([path, code]);
      expect(await isIn({ ...pageOrigin(port), cookie })).toBe(true);
    });

    it('says wrong, wait and locked, and nothing of who exists', async () => {
      const outcomes = async (number: string) => {
        const seen: unknown[] = [];
        for (let attempt = 1; attempt <= 6; attempt++) {
          const { status, code, headers } = await signIn(number, '918273');
          seen.push([status, code, headers['retry-after']]);
        }
        return seen;
      };
      const known = await outcomes('1003');
      expect(known).toEqual([
        ...Array.from({ length: 4 }, () => [403, 'pinWrong', undefined]),
        [403, 'pinWrong', '15'],
        [429, 'pinWait', '15'],
      ]);
      house.clock.advance(60_000);
      expect(await outcomes('7777')).toEqual(known);
    }, 20_000);

    it('is bounded for one number and for one address', async () => {
      const codes: (string | undefined)[] = [];
      for (let attempt = 0; attempt < 12; attempt++) codes.push((await signIn('1003', '918273')).code);
      expect(codes.filter((code) => code === 'tooManyRequests')).toHaveLength(2);
      for (let attempt = 0; attempt < 60; attempt++)
        codes.push((await signIn(`${20_000 + attempt}`, '12')).code);
      // Not even JSON that fits is counted: only what is a sign-in.
      expect(codes.filter((code) => code === 'badRequest')).toHaveLength(60);
      house.clock.advance(3_600_000);
      expect((await signIn('1003')).status).toBe(200);
    }, 20_000);

    it('takes content of its own shape only', async () => {
      for (const body of [
        {},
        { number: '1002' },
        { number: 1002, pin: '573914' },
        { number: '1002', pin: '573914', more: 1 },
        { number: '1002', pin: '5739140' },
        { number: '1002', pin: ['573914'] },
        { number: '１００２', pin: '573914' },
        [],
        null,
      ])
        expect((await staffPost(port, '/staff/api/sign-in', body)).code).toBe('badRequest');
    });

    it('ends the session that this browser had, and begins one with another token', async () => {
      const first = await signIn('1002');
      const second = await signIn('1003', undefined, withCookie(first));
      expect(second.cookie).not.toBe(first.cookie);
      expect(await isIn(withCookie(first))).toBe(false);
      expect(await isIn(withCookie(second))).toBe(true);
    });
  });

  describe('a session', () => {
    it('ends by signing out, which takes the cookie back', async () => {
      const headers = await pageHeaders(port);
      const answer = await staffPost(port, '/staff/api/sign-out', undefined, headers);
      expect(answer.headers['set-cookie']?.[0]).toBe(
        'vestibule-staff=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
      );
      expect(await isIn(headers)).toBe(false);
      expect((await get('/lobby/api/custody', headers)).code).toBe('notSignedIn');
    });

    it('is kept by acts, not by a page that keeps itself fresh', async () => {
      const [watching, acting] = [await pageHeaders(port), await pageHeaders(port)];
      for (let minutes = 0; minutes < 40; minutes += 20) {
        house.clock.advance(SESSION_IDLE - 600_000);
        await get('/lobby/api/assistance', watching);
        await staffPost(port, '/staff/api/touch', undefined, acting);
      }
      expect([await isIn(watching), await isIn(acting)]).toEqual([false, true]);
    });

    it('does not outlive a change of the PIN, anywhere; the page that changed it goes on', async () => {
      const [here, there] = [await pageHeaders(port, '1002'), await pageHeaders(port, '1002')];
      const change = (pin: string, newPin: string) =>
        staffPost(port, '/staff/api/pin', { pin, newPin }, here);
      expect((await change(pinOf('1002'), '123456')).text).toContain('"detail":"run"');
      expect((await change(pinOf('1002'), pinOf('1002'))).text).toContain('"detail":"same"');
      expect((await change('918273', '640579')).code).toBe('pinWrong');
      const changed = await change(pinOf('1002'), '640579');
      expect(changed.status).toBe(200);
      expect([await isIn(here), await isIn(there), await isIn(withCookie(changed))]).toEqual([
        false,
        false,
        true,
      ]);
      expect((await signIn('1002')).code).toBe('pinWrong');
      expect((await signIn('1002', '640579')).status).toBe(200);
    });

    it('has the rights of this very moment', async () => {
      const admin = await pageHeaders(port, '1001');
      const member = await pageHeaders(port, '1002');
      expect((await get('/lobby/api/custody', member)).code).toBe('notAllowed');
      const change = (body: object) => staffPost(port, '/staff/api/people/1002', body, admin);
      expect((await change({ roles: ['lobby'] })).status).toBe(200);
      expect((await get('/lobby/api/custody', member)).status).toBe(200);
      expect((await change({ roles: [] })).status).toBe(200);
      expect((await get('/lobby/api/custody', member)).code).toBe('notAllowed');
      expect((await change({ disabled: true })).status).toBe(200);
      expect((await get('/lobby/api/custody', member)).code).toBe('notSignedIn');
      expect((await change({ disabled: false })).status).toBe(200);
      expect((await get('/lobby/api/custody', member)).code).toBe('notSignedIn');
    });
  });

  describe('an administrator', () => {
    let admin: Record<string, string>;
    beforeEach(async () => {
      admin = await pageHeaders(port, '1001');
    });
    const act = (path: string, body?: object) => staffPost(port, `/staff/api/${path}`, body, admin);
    const people = async () => staffListSchema.parse(json(await get('/staff/api/people', admin))).people;

    it.each([
      'people',
      'people/1002',
      'people/1002/code',
      'people/1002/unlock',
      'people/1002/revoke',
      'terminals/T01/code',
    ])('and nobody else: %s', async (path) => {
      const other = await pageHeaders(port, '1004');
      expect((await staffPost(port, `/staff/api/${path}`, {}, other)).code).toBe('notAllowed');
      expect((await staffPost(port, `/staff/api/${path}`, {})).code).toBe('notSignedIn');
      expect((await get('/staff/api/people', other)).code).toBe('notAllowed');
    });

    it('adds somebody, who sets a PIN with the code, once', async () => {
      const person = { number: '2001', name: '许诺', branch: 'MAIN', roles: ['lobby'] };
      const added = await act('people', person);
      expect(added.status).toBe(201);
      const { staff, code } = staffCodeSchema.parse(json(added));
      expect(staff.state).toBe('new');
      const first = (pin: string, sent = code, number = '2001') =>
        staffPost(port, '/staff/api/first-pin', { number, code: sent, pin });
      expect((await first('222222')).code).toBe('pinWeak');
      expect((await first('640579', 'WRONG-CODE')).code).toBe('codeInvalid');
      expect((await first('640579', code, '1002')).code).toBe('codeInvalid');
      const entered = await first('640579', code.toLowerCase());
      expect(entered.status).toBe(200);
      expect((await get('/lobby/api/custody', withCookie(entered))).status).toBe(200);
      expect((await first('739150')).code).toBe('codeInvalid');
      expect((await people()).find(({ number }) => number === '2001')).toMatchObject({
        state: 'active',
        signedIn: 1,
      });
      expect((await act('people', person)).code).toBe('numberTaken');
      expect((await act('people', { ...person, number: '2002', branch: 'NOWHERE' })).code).toBe('badRequest');
      for (const name of ['', '<b>', ' 许诺', 'a\u202eb', 'x'.repeat(41)])
        expect((await act('people', { ...person, number: '2003', name })).code).toBe('badRequest');
    });

    it('makes a new code, which ends the PIN and every session at once, and lasts a day', async () => {
      const member = await pageHeaders(port, '1002');
      const older = staffCodeSchema.parse(json(await act('people/1002/code'))).code;
      expect(await isIn(member)).toBe(false);
      expect((await signIn('1002')).code).toBe('pinWrong');
      const newer = staffCodeSchema.parse(json(await act('people/1002/code'))).code;
      const first = (code: string) =>
        staffPost(port, '/staff/api/first-pin', { number: '1002', code, pin: '640579' });
      expect((await first(older)).code).toBe('codeInvalid');
      house.clock.advance(24 * 3_600_000);
      expect((await first(newer)).code).toBe('codeInvalid');
    });

    it('unlocks', async () => {
      const lockedOut = (
        await withStore(house, ({ db }) => db.selectFrom('staff_attempts').selectAll().execute())
      ).length;
      expect(lockedOut).toBe(0);
      await signIn('1002', '918273');
      await withStore(house, ({ db }) => db.updateTable('staff_attempts').set({ wrong: 15 }).execute());
      expect((await signIn('1002')).code).toBe('pinLocked');
      expect((await people()).find(({ number }) => number === '1002')?.state).toBe('locked');
      expect((await act('people/1002/unlock')).status).toBe(200);
      expect((await signIn('1002')).status).toBe(200);
    });

    it('signs somebody out', async () => {
      const member = await pageHeaders(port, '1003');
      expect((await act('people/1003/revoke')).status).toBe(200);
      expect(await isIn(member)).toBe(false);
      expect((await signIn('1003')).status).toBe(200);
    });

    it('cannot be lost: not by himself, nor by two who disable each other at once', async () => {
      expect((await act('people/1001', { disabled: true })).code).toBe('notYourself');
      expect((await act('people/1001', { roles: ['manager'] })).code).toBe('notYourself');
      expect((await act('people/1001/code')).code).toBe('notYourself');
      expect((await act('people/1002', { roles: ['administrator'] })).status).toBe(200);
      const second = await pageHeaders(port, '1002');
      const codes = await Promise.all([
        act('people/1002', { disabled: true }),
        staffPost(port, '/staff/api/people/1001', { disabled: true }, second),
      ]);
      expect(codes.map(({ status }) => status).toSorted()).not.toEqual([200, 200]);
      expect((await entry()).founding).toBe(false);
    });

    it('of another branch looks after his own people only', async () => {
      await withStore(house, async ({ db }) => {
        await db
          .insertInto('branches')
          .values({ id: 'GX-014', revision: 0, created_at: '2026-11-22' })
          .execute();
        await db.updateTable('staff').set({ branch: 'GX-014' }).where('number', '=', '1001').execute();
      });
      expect((await people()).map(({ number }) => number)).toEqual(['1001']);
      expect((await act('people/1002', { disabled: true })).code).toBe('notFound');
      const person = { number: '2001', name: '许诺', roles: [] };
      expect((await act('people', { ...person, branch: 'MAIN' })).code).toBe('notAllowed');
      expect((await act('people', { ...person, branch: 'GX-014' })).status).toBe(201);
    });

    it('lets a terminal join his branch, and takes none from another', async () => {
      const made = terminalCodeSchema.parse(json(await act('terminals/T07/code')));
      expect(made).toMatchObject({ terminal: 'T07', branch: 'MAIN' });
      const client = clientOf(house.service.url, house.clock, 'T07');
      expect((await client.enrol(made.code)).ok).toBe(true);
      await withStore(house, ({ db }) => db.updateTable('terminals').set({ branch: 'GX-014' }).execute());
      expect((await act('terminals/T07/code')).code).toBe('notAllowed');
      expect((await act('terminals/t%2007/code')).code).toBe('notFound');
    });

    it('leaves a log of it all, in order, without a PIN or a code', async () => {
      const { code } = staffCodeSchema.parse(
        json(await act('people', { number: '2001', name: '许诺', branch: 'MAIN', roles: ['lobby'] })),
      );
      await staffPost(port, '/staff/api/first-pin', { number: '2001', code, pin: '640579' });
      await act('people/2001', { roles: ['lobby', 'manager'], disabled: true });
      await act('people/1002/code');
      const rows = await withStore(house, ({ db }) =>
        db.selectFrom('staff_log').selectAll().orderBy('sequence').execute(),
      );
      expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, at) => at + 1));
      expect(rows.map(({ event, actor, subject, detail }) => [event, actor, subject, detail])).toEqual([
        ['signedIn', '1001', '1001', null],
        ['added', '1001', '2001', 'lobby'],
        ['codeMade', '1001', '2001', null],
        ['pinSet', '2001', '2001', null],
        ['rolesChanged', '1001', '2001', 'lobby > lobby manager'],
        ['disabled', '1001', '2001', null],
        ['sessionsRevoked', '1001', '2001', '1'],
        ['codeMade', '1001', '1002', null],
      ]);
      const everything = await withStore(house, async ({ db }) =>
        JSON.stringify([
          rows,
          await db.selectFrom('staff_codes').selectAll().execute(),
          await db.selectFrom('staff').selectAll().execute(),
        ]),
      );
      for (const secret of [code, code.replaceAll('-', ''), '640579', pinOf('1001')])
        expect(everything).not.toContain(secret);
    });
  });
});

describe('on a real bank', () => {
  beforeEach(async () => {
    house = await openBranch(new ManualClock(), { practiceStaff: false });
    port = house.service.port;
  });

  it('nobody is there; the first administrator is made with the code of the start, once', async () => {
    const { practice, administratorCode } = house.service.staff;
    expect(practice).toEqual([]);
    expect(await entry()).toEqual({ founding: true, session: null, practice: false });
    expect((await signIn('1001')).code).toBe('pinWrong');
    const found = (code: string | null, number = '3001', pin = '640579') =>
      staffPost(port, '/staff/api/first-administrator', { code, number, name: '白露', pin });
    expect((await found('00000-00000-00000-00000')).code).toBe('codeInvalid');
    expect((await found(administratorCode, '3001', '111111')).code).toBe('pinWeak');
    const founded = await found(administratorCode);
    expect(founded.status).toBe(200);
    expect(staffSessionSchema.parse(json(founded)).staff.roles).toEqual(['manager', 'administrator']);
    expect((await found(administratorCode, '3002')).code).toBe('codeInvalid');
    expect(await entry()).toMatchObject({ founding: false });
  });

  it('anybody books for practice beside the sandbox bank alone: neither page nor calls are there', async () => {
    const status = async (path: string) => (await get(path, {})).status;
    for (const path of ['/book', '/book/api/choices'])
      expect([path, await status(path)]).toEqual([path, 404]);
    await house.close();
    house = await openBranch();
    port = house.service.port;
    for (const path of ['/book', '/book/api/choices'])
      expect([path, await status(path)]).toEqual([path, 200]);
  });
});
