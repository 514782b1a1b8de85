import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LobbyCalls, lobbyCallsSchema, lobbyCustodyListSchema } from '#contracts/branch/lobby.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import {
  aCall,
  aKeptCard,
  type BranchHouse,
  enrolled,
  openBranch,
  pageHeaders,
  type RawAnswer,
  rawRequest,
  withStore,
} from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;
let headers: Record<string, string>;
beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house);
  headers = await pageHeaders(house.service.port);
});
afterEach(() => house.close());

const get = (path: string, sent = headers) => rawRequest(house.service.port, 'GET', path, sent);
const post = (path: string, sent = headers, content = '') =>
  rawRequest(house.service.port, 'POST', path, sent, content);
const calls = (answer: RawAnswer): LobbyCalls => lobbyCallsSchema.parse(JSON.parse(answer.text));
const list = async () => calls(await get('/lobby/api/assistance'));
async function open(changes: Parameters<typeof aCall>[0] = {}): Promise<string> {
  const answer = await client.requestAssistance(aCall(changes));
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.id;
}

describe('the lobby’s list of calls', () => {
  it('shows who waits, oldest first, and nothing that leads to a visit', async () => {
    const first = await open();
    house.clock.advance(60_000);
    const second = await open({ step: 'result', service: null, language: 'en', reason: 'mediaRetained' });
    const seen = await list();
    expect(seen.calls.map((call) => call.id)).toEqual([first, second]);
    expect(seen.calls[1]).toMatchObject({
      terminal: 'T01',
      step: 'result',
      reason: 'mediaRetained',
      language: 'en',
    });
    expect(JSON.stringify(seen)).not.toContain('visit-0001');
    expect(seen.serverTime).toBe(new Date(house.clock.wall()).toISOString());
    expect(seen.total).toBe(2);
  });

  it('lets go of what is closed or withdrawn', async () => {
    const [closed, withdrawn, kept] = [await open(), await open(), await open()];
    await post(`/lobby/api/assistance/${closed}/acknowledge`);
    await post(`/lobby/api/assistance/${closed}/close`);
    await client.withdraw(withdrawn);
    await post(`/lobby/api/assistance/${kept}/acknowledge`);
    expect((await list()).calls.map((call) => [call.id, call.state])).toEqual([[kept, 'acknowledged']]);
  });

  it('carries a bounded number and tells how many there are', async () => {
    const rows = Array.from({ length: 203 }, (_, index) => ({
      ...aCall(),
      branch: HOME_BRANCH,
      reference: `H-${index}`,
      business_date: '2026-11-22',
      terminal: 'T01',
      state: 'open',
      version: 1,
      created_at: '2026-11-22T02:00:00.000Z',
      changed_at: '2026-11-22T02:00:00.000Z',
    }));
    await withStore(house, ({ db }) => db.insertInto('assistance').values(rows).execute());
    const seen = await list();
    expect([seen.calls.length, seen.total]).toEqual([200, 203]);
  });

  it.each(['assistance', 'custody'])(
    '%s: only for a signed-in member of the lobby, from a page of ours',
    async (name) => {
      const { cookie = '', 'x-staff': _, ...others } = headers;
      const outcome = async (sent: Record<string, string>) => {
        const { status, code } = await get(`/lobby/api/${name}`, sent);
        return [status, code];
      };
      expect(await outcome({ ...others, cookie })).toEqual([403, 'notFromPage']);
      for (const wrong of [
        '',
        'vestibule-staff=',
        `${cookie}x`,
        `${cookie}; ${cookie}`,
        cookie.replace('=', '2='),
      ])
        expect(await outcome({ ...others, 'x-staff': '1', cookie: wrong })).toEqual([401, 'notSignedIn']);
      expect(await outcome(await pageHeaders(house.service.port, '1002'))).toEqual([403, 'notAllowed']);
    },
  );

  it('shows a member the calls of his own branch, and lets him act on no other', async () => {
    const id = await open();
    await withStore(house, ({ db }) =>
      db.updateTable('staff').set({ branch: 'GX-014' }).where('number', '=', '1003').execute(),
    );
    expect((await list()).total).toBe(0);
    expect((await post(`/lobby/api/assistance/${id}/acknowledge`)).code).toBe('notFound');
  });
});

describe('a long poll of the lobby', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a call', () => open()],
    ['a kept card', () => client.openCustody(aKeptCard())],
  ])('wakes at %s', async (_, happen) => {
    const { revision } = await list();
    const own = house.clock.armed;
    const waiting = get(`/lobby/api/assistance?after=${revision}&wait=25`);
    await until(() => house.clock.armed === own + 1);
    await happen();
    expect(calls(await waiting).revision).toBe(revision + 1);
    expect(house.clock.armed).toBe(own);
  });

  it('answers in the end, when nothing happens', async () => {
    const { revision } = await list();
    const own = house.clock.armed;
    const waiting = get(`/lobby/api/assistance?after=${revision}&wait=25`);
    await until(() => house.clock.armed === own + 1);
    house.clock.advance(25_000);
    expect(calls(await waiting).revision).toBe(revision);
  });

  it('answers at once to a page that knows another revision, older or newer', async () => {
    await open();
    for (const after of [0, 99])
      expect(calls(await get(`/lobby/api/assistance?after=${after}&wait=25`)).revision).toBe(1);
  });

  it('answers nothing to somebody who was signed out meanwhile', async () => {
    const { revision } = await list();
    const own = house.clock.armed;
    const waiting = get(`/lobby/api/assistance?after=${revision}&wait=25`);
    await until(() => house.clock.armed === own + 1);
    await withStore(house, ({ db }) => db.deleteFrom('staff_sessions').execute());
    house.clock.advance(25_000);
    expect((await waiting).code).toBe('notSignedIn');
  });

  it('does not wake for a resend', async () => {
    const request = aCall();
    await client.requestAssistance(request);
    const { revision } = await list();
    await client.requestAssistance(request);
    expect((await list()).revision).toBe(revision);
  });
});

describe('an act of staff', () => {
  it('acknowledges, then closes, and the terminal’s version grows', async () => {
    const id = await open();
    const seen = await post(`/lobby/api/assistance/${id}/acknowledge`);
    expect(JSON.parse(seen.text)).toMatchObject({ id, state: 'acknowledged', version: 2 });
    const closed = await post(`/lobby/api/assistance/${id}/close`);
    expect(JSON.parse(closed.text)).toMatchObject({ id, state: 'closed', version: 3 });
  });

  it('that the call does not allow is refused and changes nothing', async () => {
    const id = await open();
    const outcome = async (act: string) => {
      const answer = await post(`/lobby/api/assistance/${id}/${act}`);
      return answer.code ?? answer.status;
    };
    expect(await outcome('close')).toBe('illegalMove');
    expect(await outcome('acknowledge')).toBe(200);
    expect(await outcome('acknowledge')).toBe('illegalMove');
    expect(await outcome('close')).toBe(200);
    expect(await outcome('close')).toBe('illegalMove');
    expect(await outcome('acknowledge')).toBe('illegalMove');
    const withdrawn = await client.withdraw(id);
    expect(withdrawn.ok ? 'ok' : withdrawn.error.reason).toBe('illegalMove');
  });

  it('of two at once, one is first', async () => {
    const id = await open();
    const answers = await Promise.all([1, 2, 3].map(() => post(`/lobby/api/assistance/${id}/acknowledge`)));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409, 409]);
  });

  it('on a call that is not there', async () => {
    expect((await post(`/lobby/api/assistance/${randomUUID()}/acknowledge`)).code).toBe('notFound');
    expect((await post('/lobby/api/assistance/x/acknowledge')).code).toBe('notFound');
  });

  it('comes from our page only', async () => {
    const id = await open();
    const path = `/lobby/api/assistance/${id}/acknowledge`;
    const { origin: _, ...noOrigin } = headers;
    const { 'x-staff': __, ...noHeader } = headers;
    expect((await post(path, noOrigin)).code).toBe('wrongOrigin');
    expect((await post(path, { ...headers, origin: 'http://evil.example' })).code).toBe('wrongOrigin');
    expect((await post(path, { ...headers, origin: `http://localhost:${house.service.port}` })).code).toBe(
      'wrongOrigin',
    );
    expect((await post(path, noHeader)).code).toBe('notFromPage');
    expect((await post(path, { ...headers, 'content-type': 'application/json' }, '{}')).code).toBe(
      'badRequest',
    );
    expect((await post(path, { ...headers, 'content-type': 'text/plain' }, 'x')).code).toBe('notJson');
    expect((await list()).calls[0]?.state).toBe('open');
  });
});

describe('kept cards', () => {
  it('are listed with their reference, terminal and since when', async () => {
    await client.openCustody(aKeptCard({ reference: 'C-1111', reason: 'jammed', visit: null }));
    const answer = await get('/lobby/api/custody');
    const { custody, total } = lobbyCustodyListSchema.parse(JSON.parse(answer.text));
    expect(total).toBe(1);
    expect(custody[0]).toMatchObject({
      reference: 'C-1111',
      terminal: 'T01',
      reason: 'jammed',
      state: 'inBin',
      createdAt: new Date(house.clock.wall()).toISOString(),
    });
    expect(answer.text).not.toContain('visit');
  });
});

/** Waits for what another part of this process is about to do, turn by turn of the event loop. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
