import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu, chooseCard } from '../support/steps.ts';

describe('when the bank does not answer', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('an answer that was lost is asked for, and the card is blocked once', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.see('reviewBlock');
    await bench.act('setBankFault', { fault: 'dropAfterCommit', on: true, count: 1 });
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    expect((await kiosk.ledger()).entries).toHaveLength(1);
  });

  it('a silence is told as unknown, never as declined, and the truth follows on the same screen', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.see('reviewBlock');
    await bench.act('setBankFault', { fault: 'silent', on: true });
    await page.act('confirm');
    await page.see('working');
    await page.see('result', (body) => body.outcome === 'unknown');
    await bench.act('setBankFault', { fault: 'silent', on: false });
    await page.see('result', (body) => body.outcome === 'done');
    expect((await kiosk.ledger()).entries).toHaveLength(1);
  });

  it('what is still unknown when the host stops is followed by the next start', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await chooseCard(page, 0);
    await page.see('reviewBlock');
    await bench.act('setBankFault', { fault: 'dropBeforeCommit', on: true });
    await page.act('confirm');
    await page.see('working');
    await bench.act('liftIdCard');
    const before = await kiosk.bench();
    await before.act('setBankFault', { fault: 'dropBeforeCommit', on: false });
    await kiosk.restart();
    const after = await kiosk.customer();
    await after.see('idle');
    await vi.waitFor(async () => expect((await kiosk.ledger()).entries).toHaveLength(1), { timeout: 20_000 });
  });
});
