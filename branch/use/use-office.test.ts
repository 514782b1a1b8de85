import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { tileUseSchema, USE_HOUR, type UseBatch } from '#contracts/branch/use.ts';
import { ManualClock } from '#foundation/clock.ts';
import { configure, readConfiguration } from '../queue/configure.ts';
import { practiceConfiguration } from '../queue/default-configuration.ts';
import { foundBranch, HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { UseOffice } from './use-office.ts';

/** 10:20 in the branch. */
const NOW = Date.parse('2026-11-22T02:20:00.000Z');
const HOUR = Math.floor(NOW / USE_HOUR) * USE_HOUR;
const T01 = { terminal: 'T01', branch: HOME_BRANCH };

const batch = (...rows: [tile: string, hour: number, opened: number, finished: number][]): UseBatch => ({
  id: randomUUID(),
  rows: rows.map(([tile, hour, opened, finished]) => ({ tile, hour, opened, finished })),
});

onBothEngines('use of what terminals offer', ({ emptyStore }) => {
  let clock: ManualClock;
  let store: BranchStore;
  let office: UseOffice;
  beforeEach(async () => {
    clock = new ManualClock(NOW);
    store = await emptyStore(clock);
    const read = readConfiguration(JSON.stringify({ ...practiceConfiguration, timeZone: 'Asia/Shanghai' }));
    if (!read.ok) throw new Error(read.error.code);
    await configure(store, clock, HOME_BRANCH, read.value);
    office = new UseOffice(store, clock);
  });
  const of = async (tile: string, days = 7) =>
    (await office.look(HOME_BRANCH, days)).tiles.find((one) => one.tile === tile);

  it('is summed by day and hour over terminals and batches, and told with what nobody used', async () => {
    await office.count(T01, batch(['find', HOUR, 3, 2], ['service:reportLostCard', HOUR, 1, 1]));
    await office.count(
      { ...T01, terminal: 'T02' },
      batch(['find', HOUR, 2, 0], ['find', HOUR - USE_HOUR, 1, 1]),
    );
    const seen = tileUseSchema.parse(await office.look(HOME_BRANCH, 7));
    expect([seen.from, seen.to]).toEqual(['2026-11-16', '2026-11-22']);
    expect(seen.tiles.slice(0, 2)).toEqual([
      { tile: 'find', name: null, opened: 6, finished: 3, givenUp: 3, lastUsed: '2026-11-22' },
      {
        tile: 'service:reportLostCard',
        name: null,
        opened: 1,
        finished: 1,
        givenUp: 0,
        lastUsed: '2026-11-22',
      },
    ]);
    expect([seen.hours[9], seen.hours[10], seen.hours.reduce((sum, one) => sum + one, 0)]).toEqual([1, 6, 7]);
    expect(await of('business:cash')).toMatchObject({
      opened: 0,
      lastUsed: null,
      name: { en: expect.any(String) },
    });
    expect(await of('answer:loan')).toMatchObject({ opened: 0, lastUsed: null });
  });

  it('counts a batch once, however often and however much at once it is told', async () => {
    const one = batch(['find', HOUR, 3, 2]);
    const told = await Promise.all(Array.from({ length: 8 }, () => office.count(T01, one)));
    expect(told.filter(Boolean)).toHaveLength(1);
    expect(await office.count(T01, one)).toBe(false);
    expect(await of('find')).toMatchObject({ opened: 3, finished: 2 });
    // Ids are each terminal's own.
    expect(await office.count({ ...T01, terminal: 'T02' }, one)).toBe(true);
    expect(await of('find')).toMatchObject({ opened: 6 });
  });

  it('leaves out hours that lie ahead or so far back that the batch might be forgotten', async () => {
    const day = 86_400_000;
    await office.count(
      T01,
      batch(
        ['find', HOUR + 3 * USE_HOUR, 9, 9],
        ['find', HOUR - 91 * day, 9, 9],
        ['find', HOUR - 89 * day, 1, 0],
      ),
    );
    expect(await of('find', 90)).toMatchObject({ opened: 1 });
    expect(await of('find', 28)).toMatchObject({ opened: 0, lastUsed: null });
    expect(await store.db.selectFrom('tile_use').selectAll().execute()).toHaveLength(1);
  });

  it('forgets ids only when what they told is counted no more', async () => {
    const day = 86_400_000;
    const one = batch(['find', HOUR, 1, 1]);
    await office.count(T01, one);
    clock.jumpWall(89 * day);
    await office.count(T01, batch(['number', HOUR + 89 * day, 1, 1]));
    expect(await office.count(T01, one)).toBe(false);
    clock.jumpWall(10 * day);
    await office.count(T01, batch(['number', HOUR + 99 * day, 1, 1]));
    expect(await store.db.selectFrom('use_batches').selectAll().execute()).toHaveLength(2);
    await office.count(T01, one);
    expect(
      await store.db.selectFrom('tile_use').select('opened').where('tile', '=', 'find').execute(),
    ).toEqual([{ opened: 1 }]);
  });

  it('is of one’s own branch, and keeps neither terminal nor instant', async () => {
    await foundBranch(store, 'OTHER', clock);
    await office.count(T01, batch(['find', HOUR, 3, 2]));
    expect((await office.look('OTHER', 90)).tiles.every(({ opened }) => opened === 0)).toBe(true);
    const [row] = await store.db.selectFrom('tile_use').selectAll().execute();
    expect(Object.keys(row ?? {}).toSorted()).toEqual([
      'branch',
      'business_date',
      'finished',
      'hour',
      'opened',
      'tile',
    ]);
  });

  it('keeps the name a branch gives to an answer of the product', async () => {
    const own = {
      id: 'loan',
      question: { zh: '贷款找谁', en: 'Whom to ask for a loan' },
      answer: { zh: '请找大堂。', en: 'Ask in the hall.' },
      end: { to: 'person' },
    };
    const read = readConfiguration(
      JSON.stringify({ ...practiceConfiguration, finding: { answers: [own], without: ['forgotPin'] } }),
    );
    if (!read.ok) throw new Error(read.error.code);
    await configure(store, clock, HOME_BRANCH, read.value);
    await office.count(T01, batch(['answer:forgotPin', HOUR, 1, 0]));
    expect((await of('answer:loan'))?.name).toEqual(own.question);
    expect(await of('answer:forgotPin')).toMatchObject({ name: null, opened: 1 });
  });
});
