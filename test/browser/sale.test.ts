import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BenchHands, type Kiosk, openKiosk } from '../support/kiosk.ts';

const PATIENCE = 30_000;
/** Where the service stands on the menu, as its key. */
const BUY = '4';

describe('a sale in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let bench: BenchHands;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { pages: inject('kioskPages') });
    bench = await kiosk.bench();
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
    await page.goto(kiosk.host.url);
    await see('idle');
  });
  afterEach(async () => {
    await page.context().close();
    await kiosk.close();
  });

  const see = (...kinds: ScreenKind[]) =>
    page.locator(kinds.map((kind) => `[data-screen="${kind}"]`).join(', ')).waitFor({ timeout: PATIENCE });
  const kind = () => page.locator('[data-screen]').getAttribute('data-screen');
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: PATIENCE });
  const press = (key: string) => page.keyboard.press(key);
  /** Until the screen's words are others than these. */
  const moved = (before: string) =>
    page.waitForFunction((words) => document.body.innerText !== words, before, { timeout: PATIENCE });
  const words = () => page.locator('body').innerText();

  /** Reads every page as it is drawn, from the first to the last. */
  async function read(): Promise<void> {
    await see('readPaper');
    for (;;) {
      await page.locator('.paper-view[data-state="drawn"]').waitFor({ timeout: PATIENCE });
      await page
        .locator('[data-action="next"], [data-action="nextPage"]')
        .first()
        .waitFor({ timeout: PATIENCE });
      const last = (await page.locator('[data-action="next"]').count()) > 0;
      const before = await words();
      await press('Enter');
      if (last) return;
      await moved(before);
    }
  }

  /** Says yes to every rule, and answers every question, trying one answer after the other. */
  async function agree(): Promise<void> {
    const tried = new Map<string, number>();
    for (;;) {
      await see('consent', 'teachBack', 'sign');
      const now = await kind();
      if (now === 'sign') return;
      const before = await words();
      if (now === 'consent') await press('Enter');
      else {
        const question = await page.getByRole('heading', { level: 1 }).innerText();
        const answer = (tried.get(question) ?? 0) + 1;
        tried.set(question, answer);
        await press(String(answer));
      }
      await moved(before);
    }
  }

  /** Writes with a mouse: two strokes across the area. */
  async function sign(): Promise<void> {
    await see('sign');
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('nowhere to write');
    for (const stroke of [0, 1]) {
      const at = (part: number) => [
        box.x + box.width * (0.15 + 0.7 * part),
        box.y + box.height * (0.5 + 0.25 * Math.sin(part * 9 + stroke)),
      ];
      const [x = 0, y = 0] = at(0);
      await page.mouse.move(x, y);
      await page.mouse.down();
      for (let part = 0.05; part <= 1; part += 0.05) {
        const [toX = 0, toY = 0] = at(part);
        await page.mouse.move(toX, toY);
      }
      await page.mouse.up();
    }
    await offered('confirm');
    await press('Enter');
  }

  it('is read as it is drawn, signed with a hand, and bought; all else by keypad alone', async () => {
    await bench.act('layIdCard', { person: 'foreigner' });
    await see('menu');
    await press(BUY);
    await see('chooseProduct');
    await press('1');
    await see('enterAmount', 'chooseCard');
    if ((await kind()) === 'chooseCard') await press('1');
    await see('enterAmount');
    for (const digit of '50000') await press(digit);
    await offered('confirm');
    await press('Enter');
    await see('reviewOrder');
    await press('Enter');
    await read();
    await agree();
    await sign();
    await see('orderResult');
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['placeWealthOrder']);
    expect(complaints).toEqual([]);
  });
});
