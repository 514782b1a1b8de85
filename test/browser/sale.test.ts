import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { customerAt } from '../support/customer-at.ts';
import { type BenchHands, type Kiosk, openKiosk } from '../support/kiosk.ts';

/** Where the service stands on the menu, as its key. */
const BUY = '4';

describe('a sale in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let bench: BenchHands;
  let complaints: string[];
  let at: ReturnType<typeof customerAt>;

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
    at = customerAt(page);
    await page.goto(kiosk.host.url);
    await at.see('idle');
  });
  afterEach(async () => {
    await page.context().close();
    await kiosk.close();
  });

  it('is read as it is drawn, signed with a hand, and bought; all else by keypad alone', async () => {
    const { see, kind, press, offered, read, agree, sign } = at;
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
