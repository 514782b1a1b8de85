import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { approver } from '../support/approvals.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BenchHands, type Kiosk, openKiosk } from '../support/kiosk.ts';

const PATIENCE = 30_000;
/** Where the service stands on the menu, as its key. */
const ISSUE = '7';

describe('a new card in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let bench: BenchHands;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    kiosk = await openKiosk(undefined, { pages: inject('kioskPages') });
    bench = await kiosk.bench();
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
    await page.goto(kiosk.host.url);
    await see('idle');
  });
  afterAll(async () => {
    await browser.close();
    await kiosk.close();
  });

  const see = (...kinds: ScreenKind[]) =>
    page.locator(kinds.map((kind) => `[data-screen="${kind}"]`).join(', ')).waitFor({ timeout: PATIENCE });
  const words = () => page.locator('body').innerText();
  const press = (key: string) => page.keyboard.press(key);
  /** Until the screen's words are others than these. */
  const moved = (before: string) =>
    page.waitForFunction((old) => document.body.innerText !== old, before, { timeout: PATIENCE });
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: PATIENCE });

  it('is chosen, agreed to, approved, read, signed for and taken, by keypad and hand', async () => {
    const staff = await approver(kiosk.host.branchUrl);
    await bench.act('layIdCard', { person: 'foreigner' });
    await see('menu');
    await press(ISSUE);
    await see('chooseCardKind');
    await press('1');
    await see('cardDetail');
    for (const _ of ['occupation', 'purpose']) {
      const before = await words();
      await press('1');
      await moved(before);
    }
    for (const _ of ['cardTerms', 'personalData']) {
      await see('consent');
      const before = await words();
      await press('Enter');
      await moved(before);
    }
    await see('awaitApproval');
    const item = await vi.waitFor(() => staff.one(), { timeout: PATIENCE });
    await staff.decide(item.id, { decision: 'approved', reason: 'faceAndDocument' });
    await see('readPaper');
    for (let last = false; !last; ) {
      await page.locator('.paper-view[data-state="drawn"]').waitFor({ timeout: PATIENCE });
      await page
        .locator('[data-action="next"], [data-action="nextPage"]')
        .first()
        .waitFor({ timeout: PATIENCE });
      last = (await page.locator('[data-action="next"]').count()) > 0;
      const before = await words();
      await press('Enter');
      await moved(before);
    }
    await see('consent');
    await press('Enter');
    await see('sign');
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('nowhere to write');
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.4);
    await page.mouse.down();
    for (let part = 0.2; part <= 0.8; part += 0.05)
      await page.mouse.move(box.x + box.width * part, box.y + box.height * (0.5 + 0.3 * Math.sin(part * 9)));
    await page.mouse.up();
    await offered('confirm');
    await press('Enter');
    await see('takeNewCard');
    expect(await page.locator('.picture svg .lit').count()).toBe(1);
    await bench.act('takeNewCard');
    await see('newCardResult');
    expect((await bench.state()).cardDispenser).toMatchObject({ card: null, bin: 0 });
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual([
      'openCardApplication',
      'bindCard',
      'reportCardTaken',
    ]);
    expect(complaints).toEqual([]);
  }, 120_000);
});
