import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

const timeout = 30_000;
const pinOf = (number: string) => PRACTICE_STAFF.find((one) => one.number === number)?.pin ?? '';

describe('supervisor mode in a real browser', () => {
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

  const see = (kind: string) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout });
  const heading = (name: string) => page.getByRole('heading', { name }).waitFor({ timeout });
  const typed = async (digits: string) => {
    for (const digit of digits) await page.keyboard.press(digit);
  };

  it('whoever holds the clock comes to the way in, by touch; a wrong PIN is told', async () => {
    await see('idle');
    await page.evaluate(() => document.fonts.ready);
    const box = await page.locator('.top-small').boundingBox();
    if (!box) throw new Error('there is no clock');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.waitForURL('**/supervisor', { timeout });
    await page.mouse.up();
    await heading('员工登录');
    for (const digit of '1007') await page.locator(`[data-action=digit][data-choice="${digit}"]`).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await typed('111111');
    await page.getByRole('alert').getByText('员工号或密码不对').waitFor({ timeout });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });

  it('by keys alone: in, out of service with its reason, and out; customers read it, after a restart too', async () => {
    await typed(pinOf('1007'));
    await heading('启用与停用');
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    await heading('In and out of service');
    await page.getByRole('button', { name: 'Filling up paper or cards' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Out of service: Filling up paper or cards').waitFor({ timeout });
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('button', { name: 'Leave' }).focus();
    await page.keyboard.press('Enter');
    await see('outOfService');
    await page.getByText('工作人员正在补充纸张或卡片').first().waitFor({ timeout });
    await kiosk.restart();
    await page.goto(kiosk.host.url);
    await page.getByText('工作人员正在补充纸张或卡片').first().waitFor({ timeout });
  });

  it('five times CANCEL is the way in without touch; back in service, the next customer is welcome', async () => {
    for (let times = 0; times < 5; times++) await page.keyboard.press('Escape');
    await page.waitForURL('**/supervisor', { timeout });
    await heading('员工登录');
    await typed('1007');
    await page.keyboard.press('Enter');
    await typed(pinOf('1007'));
    await heading('启用与停用');
    await page.getByRole('button', { name: '为客户服务' }).click();
    await page.getByText('退出管理后，机器照常为客户服务').waitFor({ timeout });
    await page.getByRole('button', { name: '退出管理' }).click();
    await see('idle');
  });
});
