import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ManualClock } from '#foundation/clock.ts';
import { aTellerCall } from '../calls/test-support.ts';
import type { BranchClient } from '../client/client.ts';
import { DeskPage } from '../desk-socket/test-support.ts';
import {
  type BranchHouse,
  enrolled,
  openBranch,
  pageHeaders,
  rawRequest,
  staffPost,
  withStore,
} from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let client: BranchClient;
let headers: Record<string, string>;
let page: DeskPage;

beforeEach(async () => {
  house = await openBranch();
  client = await enrolled(house);
  headers = await pageHeaders(house.service.port, '1006');
  page = await DeskPage.signedIn(house.service.port, headers);
  await page.ready();
});
afterEach(async () => {
  page.cut();
  await house.close();
});

const question = (visit = 'visit-0001') => ({
  id: randomUUID(),
  visit,
  service: 'changeReservedPhone' as const,
  step: 'awaitApproval',
  language: 'zh-CN' as const,
  subject: {
    kind: 'changeReservedPhone' as const,
    why: 'oldNumberUnreachable' as const,
    cardLast4: '0019',
    oldPhone: '142****0001',
    newPhone: '14200009999',
  },
  digest: 'a'.repeat(64),
});
const live = async (by = client) => {
  const request = aTellerCall();
  await by.requestCall(request);
  expect(await page.ask({ type: 'next' })).toBeUndefined();
  await by.callIsLive(request.id, { turn: 1, mode: 'text' });
  return request.id;
};
const ask = async (of = headers, query = '') =>
  rawRequest(house.service.port, 'GET', `/teller/api/approvals${query}`, of);
const decide = (id: string, of = headers) =>
  staffPost(
    house.service.port,
    `/teller/api/approvals/${id}/decide`,
    { decision: 'approved', reason: 'faceAndDocument' },
    of,
  );

it('a teller decides what his own customer’s terminal asks, and it stands in the log with the call', async () => {
  expect((await ask()).code).toBe('notFound');
  const call = await live();
  const own = question();
  await client.requestApproval(own);
  const seen = JSON.parse((await ask()).text);
  expect(seen).toMatchObject({ total: 1, approvals: [{ id: own.id, terminal: 'T01' }] });
  const { port } = house.service;
  expect((await staffPost(port, `/teller/api/approvals/${own.id}/seen`, undefined, headers)).status).toBe(
    200,
  );
  expect((await decide(own.id)).status).toBe(200);
  const told = await client.watchApproval(own.id, 0, new AbortController().signal).next();
  expect(told.value).toMatchObject({ ok: true, value: { state: 'approved', staff: '1006' } });
  const log = await withStore(house, (store) =>
    store.db
      .selectFrom('staff_log')
      .select(['event', 'detail'])
      .where('event', 'like', 'approval%')
      .execute(),
  );
  expect(log.map(({ event }) => event)).toEqual(['approvalSeen', 'approvalApproved']);
  for (const { detail } of log) expect(detail).toContain('call V-0001');
  await client.leaveCall(call, { outcome: 'withdrawn' });
  expect((await ask()).code).toBe('notFound');
});

it('nothing of another terminal, another visit or a call that is not live is his to decide', async () => {
  const other = await enrolled(house, 'T02');
  const elsewhere = question();
  await other.requestApproval(elsewhere);
  await live();
  const before = question('visit-0000');
  await client.requestApproval(before);
  expect(JSON.parse((await ask()).text)).toMatchObject({ total: 0, approvals: [] });
  for (const { id } of [elsewhere, before]) {
    expect((await decide(id)).code).toBe('notFound');
    const seen = await staffPost(house.service.port, `/teller/api/approvals/${id}/seen`, undefined, headers);
    expect(seen.code).toBe('notFound');
  }
});

it('a teller who is no approver, and an approver who is no teller, decide nothing here', async () => {
  await live();
  const own = question();
  await client.requestApproval(own);
  for (const number of ['1005', '1004']) {
    const of = await pageHeaders(house.service.port, number);
    expect((await ask(of)).code).toBe('notAllowed');
    expect((await decide(own.id, of)).code).toBe('notAllowed');
  }
});

it('the desk hears at once of a question, and of the end of its call', async () => {
  const call = await live();
  const { revision } = JSON.parse((await ask()).text);
  const waiting = ask(headers, `?after=${revision}&wait=20`);
  await client.requestApproval(question());
  expect(JSON.parse((await waiting).text)).toMatchObject({ total: 1 });
  const now = JSON.parse((await ask()).text).revision;
  const ended = ask(headers, `?after=${now}&wait=20`);
  await client.leaveCall(call, { outcome: 'withdrawn' });
  expect((await ended).code).toBe('notFound');
});
