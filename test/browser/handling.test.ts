import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Served, serveBuilt } from '../support/serve-built.ts';

let served: Served;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await serveBuilt(inject('galleryPages'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
});
afterEach(() => page.close());

async function open(name: string): Promise<void> {
  await page.goto(`${served.url}/gallery.html#${name}?bare`);
  await page.waitForSelector('[data-screen]');
}
const asked = (): Promise<unknown[]> => page.evaluate(() => window.vestibuleIntents ?? []);
const button = (action: string, choice?: number) =>
  page.locator(`[data-action="${action}"]${choice === undefined ? '' : `[data-choice="${choice}"]`}`);
async function middleOf(action: string, choice?: number): Promise<{ x: number; y: number }> {
  const box = await button(action, choice).boundingBox();
  if (!box) throw new Error(`${action} is not on the screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A page with none of our guards: what it lets through proves that the test would notice. */
async function openUnguarded(): Promise<void> {
  await page.goto('about:blank');
  await page.setContent('<p style="font-size:60px">some words to select</p><button>a button</button>');
}

describe('keys', () => {
  test('Enter means the screen’s own answer, once', async () => {
    await open('review-block');
    await page.keyboard.press('Enter');
    expect(await asked()).toEqual([{ type: 'key', key: 'enter' }]);
  });

  test('a button reached by Tab is pressed by Enter or space, once, and Enter then means nothing else', async () => {
    await open('review-block');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-action'));
    expect(await focused()).toBe('help');
    await page.keyboard.press('Enter');
    await page.keyboard.press(' ');
    const help = { type: 'act', step: 7, action: 'help' };
    expect(await asked()).toEqual([help, help]);
  });

  test('focus that came by touch does not keep Enter', async () => {
    await open('menu');
    await button('help').click();
    await page.keyboard.press('Enter');
    expect(await asked()).toEqual([
      { type: 'act', step: 7, action: 'help' },
      { type: 'key', key: 'enter' },
    ]);
  });

  test('figures, correction, cancel and help are the keypad’s', async () => {
    await open('enter-phone');
    for (const key of ['1', 'Numpad4', 'Backspace', 'Delete', 'Escape', 'F1']) await page.keyboard.press(key);
    expect(await asked()).toEqual(
      ['one', 'four', 'backspace', 'clear', 'cancel', 'help'].map((key) => ({ type: 'key', key })),
    );
  });

  test('every other key and every shortcut is taken away from the browser', async () => {
    const probe = async () => {
      await page.evaluate(() => {
        const taken: Record<string, boolean> = {};
        Object.assign(window, { taken });
        window.addEventListener('keydown', (event) => {
          taken[event.code] = event.defaultPrevented;
        });
        document.addEventListener(
          'keydown',
          (event) => queueMicrotask(() => Object.assign(taken, { [event.code]: event.defaultPrevented })),
          { capture: true },
        );
      });
      for (const combination of [
        'F5',
        'Control+KeyR',
        'Control+Equal',
        'Alt+ArrowLeft',
        'Control+KeyP',
        'KeyA',
        'Home',
        'F11',
      ])
        await page.keyboard.press(combination).catch(() => undefined);
      return page.evaluate(() => (window as unknown as { taken: Record<string, boolean> }).taken);
    };
    await openUnguarded();
    expect(Object.values(await probe())).toContain(false);
    await open('menu');
    expect(Object.values(await probe())).not.toContain(false);
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1);
  });
});

describe('touch', () => {
  test('acts when it starts and ends inside', async () => {
    await open('menu');
    const { x, y } = await middleOf('choose', 1);
    await page.mouse.move(x, y);
    await page.mouse.down();
    expect(await button('choose', 1).getAttribute('data-pressed')).toBe('true');
    await page.mouse.up();
    expect(await asked()).toEqual([{ type: 'act', step: 7, action: 'choose', choice: 1 }]);
  });

  test('does nothing when it slips out, or slips in', async () => {
    await open('menu');
    const one = await middleOf('choose', 0);
    const other = await middleOf('choose', 1);
    await page.mouse.move(one.x, one.y);
    await page.mouse.down();
    await page.mouse.move(other.x, other.y, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(10, 1_000);
    await page.mouse.down();
    await page.mouse.move(one.x, one.y, { steps: 4 });
    await page.mouse.up();
    expect(await asked()).toEqual([]);
  });
});

test('the seconds of a warning are counted down on the page, and stop at none', async () => {
  await page.clock.install();
  await open('attention');
  const figure = page.locator('.countdown-figure');
  expect(await figure.textContent()).toBe('30');
  await page.clock.runFor(3_000);
  expect(await figure.textContent()).toBe('27');
  expect(await page.locator('.lead').textContent()).toContain('27');
  await page.clock.runFor(60_000);
  expect(await figure.textContent()).toBe('0');
  expect(await asked()).toEqual([]);
});

describe('a finger', () => {
  test('acts by a tap, and not when it slides onto another button', async () => {
    await open('menu');
    const session = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const one = await middleOf('choose', 0);
    const other = await middleOf('choose', 1);
    await touch('touchStart', [one]);
    await touch('touchMove', [other]);
    await touch('touchEnd', []);
    expect(await asked()).toEqual([]);
    await touch('touchStart', [other]);
    expect(await button('choose', 1).getAttribute('data-pressed')).toBe('true');
    await touch('touchEnd', []);
    await expect
      .poll(asked, { timeout: 10_000 })
      .toEqual([{ type: 'act', step: 7, action: 'choose', choice: 1 }]);
  });
});

describe('what a browser would do by itself', () => {
  const menus = async () => {
    await page.evaluate(() => {
      const open: boolean[] = [];
      Object.assign(window, { open_: open });
      window.addEventListener('contextmenu', (event) => open.push(!event.defaultPrevented));
    });
    for (const [x, y] of [
      [200, 60],
      [300, 300],
      [500, 900],
      [300, 1_850],
    ] as const)
      await page.mouse.click(x, y, { button: 'right' });
    return page.evaluate(() => (window as unknown as { open_: boolean[] }).open_);
  };
  const selected = async () => {
    await page.mouse.click(200, 80, { clickCount: 3 });
    await page.mouse.click(200, 320, { clickCount: 3 });
    return page.evaluate(() => String(getSelection()));
  };
  const zoomed = async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('Input.synthesizePinchGesture', {
      x: 400,
      y: 400,
      scaleFactor: 3,
      gestureSourceType: 'mouse',
    });
    return page.evaluate(() => window.visualViewport?.scale ?? 0);
  };

  test('a bare page has menus, selects and zooms: the probes work', async () => {
    await openUnguarded();
    expect(await menus()).toContain(true);
    expect(await selected()).not.toBe('');
    expect(await zoomed()).toBeGreaterThan(1);
  });

  test('a screen has no menu, selects nothing and does not zoom', async () => {
    await open('result-blocked-offered');
    expect(await menus()).not.toContain(true);
    expect(await selected()).toBe('');
    expect(await zoomed()).toBe(1);
  });
});
