import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BranchClient, createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { type BranchService, startBranch } from '#branch/service.ts';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import type { Position } from '#contracts/branch/position.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { expectAxeClean } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'vestibule-hall-page-'));
const pagesDir = inject('branchPages');
let browser: Browser;
let service: BranchService;
let ahead = 0;
/** The branch's wall clock, which a test may move on; terminals go by it too. */
const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + ahead };

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ahead = 0;
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const started = await startBranch({ port: 0, dataDir, pagesDir, clock, practiceStaff: true });
  if (!started.ok) throw new Error(started.error.code);
  service = started.value;
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await service.close();
});

async function terminal(terminalId: string): Promise<BranchClient> {
  const privateKey = newTerminalKey();
  const made = createBranchClient({ url: service.url, terminalId, privateKey, clock, fetch });
  if (!made.ok) throw new Error(made.error.code);
  await made.value.enrol(await service.enrolmentCode(terminalId));
  return made.value;
}

async function at(client: BranchClient, place: Partial<Position>): Promise<void> {
  const told = await client.position({
    run: randomUUID(),
    sequence: 1,
    inService: true,
    reason: null,
    screen: 'idle',
    service: null,
    step: null,
    stepAge: 0,
    visitAge: null,
    past: [],
    ...place,
  });
  if (!told.ok) throw new Error(told.error.code);
}

async function open(number: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport });
  const page = await context.newPage();
  await page.goto(`${service.url}lobby`);
  await page.locator('input[name=number]:focus').waitFor();
  await page.keyboard.type(number);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PRACTICE_STAFF.find((member) => member.number === number)?.pin ?? '');
  await page.keyboard.press('Enter');
  await page.locator('[data-hall=live]').waitFor();
  return page;
}

const rail = (page: Page, id: string, state: string) =>
  page.locator(`[data-terminal="${id}"][data-state=${state}]`);

/** A hall with one terminal of each kind and somebody waiting. */
async function fullHall() {
  const names = ['T01', 'T02', 'T03', 'T04', 'T05'];
  const [free, stuck, closed, busy, silent] = await Promise.all(names.map(terminal));
  if (!free || !stuck || !closed || !busy || !silent) throw new Error('no terminal');
  ahead = -100_000;
  await at(silent, {
    screen: 'chooseCard',
    service: 'reportLostCard',
    step: { position: 2, of: 4 },
    visitAge: 1,
  });
  ahead = 0;
  const past = (['done', 'done', 'done', 'handedOver', 'left'] as const).map((outcome, index) => ({
    kind: 'visit' as const,
    number: index + 1,
    outcome,
    age: 0,
  }));
  await at(free, { past });
  await at(stuck, {
    screen: 'enterCode',
    service: 'changeReservedPhone',
    step: { position: 2, of: 6 },
    stepAge: 150_000,
    visitAge: 240_000,
  });
  await at(closed, { inService: false, reason: 'idScanner', screen: 'outOfService' });
  await at(busy, { screen: 'menu', stepAge: 3_000, visitAge: 25_000 });
  await free.takeTicket({
    id: randomUUID(),
    services: ['cash'],
    segment: 'ordinary',
    needs: [],
    language: 'zh-CN',
    channel: 'anonymous',
  });
  return { free, stuck, closed, busy };
}

describe('the hall on the lobby page', () => {
  it('tells each terminal in a word and a shape, where it is, for how long, and what is normal', async () => {
    const { stuck } = await fullHall();
    const page = await open('1003');
    await rail(page, 'T01', 'free').waitFor();
    const words = await rail(page, 'T02', 'stuck').innerText();
    for (const word of ['停留过久', '输入验证码', '修改预留手机号', '第 2 步，共 6 步', '2 分', '一般 40 秒'])
      expect(words).toContain(word);
    expect(await rail(page, 'T03', 'closed').innerText()).toContain('身份证阅读器不可用');
    expect(await rail(page, 'T04', 'busy').innerText()).toContain('选择业务');
    expect(await rail(page, 'T05', 'silent').innerText()).toMatch(/没有消息[\s\S]*最后消息在 1 分/);
    const shapes = await page
      .locator('.rail-state svg')
      .evaluateAll((all) => all.map((svg) => svg.innerHTML));
    expect(new Set(shapes).size).toBe(5);
    expect(await page.locator('[data-service=cash]').innerText()).toMatch(
      /现金存取、转账\s+1\s+\d+ 秒\s+没有柜台/,
    );
    expect(await page.locator('[data-row=share]').innerText()).toMatch(/100 % · 3 笔中 3 笔/);

    await at(stuck, { screen: 'reviewPhone', service: 'changeReservedPhone', visitAge: 250_000 });
    await rail(page, 'T02', 'busy').getByText('核对新手机号').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await rail(page, 'T02', 'busy').getByText('Checking the new number').waitFor();
  });

  it('is what a manager sees, without the calls', async () => {
    await fullHall();
    const page = await open('1001');
    await rail(page, 'T02', 'stuck').waitFor();
    expect(await page.getByText('等人过去').count()).toBe(0);
    await expectAxeClean(page, 'a manager’s');
  });

  it.each([
    [1280, 800],
    [1920, 1080],
    [820, 1180],
  ])('at %d x %d breaks none of axe’s rules and nothing is cut off', async (width, height) => {
    await fullHall();
    const page = await open('1003', { width, height });
    await rail(page, 'T02', 'stuck').waitFor();
    for (const language of ['zh-CN', 'en']) {
      if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
      await expectAxeClean(page, language);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
      if (process.env.LOOK)
        await page.screenshot({ path: `${process.env.LOOK}-${width}-${language}.png`, fullPage: true });
    }
  });
});
