import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BenchHands, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { newestCode } from '../support/steps.ts';

const PAGES = inject('kioskPages');

describe('a visit in a real browser', () => {
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
    kiosk = await openKiosk(undefined, { pages: PAGES });
    bench = await kiosk.bench();
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    page = await context.newPage();
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

  const see = (kind: ScreenKind) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout: 20_000 });
  const press = (key: string) => page.keyboard.press(key);
  const offered = (action: string) =>
    page.locator(`[data-action="${action}"]`).first().waitFor({ timeout: 20_000 });

  it('walks both services by keypad alone, and the page complains of nothing', async () => {
    await press('Enter');
    await see('identify');
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    await press('1');
    await see('chooseCard');
    await press('1');
    await see('reviewBlock');
    await press('Enter');
    await see('result');
    await offered('printReceipt');
    await press('1');
    await page.getByText('凭条打印好了').first().waitFor({ timeout: 20_000 });
    await press('2');
    await see('menu');
    await press('2');
    await see('chooseCard');
    // The first card has just been blocked; the second has no number to prove, so a case is opened for the counter.
    await press('2');
    await see('proveOldNumber');
    await press('Enter');
    await see('enterPhone');
    for (const digit of '14200009999') await press(digit);
    await offered('confirm');
    await press('Enter');
    await see('reviewPhone');
    await press('1');
    await see('result');
    await press('Enter');
    await see('takeMedia');
    await bench.act('liftIdCard');
    await see('farewell');
    await press('Enter');
    await see('idle');
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['blockCard', 'openCase']);
    expect(complaints).toEqual([]);
  });

  it('a reload loses nothing: the same step stands again', async () => {
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    await press('2');
    await see('chooseCard');
    await press('1');
    await see('proveOldNumber');
    await page.reload();
    await see('proveOldNumber');
  });

  it('a host that died is found again by the page, at the welcome, with nothing of the last customer', async () => {
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    const name = (await bench.state()).people.find(({ key }) => key === 'adult')?.name ?? '';
    await page.getByText(name).first().waitFor();
    await kiosk.restart();
    await see('idle');
    expect(await page.locator('body').innerText()).not.toContain(name);
    await bench.act('liftIdCard').catch(async () => (await kiosk.bench()).act('liftIdCard'));
    await offered('start');
  });

  it('keeps nothing in the browser', async () => {
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      caches: (await caches.keys()).length,
      databases: (await indexedDB.databases()).length,
      history: history.length,
    }));
    expect(kept).toMatchObject({ local: 0, session: 0, cookies: '', caches: 0, databases: 0 });
  });

  it('a code reaches the phone and the screen by touch', async () => {
    const person = (await bench.state()).people.find(({ key }) => key === 'adult');
    await bench.act('layIdCard', { person: 'adult' });
    await see('menu');
    await page.locator('[data-action="choose"][data-choice="1"]').click();
    await see('chooseCard');
    await page.locator('[data-action="choose"][data-choice="0"]').click();
    await see('proveOldNumber');
    await page.locator('[data-action="sendCode"]').click();
    await see('enterCode');
    for (const digit of await newestCode(bench, person?.phone ?? null))
      await page.locator(`[data-action="digit"][data-choice="${digit}"]`).click();
    await page.locator('[data-action="confirm"]').click();
    await see('enterPhone');
    expect(complaints).toEqual([]);
  });
});
