import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { PRACTICE_STAFF } from '#branch/staff/practice.ts';
import { isHere } from '#documents/test-support/tools.ts';
import { expectAxeClean } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

const pdftotextIsHere = isHere('pdftotext');
if (!pdftotextIsHere)
  console.warn('The readiness report is not read back by pdftotext: it is not installed.');

const timeout = 20_000;
/** Least height and width of whatever can be touched, CSS pixels. */
const TARGET = 60;

let browser: Browser;
let kiosk: Kiosk;
let page: Page;
beforeAll(async () => {
  [browser, kiosk] = await Promise.all([
    launchBrowser(),
    openKiosk(undefined, { pages: inject('kioskPages') }),
  ]);
  page = await (await browser.newContext({ viewport: { width: 1080, height: 1920 } })).newPage();
  await page.goto(kiosk.host.url);
  await page.locator('[data-screen="idle"]').waitFor({ timeout });
  for (let times = 0; times < 5; times++) await page.keyboard.press('Escape');
  await page.waitForURL('**/supervisor', { timeout });
  await page.getByRole('heading', { name: '员工登录' }).waitFor({ timeout });
  const technician = PRACTICE_STAFF.find(({ roles }) => roles.includes('technician'));
  await page.keyboard.type(technician?.number ?? '');
  await page.keyboard.press('Enter');
  await page.keyboard.type(technician?.pin ?? '');
  await page.getByRole('button', { name: '机柜' }).waitFor({ timeout });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await kiosk.close();
});

const ROOMS = [
  ['机柜', '计数', 'Cabinet', 'Counters'],
  ['故障处理', '全部故障', 'Faults and repairs', 'All faults'],
  ['设备测试', '测试全部设备', 'Device tests', 'Test all devices'],
  ['环境', '可用空间', 'Surroundings', 'Free space'],
  ['跟踪', '停止跟踪', 'Trace', 'Stop tracing'],
  ['就绪报告', '保存报告', 'Readiness', 'Keep the report'],
] as const;

const folder = process.env.PICTURES;
const picture = async (name: string) => {
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
};
const button = (name: string) => page.getByRole('button', { name, exact: true });
const byKey = async (name: string) => {
  await button(name).focus();
  await page.keyboard.press('Enter');
};
const there = (text: string) => page.getByText(text).first().waitFor({ timeout });

/** What is smaller than a finger. */
const tooSmall = () =>
  page.evaluate(
    (least) =>
      [...document.querySelectorAll('button')]
        .filter((one) => one.checkVisibility())
        .filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < least)
        .map((one) => one.textContent),
    TARGET,
  );
const wide = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

it('every room of diagnostics opens by keys alone in both languages, fits, and is axe-clean', {
  timeout: 90_000,
}, async () => {
  for (const [room, said] of ROOMS) {
    await byKey(room);
    await there(said);
    expect([room, await tooSmall(), await wide()]).toEqual([room, [], false]);
    await picture(`zh ${room}`);
  }
  await byKey('English');
  await page.setViewportSize({ width: 1366, height: 768 });
  for (const [, , room, said] of ROOMS) {
    await byKey(room);
    await there(said);
    expect([room, await tooSmall(), await wide()]).toEqual([room, [], false]);
    await expectAxeClean(page, room);
    await picture(`en ${room}`);
  }
});

it('no paper is found, mended and proved with the screen alone', { timeout: 90_000 }, async () => {
  const hands = await kiosk.bench();
  await hands.act('setPaper', { paper: 'out' });
  await byKey('Device tests');
  await byKey('Test: Receipt printer');
  await there('The printer has no paper');
  await picture('no paper');
  await byKey('Faults and repairs');
  await there('Put in a new roll');
  await picture('story');
  await hands.act('setPaper', { paper: 'full' });
  await byKey('Test whether it is mended');
  await button('Yes').waitFor({ timeout });
  await picture('prompt');
  await byKey('Yes');
  await there('Mended: the test passed');
  await picture('mended');
});

it('the trace shows what goes over the cables as it goes, and stands still when it is stopped', {
  timeout: 60_000,
}, async () => {
  const hands = await kiosk.bench();
  await byKey('Trace');
  await there('automatic status, paper full');
  await hands.act('setPaper', { paper: 'low' });
  await there('paper low');
  await byKey('Stop tracing');
  await button('Begin to trace').waitFor({ timeout });
  const newest = page.locator('.trace tbody tr').first();
  const stood = await newest.textContent();
  await hands.act('setPaper', { paper: 'full' });
  await hands.state();
  expect(await newest.textContent()).toBe(stood);
  await byKey('Begin to trace');
  await newest.getByText('paper full').waitFor({ timeout });
});

it('the readiness report is kept as a PDF that can be read, and printed', { timeout: 60_000 }, async () => {
  const hands = await kiosk.bench();
  const before = (await hands.state()).receiptPrinter.receipts.length;
  await byKey('Readiness');
  await byKey('Keep and print it');
  await there('The report is kept. It is printed.');
  await picture('report');
  const { receipts } = (await hands.state()).receiptPrinter;
  expect(receipts.length).toBeGreaterThan(before);
  const paper = JSON.stringify(receipts);
  for (const said of ['READINESS', 'not ready', 'Receipt printer', 'not tested'])
    expect(paper).toContain(said);
  const kept = readdirSync(join(kiosk.dataDir, 'readiness'));
  expect(kept).toHaveLength(1);
  if (!pdftotextIsHere) return;
  const read = execFileSync('pdftotext', ['-layout', join(kiosk.dataDir, 'readiness', kept[0] ?? ''), '-']);
  if (folder) console.log(String(read));
  for (const said of ['T01', 'Example Branch', 'Receipt printer', 'Network', '1008'])
    expect(String(read)).toContain(said);
});
