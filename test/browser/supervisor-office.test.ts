import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { pinOf } from '../support/staff-at.ts';
import { insertCard } from '../support/steps.ts';

const timeout = 30_000;

describe('the rooms whose books are the branch’s', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    kiosk = await openKiosk(undefined, { pages: inject('kioskPages'), hurry: 40 });
    page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
    await page.goto(kiosk.host.url);
    await page.locator('[data-screen="idle"]').waitFor({ timeout });
    await insertCard(await kiosk.bench(), 'adult', 0);
    await page.locator('[data-screen="cardRetained"]').waitFor({ timeout });
    await page.locator('[data-screen="idle"]').waitFor({ timeout });
    for (let times = 0; times < 5; times++) await page.keyboard.press('Escape');
    await page.waitForURL('**/supervisor', { timeout });
  });
  afterAll(async () => {
    await browser.close();
    await kiosk.close();
  });

  const signIn = async (number: string) => {
    await page.getByRole('heading', { name: '员工登录' }).waitFor({ timeout });
    for (const digit of number) await page.keyboard.press(digit);
    await page.keyboard.press('Enter');
    for (const digit of pinOf(number)) await page.keyboard.press(digit);
  };
  /** By keys alone. */
  const press = async (name: string | RegExp) => {
    await page.getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  const sound = async () => {
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const small = await page
      .getByRole('button')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height).filter((high) => high < 60));
    expect(small).toEqual([]);
  };
  const see = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout });

  it('by keys alone a kept card is handed out, in words of both languages', async () => {
    await signIn('1007');
    await press('保管与交还');
    await see('客户的银行卡');
    await sound();
    await press(/^交还/);
    await press('本人');
    await press('身份证');
    await press('凭条已经没有了');
    await sound();
    await press('确认交还');
    await see(/已登记交还/);
    await press('English');
    await see('Handed out last');
    await sound();
  });

  it('promises and today are whole, too', async () => {
    await press('Promised to customers');
    await see('Nothing that was promised is open.');
    await sound();
    await press('Today');
    await see('Nobody has begun anything today');
    await sound();
  });
});
