import { createCanvas, loadImage } from '@napi-rs/canvas';
import readQr from 'jsqr';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { BenchDevice } from '#contracts/bench/state.ts';
import { faultWords, plainName } from '#renderer/bench/words.ts';
import { expectAxeClean } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type BenchHands, type CustomerPage, type Kiosk, openKiosk } from '../support/kiosk.ts';
import { newestCode } from '../support/steps.ts';

const PAGES = inject('kioskPages');
/** As wide as the launcher ever makes it, a small laptop, a tall half of a display, and as narrow as it may become. */
const SIZES = [
  { width: 1280, height: 900 },
  { width: 1024, height: 768 },
  { width: 900, height: 1000 },
  { width: 480, height: 900 },
] as const;
const PATIENCE = 20_000;

describe('the bench in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let hands: BenchHands;
  let customer: CustomerPage;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { pages: PAGES });
    hands = await kiosk.bench();
    customer = await kiosk.customer();
    await customer.see('idle', ({ notice }) => notice === null);
    const context = await browser.newContext({ viewport: SIZES[0] });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
  });
  afterEach(async () => {
    await page.context().close();
    await kiosk.close();
  });

  const open = async () => {
    await page.goto(new URL('bench', kiosk.host.url).href);
    await page.getByRole('radio', { name: /许念安/ }).waitFor({ timeout: PATIENCE });
  };
  const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
  const seen = (locator: Locator) => locator.first().waitFor({ timeout: PATIENCE });
  const part = (name: string) => page.getByRole('region', { name, exact: true });
  const said = (words: string) => seen(page.getByRole('status').getByText(words));
  const device = (name: BenchDevice) => page.locator(`[data-device="${name}"]`);

  /** One service to its printed receipt, by whoever's ID card is laid. */
  const printReceipt = async () => {
    await customer.see('menu');
    await customer.act('choose', 0);
    await customer.see('chooseCard');
    await customer.act('choose', 0);
    await customer.see('reviewBlock');
    await customer.act('confirm');
    await customer.act('printReceipt');
    await customer.see('result', ({ receipt }) => receipt === 'printed');
  };
  /** The dots of a raster line that are black, as a text, once they have come. */
  const dots = async () => {
    const canvas = page.locator('canvas[data-dots="here"]').first();
    await canvas.waitFor({ timeout: PATIENCE });
    return canvas.evaluate((drawn: HTMLCanvasElement) => {
      const { data } = drawn.getContext('2d')?.getImageData(0, 0, drawn.width, drawn.height) ?? { data: [] };
      const black: number[] = [];
      for (let at = 3; at < data.length; at += 4) if (data[at] === 255) black.push((at - 3) / 4);
      return black;
    });
  };

  it('an ID card is laid and lifted, and the screen follows', async () => {
    await open();
    await page.getByRole('radio', { name: /顾长庚/ }).check();
    await press('Lay ID card of 顾长庚');
    await customer.see('elderOffer');
    await seen(part('Terminal').getByText('顾长庚, resident ID card'));
    await seen(part('Terminal').getByText('Screen: Larger letters? (elderOffer'));
    await said("Lay 顾长庚's ID card: done");
    await press('Lift ID card');
    await seen(part('Terminal').getByText('Empty', { exact: true }));
    expect(complaints).toEqual([]);
  });

  it('by keyboard alone a person is chosen and the card is laid', async () => {
    await open();
    const focused = () =>
      page.evaluate(() => {
        const now = document.activeElement;
        return now?.getAttribute('aria-label') ?? now?.getAttribute('name') ?? now?.textContent ?? '';
      });
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 40; steps += 1) {
        if ((await focused()) === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${name} cannot be reached`);
    };
    await tabTo('person');
    for (let steps = 0; steps < 5; steps += 1) await page.keyboard.press('ArrowDown');
    await tabTo('Lay ID card of 卡朗·\u{21413}山');
    await page.keyboard.press('Enter');
    await customer.see('menu');
    // The same button is the next act, and the focus is still on it.
    await seen(part('Terminal').getByRole('button', { name: 'Lift ID card' }));
    expect(await focused()).toBe('Lift ID card off the plate');
    await tabTo('1');
    await page.keyboard.press('Space');
    await customer.see('chooseCard');
  });

  it('a bank card goes in through the picture, and the refusal of a second one is told', async () => {
    await open();
    await page.getByRole('radio', { name: /0020/ }).check();
    await seen(part('Terminal').getByText('Empty, takes a card'));
    await page.locator('[data-hot="card"]').click();
    await seen(part('Terminal').getByText(/•••• 0020 (at the mouth|inside)/));
    await seen(device('cardReader').getByText(/•••• 0020 inside/));
    await seen(page.getByRole('radio', { name: /0020 .*inserted/ }));
    await press(/Take card/);
    await said('Take the bank card: not done, no card at the gate');
  });

  it('cables, cover, paper and faults are shown as they are, whoever changed them', async () => {
    await open();
    await press('Unplug ID reader');
    await seen(device('idScanner').getByText('unplugged'));
    await hands.act('unplug', { device: 'cardReader' });
    await seen(device('cardReader').getByText('unplugged'));
    await seen(part('Terminal').getByText('Empty, unplugged').nth(1));
    await press('Plug in ID reader');
    await seen(device('idScanner').getByText('plugged in'));
    await press('Open cover');
    await seen(device('receiptPrinter').getByText('Cover open'));
    await press('Close cover');
    await page.getByRole('radio', { name: 'out', exact: true }).click();
    await expect.poll(async () => (await hands.state()).receiptPrinter.paper).toBe('out');
    await device('cardReader').locator('summary').click();
    await page.getByRole('checkbox', { name: 'A card sticks on its way in' }).click();
    await seen(device('cardReader').locator('summary').getByText('A card sticks on its way in'));
    expect((await hands.state()).cardReader.faults).toEqual(['jamOnInsert']);
    await press('Start the day again');
    await seen(device('cardReader').getByText('plugged in'));
    await seen(device('cardReader').getByText('none on'));
    expect(await page.getByRole('radio', { name: 'full', exact: true }).isChecked()).toBe(true);
  });

  it('every fault a device can have is told in words', async () => {
    const { faults } = await hands.state();
    for (const name of ['cardReader', 'idScanner', 'receiptPrinter'] as const) {
      expect(faults[name].length).toBeGreaterThan(5);
      for (const fault of faults[name]) expect(faultWords(name, fault), fault).not.toBe(plainName(fault));
    }
  });

  it('a fault of the bank is ordered for one call', async () => {
    await open();
    await part('Bank').locator('summary').click();
    await press('once: Refuses every order');
    await said('Bank: refuses every order, once: done');
    const reply = await fetch(new URL('sandbox/faults', kiosk.bank.url), {
      headers: { authorization: `Bearer ${kiosk.token}` },
    });
    expect(await reply.json()).toEqual({ faults: [{ fault: 'refuseAll', remaining: 1 }] });
  });

  it('a receipt lies there as paper, with the line that was drawn in dots', async () => {
    await open();
    await hands.act('layIdCard', { person: 'rareName' });
    await printReceipt();
    const paper = page.getByRole('article', { name: 'Receipt 1' });
    await seen(paper.getByText('银行卡挂失'));
    const first = await dots();
    expect(first.length).toBeGreaterThan(100);
    // Letters stand in the printer's columns: no line is wider than the paper.
    const widest = await paper.evaluate((strip) => {
      const lines = [...strip.querySelectorAll('.paper-text')];
      return Math.max(...lines.map((line) => line.scrollWidth - line.clientWidth));
    });
    expect(widest).toBeLessThanOrEqual(1);
    await press('Take receipt');
    await seen(part('Paper').getByText('nothing printed'));

    // The first receipt of the next day is not drawn with the dots of this one.
    await customer.act('next');
    await hands.act('walkAway');
    await hands.act('newDay');
    await customer.until('the welcome', () => {
      const { body, actions } = customer.screen;
      if (body.kind === 'farewell' && actions.some(({ id }) => id === 'next')) customer.press('enter');
      return body.kind === 'idle' && body.notice === null ? true : undefined;
    });
    await hands.act('layIdCard', { person: 'adult' });
    await printReceipt();
    await seen(page.getByRole('article', { name: 'Receipt 1' }).getByText('银行卡挂失'));
    expect(await dots()).not.toEqual(first);
  });

  it('a code comes to the phone, and one press types it on the keypad', async () => {
    await open();
    await hands.act('layIdCard', { person: 'adult' });
    await customer.see('menu');
    await customer.act('choose', 1);
    await customer.see('chooseCard');
    await customer.act('choose', 0);
    await customer.see('proveOldNumber');
    await customer.act('sendCode');
    await customer.see('enterCode');
    await seen(part('Phone').getByText(/^【沙箱银行】验证码\d{6}/));
    const phone = (await hands.state()).people.find(({ key }) => key === 'adult')?.phone ?? null;
    const code = await newestCode(hands, phone);
    await press(`${code}: type it on the keypad`);
    await customer.see('enterCode', ({ entered }) => entered === code);
    await press('Enter');
    await customer.see('enterPhone');
  });

  it('who walks away takes everything but what is forgotten', async () => {
    await open();
    await press('Lay ID card of 许念安');
    await customer.see('menu');
    await page.getByRole('checkbox', { name: 'the ID card' }).check();
    await press('Walk away');
    await said('Walk away and forget the ID card: done');
    expect((await hands.state()).idScanner.document).not.toBeNull();
    expect(await page.getByRole('checkbox', { name: 'the ID card' }).isChecked()).toBe(false);
    await press('Walk away');
    await seen(part('Terminal').getByText('Empty', { exact: true }));
  });

  it('a QR code on the paper is one that can be read', async () => {
    const data = 'https://branch.example/r/T01-0001';
    // No receipt of today carries one; the line to the page gets one printed line more.
    await page.routeWebSocket(/\/bridge$/, (line) => {
      const host = line.connectToServer();
      host.onMessage((text) => {
        const message = JSON.parse(String(text));
        if (message.name === 'bench.state')
          message.message.receiptPrinter.receipts = [{ id: '9', cut: true, lines: [{ kind: 'qr', data }] }];
        line.send(JSON.stringify(message));
      });
    });
    await open();
    const picture = await loadImage(await page.getByRole('article', { name: 'Receipt 9' }).screenshot());
    const canvas = createCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(readQr(pixels, canvas.width, canvas.height)?.data).toBe(data);
  });

  it('says so when the terminal does not answer, and comes back with it', async () => {
    let cut = false;
    let cable = async () => {};
    await page.routeWebSocket(/\/bridge$/, (line) => {
      if (cut) return void line.close();
      line.connectToServer();
      cable = () => line.close();
    });
    await open();
    cut = true;
    await cable();
    await seen(page.getByRole('alert').getByText(/does not answer/));
    await press('Start the day again');
    await said('Start the day again: not done, the terminal does not answer');
    cut = false;
    await page.getByRole('alert').waitFor({ state: 'detached', timeout: PATIENCE });
    await press('Unplug ID reader');
    await seen(device('idScanner').getByText('unplugged'));
  });

  it('finds a terminal that has started anew', async () => {
    await open();
    await press('Lay ID card of 许念安');
    await said('done');
    await kiosk.restart();
    // The page is loaded again with the new token; it remembers nothing that was done before.
    await seen(page.getByRole('status').getByText('Choose a person'));
    await press('Lift ID card');
    await said('Lift the ID card: done');
  });

  it.each(SIZES)('is whole and accessible at $width x $height', async (size) => {
    await page.setViewportSize(size);
    await open();
    const check = async (name: string) => {
      const small = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const targets = [...document.querySelectorAll('button, .choice, .tick, summary')];
        const low = targets.filter((target) => {
          const { width, height } = target.getBoundingClientRect();
          return width > 0 && (width < 24 || height < 24);
        });
        const columns = [...document.querySelectorAll('.column, .panel')];
        return [
          ...low.map(({ textContent }) => textContent),
          scrollWidth > clientWidth ? 'the page is too wide' : null,
          columns.some((column) => column.scrollWidth > column.clientWidth) ? 'a column is too wide' : null,
        ];
      });
      expect([name, ...small.filter(Boolean)]).toEqual([name]);
    };
    await check('empty');
    await hands.act('layIdCard', { person: 'rareName' });
    await printReceipt();
    await hands.act('setFault', { device: 'cardReader', fault: 'jamOnInsert', on: true });
    await hands.act('unplug', { device: 'idScanner' });
    await dots();
    for (const fold of await page.locator('summary').all()) await fold.click();
    await check('full');
    await expectAxeClean(page, 'full');
    expect(complaints).toEqual([]);
  });

  it('keeps nothing in the browser', async () => {
    await open();
    await press('Lay ID card of 许念安');
    await customer.see('menu');
    const kept = await page.evaluate(async () => ({
      local: localStorage.length,
      session: sessionStorage.length,
      cookies: document.cookie,
      caches: (await caches.keys()).length,
      databases: (await indexedDB.databases()).length,
    }));
    expect(kept).toEqual({ local: 0, session: 0, cookies: '', caches: 0, databases: 0 });
  });
});
