import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import {
  type BranchHouse,
  enrolled,
  openBranch,
  pageHeaders,
  pageOrigin,
  rawRequest,
  staffPost,
} from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
let port: number;
beforeAll(async () => {
  house = await openBranch(new ManualClock(), { publicUrl: 'https://branch.example' });
  port = house.service.port;
}, 60_000);
afterAll(() => house.close());

const complaint = (changes: object = {}) => ({
  id: randomUUID(),
  subject: 'waiting' as const,
  wish: 'byNumber' as const,
  contact: null,
  language: 'zh-CN' as const,
  ...changes,
});

it('files a terminal’s complaint once, and tells how it stands by its address and by its number', async () => {
  const terminal = await enrolled(house);
  const request = complaint();
  const [first, again] = [await terminal.fileComplaint(request), await terminal.fileComplaint(request)];
  if (!first.ok) throw new Error(first.error.code);
  expect(again).toEqual(first);
  const { number, url } = first.value;
  const token = url?.split('/').at(-1) ?? '';
  const byAddress = await rawRequest(port, 'GET', `/c/api/${token}`, { host: 'branch.example' });
  expect(JSON.parse(byAddress.text)).toMatchObject({ number, state: 'received', mayAdd: true });
  const byNumber = await staffPost(port, '/c/api/number', { number }, pageOrigin(port));
  expect(JSON.parse(byNumber.text)).toMatchObject({ number, mayAdd: false });
  expect((await rawRequest(port, 'GET', '/c', { host: 'branch.example' })).status).toBe(200);
  // Staff are not to be reached from outside.
  expect((await rawRequest(port, 'GET', '/tasks', { host: 'branch.example' })).code).toBe('wrongHost');
}, 30_000);

it('lets nobody try the letters of a number one after the other', async () => {
  const tries = [];
  for (let count = 0; count < 12; count++)
    tries.push(await staffPost(port, '/c/api/number', { number: 'C-261122-0099-22222' }));
  expect(tries.slice(0, 10).map(({ status }) => status)).toEqual(Array(10).fill(404));
  expect(tries.at(-1)).toMatchObject({ status: 429, code: 'tooManyRequests' });
});

it.each([
  ['hidden', 'a\u202eb'],
  ['two lines', 'a\nb'],
  ['too long', 'x'.repeat(201)],
  ['not in form C', 'e\u0301'],
  ['nothing', ''],
])(
  'refuses words that are not honest text: %s',
  async (_, words) => {
    const headers = await pageHeaders(port, '1002');
    const body = complaint({ words, counter: '1' });
    const refused = await staffPost(port, '/tasks/api/complaints', body, headers);
    expect(refused).toMatchObject({ status: 400, code: 'badRequest' });
    if (words !== '') expect(refused.text).not.toContain(words);
  },
  30_000,
);

it('lets the counter file and nobody but lobby and manager see; figures are the manager’s', async () => {
  const counter = await pageHeaders(port, '1002');
  const words = '<b>太慢</b> "; drop table tasks';
  const filed = await staffPost(port, '/tasks/api/complaints', complaint({ words, counter: '1' }), counter);
  expect(filed.status).toBe(201);
  expect((await rawRequest(port, 'GET', '/tasks/api/list', counter)).status).toBe(403);
  const lobby = await pageHeaders(port, '1003');
  const list = JSON.parse((await rawRequest(port, 'GET', '/tasks/api/list', lobby)).text);
  const { number } = JSON.parse(filed.text);
  const task = list.tasks.find((one: { number: string }) => one.number === number);
  const detail = JSON.parse((await rawRequest(port, 'GET', `/tasks/api/tasks/${task.id}`, lobby)).text);
  expect(detail.words).toBe(words);
  expect((await rawRequest(port, 'GET', '/tasks/api/figures', lobby)).status).toBe(403);
  const manager = await pageHeaders(port, '1001');
  expect((await rawRequest(port, 'GET', '/tasks/api/figures', manager)).status).toBe(200);
  const { cookie: _, ...nobody } = lobby;
  expect((await rawRequest(port, 'GET', '/tasks/api/list', nobody)).status).toBe(401);
}, 30_000);
