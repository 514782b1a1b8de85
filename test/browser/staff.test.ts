import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { type BranchService, startBranch } from '#branch/service.ts';
import { systemClock } from '#foundation/clock.ts';
import { expectAxeClean } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'vestibule-staff-'));
const pagesDir = inject('branchPages');
let browser: Browser;
let service: BranchService;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await service.close();
});

async function open(path: string, practiceStaff = true): Promise<void> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const started = await startBranch({ port: 0, dataDir, pagesDir, clock: systemClock, practiceStaff });
  if (!started.ok) throw new Error(started.error.code);
  service = started.value;
  problems = [];
  page = await openAnother(path);
}

/** Another browser: it knows nothing of the first one's session. */
async function openAnother(path: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1180, height: 820 } });
  const opened = await context.newPage();
  opened.on('pageerror', (failure) => problems.push(failure.message));
  opened.on('console', (message) => {
    // The browser itself tells of each refusal.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      problems.push(message.text());
  });
  await opened.goto(new URL(path, service.url).href);
  return opened;
}

/** Types what is asked, field by field, from the one that has the focus; Enter sends it. */
async function fill(values: readonly string[], on = page): Promise<void> {
  await on.locator('form input:focus').waitFor();
  for (const [at, value] of values.entries()) {
    if (at > 0) await on.keyboard.press('Tab');
    await on.keyboard.type(value);
  }
  await on.keyboard.press('Enter');
}

/** Tab until the control with these words has the focus. */
async function tabTo(words: string, on = page): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    await on.keyboard.press('Tab');
    const held = await on.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
      return (label ?? element?.textContent ?? '').trim();
    });
    if (held === words) return;
  }
  throw new Error(`nothing says ${words}`);
}

describe('the pages of staff, by keyboard alone', () => {
  it('let in, show where to go, and lead there', async () => {
    await open('');
    expect(new URL(page.url()).pathname).toBe('/staff');
    await fill(['1003', '816050']);
    await page.getByText('员工号或密码不对。').waitFor();
    // The PIN is gone, the number is not, and one may type at once.
    await fill(['816053']);
    await tabTo('大堂：客户求助与概况');
    await page.keyboard.press('Enter');
    await page.locator('[data-connection=live]').waitFor();
    expect(await page.getByText('陈静 · 1003').count()).toBe(1);
    await tabTo('退出');
    await page.keyboard.press('Enter');
    await page.locator('form input:focus').waitFor();
    expect(await page.locator('[data-connection]').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('bring back to where one came from, on this origin only', async () => {
    await open('staff?return=%2Flobby');
    await fill(['1003', '816053']);
    await page.locator('[data-connection=live]').waitFor();
    expect(new URL(page.url()).pathname).toBe('/lobby');
    const other = await openAnother('staff?return=%2F%2Fevil.example%2F');
    await fill(['1003', '816053'], other);
    await other.locator('.room').first().waitFor();
    expect(new URL(other.url()).origin).toBe(new URL(service.url).origin);
  });

  it('change a PIN, saying what is weak, and the old one is worth nothing', async () => {
    await open('staff');
    await fill(['1002', '573914']);
    await page.locator('.room').first().waitFor();
    await tabTo('修改密码');
    await page.keyboard.press('Enter');
    await fill(['573914', '123456', '123456']);
    await page.getByText('太容易猜到：是连号。').waitFor();
    await fill(['573914', '640579', '640578']);
    await page.getByText('两次输入的新密码不一样。').waitFor();
    await page.getByLabel('密码', { exact: true }).fill('');
    await page.getByLabel('新密码', { exact: true }).fill('');
    await page.getByLabel('再输一次新密码').fill('');
    await page.getByLabel('密码', { exact: true }).focus();
    await fill(['573914', '640579', '640579']);
    await page.getByText('密码已修改').waitFor();
    const other = await openAnother('staff');
    await fill(['1002', '573914'], other);
    await other.getByText('员工号或密码不对。').waitFor();
    await fill(['640579'], other);
    await other.locator('.room').first().waitFor();
    expect(problems).toEqual([]);
  });

  it('make the first administrator, who adds somebody, who sets a PIN', async () => {
    await open('staff', false);
    const code = service.staff.administratorCode ?? '';
    await page.locator('form input:focus').waitFor();
    await tabTo('我有一次性代码');
    await page.keyboard.press('Enter');
    await fill([code, '3001', '白露', '640579', '640579']);
    await page.locator('.room').first().waitFor();
    await tabTo('人员');
    await page.keyboard.press('Enter');
    await page.locator('[data-person="3001"]').waitFor();
    await tabTo('员工号');
    await page.keyboard.type('3002');
    await page.keyboard.press('Tab');
    await page.keyboard.type('许诺');
    await tabTo('大堂');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    const given = await page.locator('[data-code]').innerText();
    await page.locator('[data-person="3002"][data-state=new]').waitFor();

    const other = await openAnother('lobby');
    await other.locator('form input:focus').waitFor();
    await tabTo('我有一次性代码', other);
    await other.keyboard.press('Enter');
    await fill(['3002', given, '739152', '739152'], other);
    await other.locator('[data-connection=live]').waitFor();
    expect(problems).toEqual([]);
  });

  it('are gone the moment a session is revoked, and say so', async () => {
    await open('lobby');
    await fill(['1003', '816053']);
    await page.locator('[data-connection=live]').waitFor();
    const admin = await openAnother('staff');
    await fill(['1001', '480261'], admin);
    await admin.getByRole('button', { name: '人员' }).click();
    await admin.getByRole('button', { name: '强制退出 陈静' }).click();
    await page.getByText('您已退出，请重新登录。').waitFor({ timeout: 40_000 });
    expect(await page.locator('[data-connection]').count()).toBe(0);
  });

  it('wait with the person after five wrong PINs', async () => {
    await open('staff');
    await fill(['1002', '918273']);
    for (let attempt = 2; attempt <= 5; attempt++) {
      await page.getByText('员工号或密码不对。').waitFor();
      await fill(['918273']);
    }
    await page.getByText('员工号或密码不对，请过一会儿再试。').waitFor();
    expect(await page.locator('button.go').innerText()).toMatch(/^登录（\d+ 秒后）$/);
    await fill(['573914']);
    expect(await page.locator('button.go').getAttribute('aria-disabled')).toBe('true');
  });
});

describe('how they are made', () => {
  const check = (name: string) => expectAxeClean(page, name);

  it('breaks none of axe’s rules, in either language, and nothing is beside the window', async () => {
    await open('staff');
    for (const language of ['English', '中文']) {
      await page.getByRole('button', { name: language }).click();
      await check(`sign-in ${language}`);
      await page.locator('.quiet').click();
      await check(`first PIN ${language}`);
      await page.locator('.quiet').click();
    }
    await page.locator('form input').first().focus();
    await fill(['1001', '480261']);
    await page.locator('.room').first().waitFor();
    await check('home');
    await page.getByRole('button', { name: '修改密码' }).click();
    await check('PIN');
    await page.locator('.quiet').click();
    await page.getByRole('button', { name: '人员' }).click();
    await page.locator('[data-person="1004"]').waitFor();
    await page.getByRole('button', { name: '新代码 周明远' }).click();
    await page.getByRole('button', { name: '确定？原密码作废 周明远' }).click();
    await page.locator('[data-code]').waitFor();
    await check('people');
    await page.getByRole('button', { name: 'English' }).click();
    await check('people, English');
    for (const width of [1180, 820, 390]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await check('people, narrow');
    await page.goto(new URL('counter', service.url).href);
    await page.locator('.refused').waitFor();
    await check('not allowed');
  });

  it('keep nothing in the browser that a script can read', async () => {
    await open('staff');
    await fill(['1001', '480261']);
    await page.locator('.room').first().waitFor();
    expect(
      await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
    ).toBe(0);
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'vestibule-staff', httpOnly: true, sameSite: 'Strict', path: '/' });
  });
});
