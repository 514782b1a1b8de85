import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { USE_HOUR } from '#contracts/branch/use.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

let kiosk: Kiosk;
let ahead = 0;
/** The machine's clock, whose date can be moved on. */
const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + ahead };
beforeEach(async () => {
  ahead = 0;
  kiosk = await openKiosk(undefined, { clock });
  branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
});
afterEach(() => kiosk.close());

const rowsOf = (file: string, sql: string) => {
  const database = new DatabaseSync(join(kiosk.dataDir, file), { readOnly: true });
  try {
    return database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
};
const counted = () =>
  rowsOf(
    'branch.db',
    'SELECT tile, sum(opened) AS opened, sum(finished) AS finished FROM tile_use GROUP BY tile',
  );

/** Somebody looks for something, takes a number for it or leaves. */
async function visit(takesNumber: boolean) {
  const page = await kiosk.customer();
  await page.see('idle');
  await page.act('find');
  await page.see('find');
  page.send({ type: 'intent', intent: { type: 'words', step: page.screen.step, words: 'card damaged' } });
  await page.see('find', ({ results }) => results[0]?.id === 'cardDamaged');
  if (takesNumber) {
    await page.act('choose', (await page.see('find')).results[0]?.choice ?? 0);
    await page.see('answer', ({ open }) => open === true);
    await page.act('takeNumber');
    await page.see('needs');
    await page.act('next');
    await page.see('ticketTaken');
    await page.act('next');
  } else await page.act('back');
  await page.see('idle');
  page.leave();
}

it('is counted over visits, restarts and the hour, told once, and leads to nobody', async () => {
  await visit(true);
  await kiosk.restart();
  await visit(false);
  expect(counted()).toEqual([]);
  expect(rowsOf('journal.sqlite', 'SELECT tile, opened, finished FROM tile_use ORDER BY tile')).toEqual([
    { tile: 'answer:cardDamaged', opened: 1, finished: 1 },
    { tile: 'find', opened: 2, finished: 1 },
    { tile: 'number', opened: 1, finished: 1 },
  ]);
  ahead = USE_HOUR;
  // The next visitor's end is when it is looked whether an hour is over.
  await visit(false);
  await expect.poll(() => counted().length, { timeout: 10_000 }).toBe(3);
  await kiosk.restart();
  expect(counted()).toEqual([
    { tile: 'answer:cardDamaged', opened: 1, finished: 1 },
    { tile: 'find', opened: 2, finished: 1 },
    { tile: 'number', opened: 1, finished: 1 },
  ]);
  expect(rowsOf('branch.db', 'SELECT count(*) AS batches FROM use_batches')).toEqual([{ batches: 1 }]);
});
