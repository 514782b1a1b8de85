import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { newestCode, people } from '../support/steps.ts';

const PATIENCE = 30_000;
/** Where the service stands on the menu, as its key. */
const SIGN_UP = '6';

describe('e-banking in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    kiosk = await openKiosk(undefined, { pages: inject('kioskPages') });
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
  });
  afterAll(async () => {
    await browser.close();
    await kiosk.close();
  });

  const see = (kind: ScreenKind) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout: PATIENCE });
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: PATIENCE });
  const press = (key: string) => page.keyboard.press(key);
  /** Goes on once the way on is there, and waits for other words. */
  async function goOn(...actions: string[]): Promise<void> {
    await page
      .locator(actions.map((action) => `[data-action="${action}"]`).join(', '))
      .first()
      .waitFor({ timeout: PATIENCE });
    const before = await page.locator('body').innerText();
    await press('Enter');
    await page.waitForFunction((words) => document.body.innerText !== words, before, { timeout: PATIENCE });
  }

  it('is opened by keypad alone but for the signature, after the phone has answered', async () => {
    const bench = await kiosk.bench();
    const { phone } = (await people(bench)).by('foreigner');
    await page.goto(kiosk.host.url);
    await see('idle');
    await bench.act('layIdCard', { person: 'foreigner' });
    await see('menu');
    await press(SIGN_UP);
    await see('provePhone');
    await press('Enter');
    await see('enterCode');
    for (const digit of await newestCode(bench, phone)) await press(digit);
    await goOn('confirm');
    await see('chooseChannels');
    await press('3');
    await see('chooseLimits');
    await press('1');
    await see('reviewEBanking');
    await goOn('confirm');
    await see('readPaper');
    for (let last = false; !last; ) {
      await page.locator('.paper-view[data-state="drawn"]').waitFor({ timeout: PATIENCE });
      await page
        .locator('[data-action="next"], [data-action="nextPage"]')
        .first()
        .waitFor({ timeout: PATIENCE });
      last = (await page.locator('[data-action="next"]').count()) > 0;
      await goOn('next', 'nextPage');
    }
    await goOn('agree');
    await goOn('agree');
    await see('sign');
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('nowhere to write');
    for (const stroke of [0, 1]) {
      const at = (part: number): [number, number] => [
        box.x + box.width * (0.15 + 0.7 * part),
        box.y + box.height * (0.5 + 0.25 * Math.sin(part * 9 + stroke)),
      ];
      await page.mouse.move(...at(0));
      await page.mouse.down();
      for (let part = 0.05; part <= 1; part += 0.05) await page.mouse.move(...at(part));
      await page.mouse.up();
    }
    await offered('confirm');
    await press('Enter');
    await see('eBankingResult');
    await page.getByText('E000001').waitFor({ timeout: PATIENCE });
    const done = (await kiosk.ledger()).entries.map(({ action }) => action);
    expect(done.filter((action) => action !== 'sendCode')).toEqual(['signUpEBanking']);
    expect(complaints).toEqual([]);
  });
});
