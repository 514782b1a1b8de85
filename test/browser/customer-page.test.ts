import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

const PAGES = inject('kioskPages');

/** What the built customer page does around its screens: its token, its line, its policy. */
describe('the customer page', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { pages: PAGES });
    context = await browser.newContext({ viewport: { width: 1080, height: 1920 } });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy refused ${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(kiosk.host.url);
    await see(page, 'idle');
  });
  afterEach(async () => {
    await context.close();
    await kiosk.close();
  });

  const see = (on: Page, kind: string) => on.locator(`[data-screen="${kind}"]`).waitFor({ timeout: 20_000 });

  test('takes its token out of the document and out of sight', async () => {
    const served = await (await fetch(kiosk.host.url)).text();
    const token = /name="vestibule-token" content="([^"]+)"/.exec(served)?.[1] ?? '';
    expect(token.length).toBeGreaterThanOrEqual(16);
    expect(await page.content()).not.toContain(token);
    expect(await page.locator('meta[name^="vestibule-"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('shows nothing of anybody the moment the line is gone, and calm words instead', async () => {
    const lines: WebSocketRoute[] = [];
    let down = false;
    await page.routeWebSocket(/\/bridge$/, (line) => {
      lines.push(line);
      if (down) void line.close();
      else line.connectToServer();
    });
    await page.reload();
    await see(page, 'idle');
    const bench = await kiosk.bench();
    const name = (await bench.state()).people.find(({ key }) => key === 'adult')?.name ?? '';
    await bench.act('layIdCard', { person: 'adult' });
    await see(page, 'menu');
    expect(await page.locator('body').innerText()).toContain(name);
    down = true;
    for (const line of lines) await line.close();
    await page.locator('[data-line="wait"]').waitFor({ state: 'attached' });
    expect(await page.locator('[data-screen]').count()).toBe(0);
    expect(await page.content()).not.toContain(name);
    await page.getByText('请稍候').waitFor();
    await page.getByText('One moment, please').waitFor();
    down = false;
    await see(page, 'menu');
  });

  test('a newer page takes over; the older one says so and takes the screen back by one touch', async () => {
    const newer = await context.newPage();
    await newer.goto(kiosk.host.url);
    await see(newer, 'idle');
    await page.locator('[data-line="elsewhere"]').waitFor();
    expect(await page.locator('[data-screen]').count()).toBe(0);
    await page.locator('.button-primary').click();
    await see(page, 'idle');
    await newer.locator('[data-line="elsewhere"]').waitFor();
    expect(complaints).toEqual([]);
  });

  test('tells the host of touches that hit nothing, now and then, and of none that hit a button', async () => {
    const sent: string[] = [];
    page.on('websocket', (line) => line.on('framesent', ({ payload }) => sent.push(String(payload))));
    await page.reload();
    await see(page, 'idle');
    const of = (type: string) => sent.filter((text) => text.includes(`"type":"${type}"`)).length;
    for (const x of [500, 510, 520]) await page.mouse.click(x, 240);
    await page.locator('[data-action="display"]').click();
    await page.locator('[data-overlay="display"]').waitFor();
    expect({ activity: of('activity'), act: of('act') }).toEqual({ activity: 1, act: 1 });
  });
});
