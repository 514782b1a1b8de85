import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardSchema } from '#contracts/branch/board.ts';
import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import { phoneTicketSchema } from '#contracts/branch/phone.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { ManualClock as Standing } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { Counters, EVERYBODY } from '../queue/counters.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { type BranchHouse, enrolled, openBranch, rawRequest, withStore } from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let terminal: BranchClient;
beforeEach(async () => {
  house = await openBranch(new Standing(), { publicUrl: 'https://branch.example/' });
  terminal = await enrolled(house);
});
afterEach(() => house.close());

const get = async (path: string) => rawRequest(house.service.port, 'GET', path, own());
const own = () => ({ host: `127.0.0.1:${house.service.port}` });

async function take() {
  const taken = await terminal.takeTicket({
    id: randomUUID(),
    services: ['cash'],
    segment: 'ordinary',
    needs: [],
    language: 'zh-CN',
    channel: 'anonymous',
  });
  if (!taken.ok) throw new Error(taken.error.code);
  return taken.value;
}

async function takeAndCall(call = true) {
  const taken = await take();
  await withStore(house, async (store) => {
    const counters = new Counters(store, house.clock, EVERYBODY);
    const at = { staff: '1001', branch: HOME_BRANCH };
    await counters.act(at, 'open', { request: randomUUID(), counter: '1' });
    if (call) await counters.act(at, 'callNext', { request: randomUUID() });
  });
  return taken;
}

describe('the board', () => {
  it('shows numbers and counters to anybody in the hall, and nothing else', async () => {
    const { ticket } = await takeAndCall();
    const answer = await get('/board/api/state');
    const board = boardSchema.parse(JSON.parse(answer.text));
    expect(board).toMatchObject({ rows: [{ label: ticket.label, counter: '1', calls: 1 }], waiting: 0 });
    expect(answer.text).not.toContain(ticket.id);
    expect(answer.text).not.toContain('1001');
  });

  it('of a branch that nobody founded is not there', async () => {
    expect((await get('/board/api/state?branch=NOPE')).code).toBe('notFound');
    expect((await get('/board/api/state?branch=no%20pe')).code).toBe('badRequest');
  });

  it('speaks only what stands on it', async () => {
    await takeAndCall();
    const ask = (label: string) => get(`/board/api/speech?label=${label}&counter=1&language=zh-CN`);
    expect((await ask('A099')).status).toBe(404);
    const board = boardSchema.parse(JSON.parse((await get('/board/api/state')).text));
    const spoken = await ask('A001');
    expect(spoken.status).toBe(board.speech ? 200 : 404);
    expect((await get('/board/api/speech?label=A001&counter=1&language=de')).code).toBe('badRequest');
    expect((await get('/board/api/speech?label=--help&counter=1&language=en')).code).toBe('badRequest');
  });
});

describe('the order of the board', () => {
  it('is that of calling; whoever is called again comes first, and five rows are what there is', async () => {
    await withStore(house, async (store) => {
      const counters = new Counters(store, house.clock, EVERYBODY);
      const configuration = {
        ...defaultConfiguration,
        counters: ['1', '2', '3', '4', '5', '6', '7'].map((id) => ({ id, services: [] })),
      };
      await store.db
        .updateTable('branches')
        .set({ configuration: JSON.stringify(configuration) })
        .where('id', '=', HOME_BRANCH)
        .execute();
      const act = async <Name extends CounterActName>(at: number, name: Name, rest: object = {}) => {
        const content = { request: randomUUID(), ...rest } as CounterAct<Name>;
        const done = await counters.act({ staff: `200${at}`, branch: HOME_BRANCH }, name, content);
        if (!done.ok) throw new Error(done.error.code);
      };
      const rows = async () => {
        const { rows } = boardSchema.parse(JSON.parse((await get('/board/api/state')).text));
        return rows.map(({ label, counter, calls }) => `${label} ${counter} ${calls}`);
      };
      for (const at of [1, 2, 3, 4, 5, 6]) {
        await take();
        await act(at, 'open', { counter: String(at) });
        await act(at, 'callNext');
      }
      expect(await rows()).toEqual(['A006 6 1', 'A005 5 1', 'A004 4 1', 'A003 3 1', 'A002 2 1']);
      const first = await store.db
        .selectFrom('tickets')
        .select(['id', 'version'])
        .where('label', '=', 'A001')
        .executeTakeFirstOrThrow();
      await act(1, 'recall', { ticket: first.id, version: first.version });
      expect(await rows()).toEqual(['A001 1 2', 'A006 6 1', 'A005 5 1', 'A004 4 1', 'A003 3 1']);
    });
  });
});

describe('a ticket on a phone', () => {
  it('has one document for every address, which no browser keeps and which knows no ticket', async () => {
    const { phoneUrl } = await takeAndCall();
    const path = new URL(phoneUrl ?? '').pathname;
    const page = await get(path);
    expect([page.status, page.headers['cache-control'], page.headers['referrer-policy']]).toEqual([
      200,
      'no-store',
      'no-referrer',
    ]);
    expect(page.text).not.toContain(path.split('/').at(-1));
    expect((await get('/t/whatever')).text).toBe(page.text);
  });

  it('is reached under the public name for phones alone', async () => {
    const { phoneUrl } = await takeAndCall(false);
    const { pathname, host, origin } = new URL(phoneUrl ?? '');
    const token = pathname.split('/').at(-1);
    const { port } = house.service;
    const from = (method: 'GET' | 'POST', path: string, headers = {}) =>
      rawRequest(port, method, path, { host, ...headers }).then(({ status, code }) => code ?? status);
    expect(await from('GET', pathname)).toBe(200);
    expect(await from('GET', `/t/api/${token}`)).toBe(200);
    expect(await from('GET', '/assets/lobby-1234.js')).toBe(200);
    for (const path of ['/', '/staff', '/counter', '/board', '/board/api/state', '/v1/queue', '/t'])
      expect([path, await from('GET', path)]).toEqual([path, 'wrongHost']);
    expect(await from('GET', `/t/api/${token}`, { origin: 'https://evil.example' })).toBe('wrongHost');
    expect(await from('POST', `/t/api/${token}/give-up`, { origin: `http://127.0.0.1:${port}` })).not.toBe(
      200,
    );
    expect(await from('POST', `/t/api/${token}/give-up`, { origin })).toBe(200);
  });

  it('shows the number, the wait and the counter, and leads to nothing else', async () => {
    const { phoneUrl, ticket } = await takeAndCall();
    const token = new URL(phoneUrl ?? '').pathname.split('/').at(-1);
    const answer = await get(`/t/api/${token}`);
    const seen = phoneTicketSchema.parse(JSON.parse(answer.text));
    expect(seen).toMatchObject({ label: ticket.label, state: 'called', counter: '1', wait: null });
    expect(answer.text).not.toContain(ticket.id);
    expect((await get(`/t/api/${'x'.repeat(32)}`)).status).toBe(404);
    expect((await get('/t/api/short')).status).toBe(404);
  });

  it('gives the number back from that page alone, not from another site', async () => {
    const { phoneUrl } = await takeAndCall(false);
    const token = new URL(phoneUrl ?? '').pathname.split('/').at(-1);
    const post = (headers: Record<string, string>) =>
      rawRequest(house.service.port, 'POST', `/t/api/${token}/give-up`, { ...own(), ...headers });
    expect((await post({})).code).toBe('wrongOrigin');
    expect((await post({ origin: 'https://evil.example' })).code).toBe('wrongOrigin');
    const given = await post({ origin: `http://127.0.0.1:${house.service.port}` });
    expect(phoneTicketSchema.parse(JSON.parse(given.text)).state).toBe('gaveUp');
  });
});
