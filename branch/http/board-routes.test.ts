import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boardSchema } from '#contracts/branch/board.ts';
import { phoneTicketSchema } from '#contracts/branch/phone.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { ManualClock as Standing } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { Counters } from '../queue/counters.ts';
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

async function takeAndCall(call = true) {
  const taken = await terminal.takeTicket({
    id: randomUUID(),
    services: ['cash'],
    segment: 'ordinary',
    needs: [],
    language: 'zh-CN',
    channel: 'anonymous',
  });
  if (!taken.ok) throw new Error(taken.error.code);
  await withStore(house, async (store) => {
    const counters = new Counters(store, house.clock);
    const at = { staff: '1001', branch: HOME_BRANCH };
    await counters.act(at, 'open', { request: randomUUID(), counter: '1' });
    if (call) await counters.act(at, 'callNext', { request: randomUUID() });
  });
  return taken.value;
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

describe('a ticket on a phone', () => {
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
