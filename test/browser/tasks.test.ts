import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ComplaintReceipt, TerminalComplaint } from '#contracts/branch/complaint.ts';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, phonePath, signInByKeys } from '../support/hall.ts';

const hall = hallOfTests();
const DESK = { viewport: { width: 1280, height: 800 } } as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** A complaint, as a terminal files it. */
async function complaint(changes: Partial<TerminalComplaint> = {}): Promise<ComplaintReceipt> {
  const filed = await hall.terminal().fileComplaint({
    id: randomUUID(),
    subject: 'waiting',
    wish: 'byNumber',
    contact: null,
    language: 'zh-CN',
    ...changes,
  });
  if (!filed.ok) throw new Error(filed.error.code);
  return filed.value;
}

async function tasks(number = '1003', options: object = DESK): Promise<Page> {
  const page = await hall.open('tasks', options);
  await signInByKeys(page, number);
  await page.locator('[data-connection=live]').waitFor();
  return page;
}

const words = (page: Page) => page.locator('body').innerText();
const said = (page: Page, text: string) => page.locator('.said', { hasText: text }).waitFor();

/** Tab, until what has the focus fits. */
async function tabTo(page: Page, fits: string): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (await page.evaluate((css) => document.activeElement?.matches(css) === true, fits)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nothing that fits ${fits} is reached by Tab`);
}

describe('the page of tasks', () => {
  it('by the keyboard alone: opened, taken, noted, answered, closed; its customer follows it by number', async () => {
    const { number, url } = await complaint();
    const page = await tasks();
    await page.locator('.task-row').waitFor();
    expect(await words(page)).toMatch(/等候、排队[\s\S]*C-\d{6}-0001/);
    await tabTo(page, '.task-row');
    await page.keyboard.press('Enter');
    await page.locator('#task-title:focus').waitFor();
    await tabTo(page, '.task-card button.go');
    await page.keyboard.press('Enter');
    await said(page, '已接手');
    await expectAxeClean(page, 'a task that was taken');

    const customer = await hall.open('c', PHONE);
    await customer.locator('input').fill(number.toLowerCase());
    await customer.keyboard.press('Enter');
    await customer.locator('[data-state=assigned]').waitFor();
    expect(await words(customer)).not.toContain('1003');

    await tabTo(page, '.task-form:nth-of-type(2) textarea');
    await page.keyboard.type('看过监控');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said(page, '已保存');
    await tabTo(page, '.task-form textarea');
    for (let back = 0; back < 12; back++) {
      if (await page.evaluate(() => document.activeElement?.matches('.task-form:nth-of-type(1) textarea')))
        break;
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.type('对不起，已加开窗口');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await said(page, '已答复');
    await tabTo(page, '.task-form select');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, '.task-form:last-of-type button');
    await page.keyboard.press('Enter');
    await page.locator('[data-state=closed]').waitFor();
    await page.getByText('没有待处理的意见').waitFor();

    const followed = await hall.open(new URL(url ?? '').pathname.slice(1), PHONE);
    await followed.locator('[data-state=closed]').waitFor();
    expect(await words(followed)).toContain('对不起，已加开窗口');
    expect(await words(followed)).not.toContain('看过监控');
    await expectAxeClean(followed, 'a complaint that is closed');
    expect(hall.problems()).toEqual([]);
  });

  it('in English, with the figures for the manager, fits a desk and a phone, and breaks none of axe’s rules', async () => {
    await complaint({ subject: 'staff', wish: 'callBack', contact: '14200010001', language: 'en' });
    for (const [name, options] of [
      ['desk', DESK],
      ['phone', PHONE],
    ] as const) {
      const page = await tasks('1001', options);
      await page.getByRole('button', { name: 'English' }).click();
      await page.locator('.task-row').click();
      await page.locator('#task-title').waitFor();
      await page.getByText('14200010001').waitFor();
      expect((await words(page)).replace('中文', '')).not.toMatch(/意见|评价|负责/);
      const { width } = options.viewport;
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, width]);
      await expectAxeClean(page, name);
    }
    expect(hall.problems()).toEqual([]);
  });
});

describe('a complaint from the phone that follows a number', () => {
  it('is written, read back, and filed only then, once', async () => {
    const page = await hall.open(phonePath(await hall.take({ language: 'en' })), PHONE);
    const desk = await tasks();
    await page.getByRole('button', { name: 'Make a complaint' }).tap();
    await page.getByRole('button', { name: 'Check it' }).tap();
    await page.getByRole('alert').filter({ hasText: 'Please write what happened.' }).waitFor();
    await page.getByLabel('What happened').fill('I waited for an hour.');
    await page.getByLabel('Staff', { exact: true }).check();
    await page.getByRole('button', { name: 'Check it' }).tap();
    await page.getByRole('heading', { name: 'Shall we file this?' }).waitFor();
    expect(await words(page)).toMatch(/Staff[\s\S]*I waited for an hour\./);
    expect(await desk.locator('.task-row').count()).toBe(0);
    await expectAxeClean(page, 'reading back');
    await page.getByRole('button', { name: 'Change it' }).tap();
    expect(await page.getByLabel('What happened').inputValue()).toBe('I waited for an hour.');
    await page.getByRole('button', { name: 'Check it' }).tap();
    await page.getByRole('button', { name: 'File it' }).dblclick();
    await page.getByRole('heading', { name: 'Your complaint is filed' }).waitFor();
    await expectAxeClean(page, 'filed');
    await desk.locator('.task-row').waitFor();
    expect(await desk.locator('.task-row').count()).toBe(1);
    const number = /C-\d{6}-\d{4}-[0-9A-Z]{5}/.exec(await words(page))?.[0] ?? 'none';
    expect(await words(desk)).toContain(number);
    await page.getByRole('link').tap();
    await page.locator('[data-state=received]').waitFor();
    expect(hall.problems()).toEqual([]);
  });

  it('and a rating after the counter, whose low level asks why and opens a task', async () => {
    const ticket = await hall.take();
    const page = await hall.open(phonePath(ticket), PHONE);
    await page.locator('[data-state=waiting]').waitFor();
    expect(await page.locator('form.rate').count()).toBe(0);
    const one = await hall.counter('1002');
    await one.act('open', { counter: '1' });
    await one.act('callNext', {});
    await one.act('begin', await one.current());
    await one.act('finish', { ...(await one.current()), outcome: 'done' });
    await page.getByLabel('不太好').check();
    await page.getByLabel('等得太久').check();
    await expectAxeClean(page, 'rating');
    await page.getByRole('button', { name: '提交评价' }).tap();
    await page.getByText('谢谢您的评价').waitFor();
    const desk = await tasks();
    await desk.locator('.task-row', { hasText: '评价 2 分' }).waitFor();
    expect(hall.problems()).toEqual([]);
  });
});

describe('a complaint at the counter', () => {
  it('is written down by staff, read back to the customer and filed, by the keyboard', async () => {
    const page = await hall.open('counter', DESK);
    await signInByKeys(page, '1002');
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.free').waitFor();
    await page.getByRole('button', { name: '提意见、投诉' }).focus();
    await page.keyboard.press('Enter');
    await tabTo(page, 'dialog textarea');
    await page.keyboard.type('等了一个小时');
    await expectAxeClean(page, 'writing down');
    await tabTo(page, 'dialog button.go');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '这样提交，对吗？' }).waitFor();
    await tabTo(page, 'dialog button.go');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '意见已经提交' }).waitFor();
    await expectAxeClean(page, 'filed at the counter');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(hall.problems()).toEqual([]);
  });

  it('sent and not answered is asked again as it is, and filed once; only then could it be changed', async () => {
    const page = await hall.open(phonePath(await hall.take()), PHONE);
    await page.getByRole('button', { name: '提意见、投诉' }).tap();
    await page.locator('textarea').fill('等了一个小时');
    await page.locator('button.go').tap();
    await page.getByRole('heading', { name: '这样提交，对吗？' }).waitFor();
    const sent: (string | null)[] = [];
    await page.route('**/complaint', async (route) => {
      sent.push(route.request().postData());
      if (sent.length > 1) return route.continue();
      await route.fetch();
      await route.abort();
    });
    await page.locator('button.go').tap();
    await page.getByRole('alert').filter({ hasText: '还不知道提交上了没有' }).waitFor();
    expect(await page.getByRole('button', { name: '改一改' }).count()).toBe(0);
    await expectAxeClean(page, 'a complaint that was not answered');
    await page.getByRole('button', { name: '再问一次' }).tap();
    await page.getByRole('heading', { name: '意见已经提交' }).waitFor();
    expect(sent[1]).toBe(sent[0]);
    const list = await tasks();
    await list.locator('.task-row').first().waitFor();
    expect(await list.locator('.task-row').count()).toBe(1);
  });
});
