import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

describe('the bench', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('a new day ends a visit that stands at its result, and nobody of the day before is known', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    await bench.act('newDay');
    expect((await bench.state()).screen.kind).toBe('idle');
    expect(page.screen.frame.customerName).toBeNull();
    expect((await kiosk.ledger()).entries).toEqual([]);
  });

  it('a new day ends a visit that says goodbye', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('finish');
    await page.see('takeMedia');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await bench.act('newDay');
    expect((await bench.state()).screen.kind).toBe('idle');
  });

  it('a new day agrees to nothing on the way out', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.see('reviewBlock');
    await bench.act('newDay');
    expect((await bench.state()).screen.kind).toBe('idle');
    expect((await kiosk.ledger()).entries).toEqual([]);
  });

  it('says which faults of the bank are on, and for how long', async () => {
    const bench = await kiosk.bench();
    expect((await bench.state()).bankFaultsOn).toEqual([]);
    await bench.act('setBankFault', { fault: 'error500', on: true });
    await bench.act('setBankFault', { fault: 'slow', on: true, count: 3 });
    expect((await bench.state()).bankFaultsOn).toEqual(
      expect.arrayContaining([{ fault: 'error500', remaining: null }]),
    );
    await bench.act('setBankFault', { fault: 'error500', on: false });
    expect((await bench.state()).bankFaultsOn.map(({ fault }) => fault)).not.toContain('error500');
  });
});
