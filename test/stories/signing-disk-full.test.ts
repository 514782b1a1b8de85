import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buy, type Moment } from '../campaigns/signing/buyer.ts';
import { paperPicture } from '../campaigns/signing/picture.ts';
import { eventually } from '../campaigns/support/wait.ts';
import { type BenchHands, type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { sign } from '../support/signing.ts';
import { type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { atTheMenu } from '../support/steps.ts';

const MEGABYTES = 48;
const here = smallDisk(MEGABYTES);
here?.remove();
if (!here) console.warn('A full disk is not tried here: this user may mount nothing.');

async function until(moment: Moment, page: CustomerPage): Promise<void> {
  const stop = new Error('far enough');
  await buy(page, async (now) => {
    if (now === moment) throw stop;
  }).catch((failure: unknown) => {
    if (failure !== stop) throw failure;
  });
}

describe.runIf(here)('a disk that is full while a contract is signed', () => {
  let disk: SmallDisk;
  let kiosk: Kiosk;
  let release = () => {};
  beforeEach(async () => {
    const made = smallDisk(MEGABYTES);
    if (!made) throw new Error('no disk');
    disk = made;
    kiosk = await openKiosk(undefined, { dataDir: disk.folder, hurry: 12 });
  });
  afterEach(async () => {
    release();
    await kiosk.close();
    disk.remove();
  });
  const picture = () => paperPicture({ dataDir: disk.folder, bankDir: join(kiosk.folder, 'bank') });

  const leave = async (bench: BenchHands, page: CustomerPage) => {
    await bench.act('walkAway');
    await page.see('takeMedia');
    await page.see('outOfService', ({ reason }) => reason === 'journal');
  };

  /** Out of service once the visit is over; with room again it serves, and all books agree. */
  const mended = async () => {
    disk.empty();
    await kiosk.restart();
    await (await kiosk.customer()).see('idle');
    const books = await eventually('books that agree', 20_000, () => {
      const now = picture();
      return now.open === 0 ? now : undefined;
    });
    expect(books.papers.every(({ outcome, isItself }) => outcome === 'trusted' && isItself)).toBe(true);
    const holding = books.papers.filter(({ event }) => books.events.get(event) === null);
    const claimed = [...books.assessments, ...books.orders.map(({ sha256 }) => sha256)];
    expect(claimed).toEqual(expect.arrayContaining(holding.map(({ sha256 }) => sha256)));
    expect(holding.map(({ sha256 }) => sha256)).toEqual(
      expect.arrayContaining(books.orders.map(({ sha256 }) => sha256)),
    );
    return books;
  };

  it('is finished on the reserve: signed, kept, ordered, and nobody else is let in', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await until('signing contract', page);
    disk.fill();
    await sign(page);
    await page.see('orderResult', ({ outcome }) => outcome === 'done');
    await leave(bench, page);
    expect((await mended()).orders).toHaveLength(1);
  });

  it('signs and orders nothing where not even the reserve is left, and says so', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await until('signing contract', page);
    release = disk.keepFull();
    await sign(page);
    await page.see('sign', ({ problem, strokes }) => problem === 'failed' && strokes === 0);
    await leave(bench, page);
    release();
    expect((await mended()).orders).toEqual([]);
  });
});
