import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BranchClient, createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { type BranchService, startBranch } from '#branch/service.ts';
import type { AssistanceRequest } from '#contracts/branch/assistance.ts';
import { systemClock } from '#foundation/clock.ts';
import { expectAxeClean } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';

const folder = mkdtempSync(join(tmpdir(), 'vestibule-lobby-'));
const pagesDir = inject('branchPages');
let browser: Browser;
let service: BranchService;
let terminal: BranchClient;
let dataDir: string;
let page: Page;
let problems: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  dataDir = mkdtempSync(join(folder, 'data-'));
  service = await start(0);
  const made = createBranchClient({
    url: service.url,
    terminalId: 'T01',
    privateKey: newTerminalKey(),
    clock: systemClock,
    fetch: globalThis.fetch,
  });
  if (!made.ok) throw new Error(made.error.code);
  terminal = made.value;
  await terminal.enrol(await service.enrolmentCode('T01'));
  problems = [];
  page = await open({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await service.close();
});

async function start(port: number): Promise<BranchService> {
  const started = await startBranch({ port, dataDir, pagesDir, clock: systemClock, practiceStaff: true });
  if (!started.ok) throw new Error(started.error.code);
  return started.value;
}

async function open(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...options });
  const opened = await context.newPage();
  opened.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  opened.on('pageerror', (failure) => problems.push(failure.message));
  await opened.goto(`${service.url}lobby`);
  await signIn(opened);
  await opened.locator('[data-connection=live]').waitFor();
  return opened;
}

/** As the practice member of the lobby, by the keyboard: the field of the number has the focus. */
async function signIn(on: Page): Promise<void> {
  await on.locator('input[name=number]:focus').waitFor();
  await on.keyboard.type('1003');
  await on.keyboard.press('Tab');
  await on.keyboard.type('816053');
  await on.keyboard.press('Enter');
}

async function call(changes: Partial<AssistanceRequest> = {}): Promise<string> {
  const answer = await terminal.requestAssistance({
    id: randomUUID(),
    visit: 'visit-of-nobody-else',
    reason: 'asked',
    step: 'chooseCard',
    service: 'reportLostCard',
    language: 'zh-CN',
    ...changes,
  });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.id;
}

const row = (id: string, on = page) => on.locator(`[data-call="${id}"]`);
const answered = (id: string, on = page) => on.locator(`[data-call="${id}"][data-state=acknowledged]`);
const focused = () =>
  page.evaluate(() => document.activeElement?.closest('[data-call]')?.getAttribute('data-call'));
/** Past the head of the page: account, sign-out, language. */
const tabToFirstCall = async () => {
  for (let stop = 0; stop < 4; stop++) await page.keyboard.press('Tab');
};
const keepCard = (reference = 'T01-K4XP7') =>
  terminal.openCustody({ id: randomUUID(), reference, visit: null, what: 'bankCard', reason: 'notTaken' });

async function versionsOf(id: string, count: number): Promise<string[]> {
  const states: string[] = [];
  for await (const news of terminal.watchAssistance(id, 1, new AbortController().signal)) {
    states.push(news.ok ? news.value.state : news.error.code);
    if (states.length === count) break;
  }
  return states;
}

/** In whose turn the screen is operated, news by news. */
async function handsOf(id: string, count: number): Promise<(number | null)[]> {
  const turns: (number | null)[] = [];
  for await (const news of terminal.watchAssistance(id, 1, new AbortController().signal)) {
    if (news.ok) turns.push(news.value.hands?.turn ?? null);
    if (turns.length === count) break;
  }
  return turns;
}

describe('the lobby page', () => {
  it('says that nobody waits, and shows a call when it comes', async () => {
    await page.getByText('现在没有客户在等').waitFor();
    const id = await call({ step: 'enterCode', service: 'changeReservedPhone', language: 'en' });
    await row(id).waitFor();
    const words = await row(id).innerText();
    for (const word of [
      '无人应答',
      'T01',
      'H-0001',
      '输入验证码',
      '修改预留手机号',
      '客户请人帮忙',
      '说英文',
      '秒',
    ])
      expect(words).toContain(word);
    expect(await page.title()).toBe('(1) 大堂求助');
    expect(await page.getByRole('status').innerText()).toContain('H-0001');
    expect(await page.content()).not.toContain('visit-of-nobody-else');
    expect(problems).toEqual([]);
  });

  it('counts the wait while one looks', async () => {
    const id = await call();
    const time = row(id).locator('time');
    await time.waitFor();
    const first = await time.innerText();
    await page.waitForFunction(
      ([selector, before]) => document.querySelector(selector ?? '')?.textContent !== before,
      [`[data-call="${id}"] time`, first],
    );
  });

  it('is worked by the keyboard alone: answered, then closed, and the terminal hears each', async () => {
    const id = await call();
    const heard = versionsOf(id, 2);
    await row(id).waitFor();
    await tabToFirstCall();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('我来处理 H-0001');
    await page.keyboard.press('Enter');
    await answered(id).waitFor();
    expect(await page.getByRole('status').innerText()).toContain('H-0001 已应答');
    // The row keeps the focus, but not on a button: a second Enter must not close what was just answered.
    expect(await focused()).toBe(id);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('处理完毕 H-0001');
    expect(await answered(id).count()).toBe(1);
    await page.keyboard.press('Enter');
    await row(id).waitFor({ state: 'detached' });
    expect(await heard).toEqual(['acknowledged', 'closed']);
    expect(await page.getByRole('status').innerText()).toContain('H-0001 处理完毕');
    expect(problems).toEqual([]);
  });

  it('says by keyboard alone that the screen is operated for the customer, and that it is his again', async () => {
    const id = await call();
    const heard = handsOf(id, 4);
    await row(id).waitFor();
    await tabToFirstCall();
    await page.keyboard.press('Enter');
    await answered(id).waitFor();
    for (let stop = 0; stop < 2; stop++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('我来操作屏幕 H-0001');
    await page.keyboard.press('Enter');
    await row(id).getByText('代为操作中').waitFor();
    expect(await page.getByRole('status').innerText()).toContain('签名只能由客户本人做');
    expect(await focused()).toBe(id);
    for (let stop = 0; stop < 2; stop++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('屏幕交还客户 H-0001');
    await page.keyboard.press('Enter');
    await row(id).locator('[data-act=hands-on]').waitFor();
    for (let stop = 0; stop < 2; stop++) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await row(id).getByText('代为操作中').waitFor();
    expect(await heard).toEqual([null, 1, null, 2]);
    expect(problems).toEqual([]);
  });

  it('goes from call to call with the arrows, and keeps its place when one goes away', async () => {
    const ids = [await call(), await call(), await call()];
    for (const id of ids) await row(id).waitFor();
    const [first = '', second = '', third = ''] = ids;
    await tabToFirstCall();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(second);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe(third);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(second);
    await terminal.withdraw(second);
    await row(second).waitFor({ state: 'detached' });
    expect(await focused()).toBe(third);
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toBe(first);
    expect(await page.getByRole('status').innerText()).toContain('H-0002');
  });

  it('is worked by touch', async () => {
    const touch = await open({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });
    const id = await call();
    await row(id, touch).getByRole('button').tap();
    await answered(id, touch).waitFor();
    await row(id, touch).locator('[data-act=hands-on]').tap();
    await row(id, touch).locator('[data-act=hands-off]').tap();
    await row(id, touch).locator('[data-act=hands-on]').waitFor();
    await row(id, touch).locator('[data-act=close]').tap();
    await row(id, touch).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  it('speaks both languages, by a button, and forgets the choice', async () => {
    const id = await call({ step: 'cardRetained', reason: 'mediaRetained' });
    await keepCard();
    await row(id).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    const words = await row(id).innerText();
    for (const word of [
      'Not answered',
      'Told that the card is kept',
      'Card was kept',
      'Speaks Chinese',
      'I will go',
    ])
      expect(words).toContain(word);
    expect(await page.locator('.kept').innerText()).toMatch(
      /Cards kept in machines[\s\S]*T01-K4XP7[\s\S]*Not taken/,
    );
    // What was said before is said in the new language too, and only the other language's name stays Chinese.
    const whole = await page.locator('body').innerText();
    expect(whole.replace('中文', '').replace('陈静', '')).not.toMatch(/\p{Script=Han}/u);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(
      await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
    ).toBe(0);
    await page.reload();
    await row(id).getByText('无人应答').waitFor();
  });

  it('shows on every page what one of them did', async () => {
    const other = await open({});
    const id = await call();
    await row(id, other).getByRole('button').click();
    await answered(id).waitFor();
    await row(id).locator('[data-act=close]').click();
    await row(id, other).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  it('tells the slower of two that it was too late', async () => {
    const other = await open({});
    const id = await call();
    await row(id).waitFor();
    // From its next question on, this page hears nothing: a slow line.
    let held = 0;
    await page.route(/lobby\/api\/assistance\?/, () => {
      held += 1;
    });
    await keepCard();
    await expect.poll(() => held).toBe(1);
    await row(id, other).getByRole('button').click();
    await answered(id, other).waitFor();
    await row(id).getByRole('button').click();
    await page.getByText('H-0001 的情况刚刚变了').waitFor();
  });

  it('says that the line is lost, claims nothing, and comes back by itself, the session with it', async () => {
    const id = await call();
    await row(id).waitFor();
    const { port } = service;
    await service.close();
    await page.getByRole('alert').waitFor();
    expect(await page.locator('.line').innerText()).toMatch(/^连接中断 · \d+ 秒$/);
    await row(id).getByRole('button').click();
    await page.getByText('H-0001 没有提交成功，请再试一次').waitFor();
    expect(await row(id).getAttribute('data-state')).toBe('open');
    service = await start(port);
    await page.locator('[data-connection=live]').waitFor();
    await row(id).getByRole('button').click();
    await answered(id).waitFor();
  });

  it('breaks none of axe’s rules, in either language, empty, full and cut off', async () => {
    const check = (name: string) => expectAxeClean(page, name);
    await check('empty');
    const id = await call();
    await row(await call({ reason: 'stepFailed' })).waitFor();
    await keepCard();
    await row(id).getByRole('button').click();
    await answered(id).waitFor();
    await page.locator('.kept-card').waitFor();
    await check('full');
    await page.getByRole('button', { name: 'English' }).click();
    await check('full, English');
    await page.setViewportSize({ width: 820, height: 1180 });
    await check('tablet');
    await service.close();
    await page.getByRole('alert').waitFor();
    await check('cut off');
    service = await start(0);
  });

  it('has controls for a finger and nothing beside the window, at every width', async () => {
    const id = await call({
      step: 'proveOldNumber',
      service: 'changeReservedPhone',
      reason: 'mediaRetained',
    });
    await row(id).waitFor();
    for (const [width, height] of [
      [1280, 800],
      [1180, 820],
      [820, 1180],
      [390, 800],
    ] as const) {
      await page.setViewportSize({ width, height });
      for (const name of ['English', '中文']) {
        await page.getByRole('button', { name }).click();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        for (const button of await page.getByRole('button').all())
          expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
      }
    }
  });

  it('runs nothing and asks nobody that is not its own', async () => {
    const violation = (provoke: string) =>
      page.evaluate(
        (act) =>
          new Promise<string>((resolve) => {
            document.addEventListener(
              'securitypolicyviolation',
              (event) => resolve(event.effectiveDirective),
              {
                once: true,
              },
            );
            if (act === 'connect') fetch('http://127.0.0.1:1/').catch(() => undefined);
            else if (act === 'image') new Image().src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
            else document.body.append(Object.assign(document.createElement('style'), { textContent: 'p{}' }));
          }),
        provoke,
      );
    expect(await violation('connect')).toBe('connect-src');
    expect(await violation('image')).toBe('img-src');
    expect(await violation('style')).toBe('style-src-elem');
    const script = page.evaluate(() => {
      document.createElement('script').src = '/assets/x.js';
    });
    await expect(script).rejects.toThrow('TrustedScriptURL');
  });
});
