import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { lobby } from '../support/lobby.ts';

const timeout = 30_000;
/** Longer than the branch's name has to be held. */
const LONG = 3_300;
/** Where e-banking stands on the menu, as its key. */
const SIGN_UP = '6';

describe('quiet help in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    kiosk = await openKiosk(undefined, { pages: inject('kioskPages') });
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    await page.goto(kiosk.host.url);
  });
  afterAll(async () => {
    await browser.close();
    await kiosk.close();
  });

  const see = (kind: ScreenKind) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout });
  const calls = async () =>
    (await (await lobby(kiosk.host.branchUrl)).calls()).filter(({ reason }) => reason === 'quiet');
  const rest = (milliseconds: number) =>
    page.evaluate((ms) => new Promise((go) => setTimeout(go, ms)), milliseconds);
  const holdName = async (milliseconds: number, wander = 0) => {
    const box = await page.locator('.branch').boundingBox();
    if (!box) throw new Error('the branch has no name');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    if (wander > 0)
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + wander, { steps: 4 });
    await rest(milliseconds);
    await page.mouse.up();
  };
  /** What stands on the screen once it has said how long it usually takes: every word of it, and every point but the clock's. */
  const picture = async () => {
    await page.getByText('比平时慢一些').first().waitFor({ timeout });
    const words = await page.locator('.screen').evaluate((screen) => {
      const copy = screen.cloneNode(true) as HTMLElement;
      copy.removeAttribute('data-step');
      for (const time of copy.querySelectorAll('time')) time.remove();
      return copy.outerHTML;
    });
    const points = await page.screenshot({ animations: 'disabled', mask: [page.locator('time')] });
    return { words, points: points.toString('base64') };
  };

  it('is the picture of an ordinary wait, point by point', async () => {
    const bench = await kiosk.bench();
    await see('idle');
    await bench.act('layIdCard', { person: (await bench.state()).people[0]?.key ?? '' });
    await see('menu');
    await bench.act('setBankFault', { fault: 'silent', on: true });
    await page.keyboard.press(SIGN_UP);
    await see('working');
    const ordinary = await picture();
    await bench.act('setBankFault', { fault: 'silent', on: false });
    await page
      .locator('[data-action=tryAgain]')
      .or(page.locator('[data-screen=chooseCard]'))
      .first()
      .waitFor({ timeout });
    if (await page.locator('[data-action=tryAgain]').count())
      await page.locator('[data-action=tryAgain]').click();
    await see('chooseCard');

    await holdName(LONG);
    await see('working');
    const quiet = await picture();
    expect(quiet.words).toBe(ordinary.words);
    expect(quiet.points).toBe(ordinary.points);
    const [call] = await vi.waitFor(async () => {
      const all = await calls();
      expect(all).toHaveLength(1);
      return all;
    });
    const staff = await lobby(kiosk.host.branchUrl);
    await staff.post(call?.id ?? '', 'acknowledge');
    await staff.post(call?.id ?? '', 'close');
    await see('chooseCard');
  });

  it('is not begun by a shorter touch, by a finger that wanders, or by a key that is let go', async () => {
    await holdName(2_000);
    await holdName(LONG, 120);
    await page.keyboard.down('F1');
    await rest(1_000);
    await page.keyboard.up('F1');
    await rest(2_600);
    await page.locator('[data-overlay=help]').waitFor({ timeout });
    await page.keyboard.press('Escape');
    await see('chooseCard');
    expect(await calls()).toEqual([]);
  });

  it('is begun by the key for help, held', async () => {
    await page.keyboard.down('F1');
    await rest(LONG);
    await page.keyboard.up('F1');
    await see('working');
    expect(await page.locator('[data-overlay]').count()).toBe(0);
    await vi.waitFor(async () => expect(await calls()).toHaveLength(1));
  });
});
