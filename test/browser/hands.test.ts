import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { lobby } from '../support/lobby.ts';

const timeout = 30_000;
/** Where the assessment stands on the menu, as its key. */
const ASSESS = '3';

describe('hands on glass in a real browser', () => {
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
    await page.goto(kiosk.host.url);
  });
  afterAll(async () => {
    await browser.close();
    await kiosk.close();
  });

  const see = (kind: ScreenKind) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout });
  const hands = (state: 'on' | 'locked') => page.locator(`[data-hands="${state}"]`).waitFor({ timeout });
  const customers = () => page.locator('.screen:not([data-hands])').waitFor({ timeout });
  const act = (id: string, choice?: number) =>
    page
      .locator(`[data-action="${id}"]${choice === undefined ? '' : `[data-choice="${choice}"]`}`)
      .first()
      .click({ timeout });

  it('says who operates the screen, leaves nothing of a locked step to touch, and hands it back by one key', async () => {
    const staff = await lobby(kiosk.host.branchUrl);
    const bench = await kiosk.bench();
    await see('idle');
    await bench.act('layIdCard', { person: (await bench.state()).people[0]?.key ?? '' });
    await see('menu');
    await act('help');
    await act('callPerson');
    await page.getByText('H-0001', { exact: true }).waitFor({ timeout });
    const [call] = await staff.calls();
    if (!call) throw new Error('nobody was called');
    await staff.post(call.id, 'acknowledge');
    await act('closeOverlay');
    await staff.post(call.id, 'hands-on');
    await hands('on');
    expect(await page.locator('.status-hands').innerText()).toBe('工作人员正在操作此屏幕');
    expect(await page.locator('[aria-live=polite]').innerText()).toContain('工作人员正在操作此屏幕');

    await page.keyboard.press(ASSESS);
    await see('assessmentStanding');
    await hands('locked');
    await page.getByRole('heading', { name: '这一步请您本人操作' }).waitFor({ timeout });
    await page.keyboard.press('Enter');
    await customers();
    await act('confirm');
    await see('assessmentQuestion');
    await staff.post(call.id, 'hands-on');
    await hands('locked');
    expect(await page.locator('[data-action="choose"]').count()).toBe(0);
    await staff.post(call.id, 'hands-off');
    await customers();
    expect(await page.locator('[data-action="choose"]').count()).toBeGreaterThan(1);

    // A figure of the keypad is an answer to the question beneath: whoever presses it for the customer ends the service.
    await staff.post(call.id, 'hands-on');
    await hands('locked');
    await expect
      .poll(
        async () => {
          if ((await page.locator('[data-screen="helperOverstepped"]').count()) === 0)
            await page.keyboard.press('2');
          return page.locator('[data-screen]').getAttribute('data-screen');
        },
        { timeout, interval: 400 },
      )
      .toBe('helperOverstepped');
    await customers();
    await act('tryAgain');
    await see('assessmentStanding');
    expect(complaints).toEqual([]);
    expect(kiosk.broken).toEqual([]);
  });
});
