import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { USE_HOUR } from '#contracts/branch/use.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { type BranchHouse, enrolled, openBranch, pageHeaders, rawRequest } from '../test-support/house.ts';

let house: BranchHouse<ManualClock>;
beforeAll(async () => {
  house = await openBranch();
}, 60_000);
afterAll(() => house.close());

const look = async (number: string, query = '') =>
  rawRequest(
    house.service.port,
    'GET',
    `/use/api/tiles${query}`,
    await pageHeaders(house.service.port, number),
  );

it('is told by a terminal that signs, once, and seen by the manager alone', async () => {
  const terminal = await enrolled(house);
  const hour = Math.floor(house.clock.wall() / USE_HOUR) * USE_HOUR;
  const batch = { id: randomUUID(), rows: [{ tile: 'find', hour, opened: 2, finished: 1 }] };
  expect(await terminal.tellUse(batch)).toEqual({ ok: true, value: { counted: true } });
  expect(await terminal.tellUse(batch)).toEqual({ ok: true, value: { counted: false } });
  const seen = await look('1001', '?days=90');
  expect(JSON.parse(seen.text).tiles[0]).toMatchObject({ tile: 'find', opened: 2, finished: 1, givenUp: 1 });
  expect((await look('1003')).status).toBe(403);
  expect((await look('1002')).status).toBe(403);
  const unsigned = { host: `127.0.0.1:${house.service.port}`, 'content-type': 'application/json' };
  const refused = await rawRequest(house.service.port, 'POST', '/v1/use', unsigned, JSON.stringify(batch));
  expect(refused.status).toBe(401);
}, 30_000);

it.each([
  ['a tile with words in it', { tile: 'find:我的卡丢了', hour: 0, opened: 1, finished: 0 }],
  ['minutes', { tile: 'find', hour: 60_000, opened: 1, finished: 0 }],
  ['less than nothing', { tile: 'find', hour: 0, opened: 1, finished: -1 }],
  ['whose visit it was', { tile: 'find', hour: 0, opened: 1, finished: 0, visit: 'v' }],
])(
  'refuses %s',
  async (_, row) => {
    const terminal = await enrolled(house);
    const answer = await terminal.tellUse({ id: randomUUID(), rows: [row] });
    expect(answer).toMatchObject({ ok: false, error: { reason: 'badRequest' } });
  },
  30_000,
);

it('looks back over the days it offers and no others', async () => {
  expect((await look('1001')).status).toBe(200);
  for (const days of ['0', '8', '-7', '07', 'all', '1e9'])
    expect((await look('1001', `?days=${days}`)).code, days).toBe('badRequest');
}, 30_000);
