import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

const hall = hallOfTests();

let page: Page;
beforeEach(async () => {
  page = await signedIn('1002');
});

async function signedIn(number: string): Promise<Page> {
  const opened = await hall.open('counter', { viewport: { width: 1280, height: 800 } });
  await signInByKeys(opened, number);
  await opened.locator('[data-connection=live]').waitFor();
  return opened;
}

/** Waits until the page takes an act again. */
const free = (on = page) => on.locator('[data-desk=free]').waitFor();
const press = async (key: string, on = page) => {
  await free(on);
  await on.keyboard.press(key);
};
const at = (state: 'called' | 'serving', on = page) => on.locator(`.current[data-state=${state}]`).waitFor();
const nobody = (on = page) => on.locator('.free').waitFor();
const focused = (on = page) => on.evaluate(() => document.activeElement?.textContent);
const said = (on = page) => on.locator('.said').innerText();
const label = (on = page) => on.locator('.current-label').innerText();

describe('the counter page', () => {
  it('takes a ticket from the terminal to the board and to its end, by Enter alone', async () => {
    const { ticket } = await hall.take({
      services: ['lostCard', 'cash'],
      needs: ['elderly'],
      language: 'en',
    });
    const board = await hall.open('board');
    // The keyboard is where the next step is, at every step.
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    expect(await focused()).toBe('叫下一位F2');
    expect(await page.locator(`[data-ticket=${ticket.label}]`).innerText()).toMatch(
      /挂失、补卡 \+1[\s\S]*老年人[\s\S]*说英文/,
    );
    await press('Enter');
    await at('called');
    expect([await label(), await focused(), await page.title()]).toEqual([
      'C001',
      '开始办理F4',
      'C001 · 1 号窗口',
    ]);
    await board.locator('tbody tr', { hasText: 'C001' }).waitFor();
    await press('Enter');
    await at('serving');
    await press('Enter');
    await page.locator('[data-step=done]', { hasText: '挂失、补卡' }).waitFor();
    expect(await page.locator('[data-step=inHand]').innerText()).toContain('现金存取、转账');
    await press('Enter');
    await nobody();
    expect(await focused()).toBe('叫下一位F2');
    expect(await said()).toContain('C001');
    await board.getByText('现在没有叫号').waitFor();
    const seen = await hall.terminal().ticket(ticket.id);
    expect(seen.ok && seen.value.ticket).toMatchObject({
      state: 'done',
      services: [{ outcome: 'done' }, { outcome: 'done' }],
    });
    expect(hall.problems()).toEqual([]);
  });

  it('has a key for every act', async () => {
    for (let count = 0; count < 3; count++) await hall.take();
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await nobody();
    await press('F2');
    await at('called');
    await press('F3');
    await page.getByText('又叫了一次 A001').waitFor();
    // Too early to say that nobody came: the key does nothing, and the button says how long.
    await press('F8');
    expect(await page.locator('[data-deed=noShow]').innerText()).toMatch(/^未到（\d+ 秒后）/);
    expect(await page.locator('[data-deed=noShow]').getAttribute('aria-disabled')).toBe('true');
    await press('F4');
    await at('serving');
    await press('F6');
    await page.locator('[data-parked=A001]').waitFor();
    await press('F10');
    await page.keyboard.type('a1');
    await page.keyboard.press('Enter');
    await at('called');
    expect([await label(), await focused()]).toEqual(['A001', '开始办理F4']);
    await press('F7');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe('开始办理F4');
    await press('F7');
    await page.getByRole('button', { name: '理财、定期' }).focus();
    await page.keyboard.press('Enter');
    await nobody();
    expect(await page.locator('[data-ticket=A001]').innerText()).toMatch(/理财、定期\s+非本窗口业务/);
    await press('F2');
    await at('called');
    await press('Shift+F9');
    await nobody();
    await press('Shift+F2');
    await page.getByText('暂停中').waitFor();
    expect(await focused()).toBe('恢复叫号⇧F2');
    await press('Enter');
    await page.getByText('本窗口可以叫 1 位').waitFor();
    await press('Shift+F8');
    await page.locator('.choose button:focus').waitFor();
    expect(await said()).toBe('已关窗');
    expect(hall.problems()).toEqual([]);
  });

  it('two counters at the same instant call two people, and each sees what the other does', async () => {
    const other = await signedIn('1004');
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    await other.locator('[data-counter="1"][data-state=open]').waitFor();
    await other.getByRole('button', { name: /^3 号窗口/ }).click();
    await nobody(other);
    await hall.take();
    await hall.take();
    await Promise.all([page, other].map((each) => each.locator('[data-ticket=A002]').waitFor()));
    await Promise.all([press('F2'), press('F2', other)]);
    await Promise.all([at('called'), at('called', other)]);
    expect([await label(), await label(other)].toSorted()).toEqual(['A001', 'A002']);
    await page.locator('[data-counter="3"]', { hasText: '有客户' }).waitFor();
    expect(hall.problems()).toEqual([]);
  });

  it('a double click calls one, and does not begin what it called', async () => {
    await hall.take();
    await hall.take();
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    await free();
    await page.getByRole('button', { name: '叫下一位' }).dblclick();
    await at('called');
    await free();
    expect(await page.locator('.current').getAttribute('data-state')).toBe('called');
    expect(await page.locator('[data-ticket]').count()).toBe(1);
  });

  it('says in plain words that it was too late, and shows how it is now', async () => {
    await hall.take();
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    await press('F2');
    await at('called');
    // The same member at another page, while this one hears nothing.
    await page.route(/counter\/api\/state/, () => undefined);
    const elsewhere = await hall.counter('1002');
    await elsewhere.act('recall', await elsewhere.current());
    await free();
    await page.unroute(/counter\/api\/state/);
    await page.route(/counter\/api\/begin/, async (route) => {
      const body = route.request().postDataJSON() as { version: number };
      await route.continue({ postData: JSON.stringify({ ...body, version: 1 }) });
    });
    await press('F4');
    await page.getByText('情况刚刚变了').waitFor();
    expect(await page.locator('.said.refused').count()).toBe(1);
    await page.unroute(/counter\/api\/begin/);
    await press('F4');
    await at('serving');
  });

  it('an answer that is lost is asked for again, and the act is done once', async () => {
    await hall.take();
    await hall.take();
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    const sent: string[] = [];
    // The service does it, and the line breaks before its answer comes.
    await page.route(/counter\/api\/callNext/, async (route) => {
      sent.push((route.request().postDataJSON() as { request: string }).request);
      await route.fetch();
      if (sent.length < 2) await route.abort();
      else await route.continue();
    });
    await press('F2');
    await page.getByText('还没有收到回复').waitFor();
    await at('called');
    await free();
    expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
    expect([await label(), await page.locator('[data-ticket]').count()]).toEqual(['A001', 1]);
  });

  it('says that the line is lost, and comes back with the counter as it was', async () => {
    await hall.take();
    await page.locator('.choose button:focus').waitFor();
    await page.keyboard.press('Enter');
    await nobody();
    await press('F2');
    await at('called');
    const back = await hall.cut();
    await page.getByRole('alert').filter({ hasText: '连不上网点服务' }).waitFor();
    await expectAxeClean(page, 'cut off');
    await back();
    await page.locator('[data-connection=live]').waitFor();
    expect(await label()).toBe('A001');
    await press('F4');
    await at('serving');
  });

  it('breaks none of axe’s rules and fits, in both languages, at every step and width', async () => {
    for (const needs of [['elderly'], ['pregnant', 'disabled']] as const)
      await hall.take({ needs: [...needs], segment: 'vip', services: ['cash', 'phoneNumber'] });
    const check = async (name: string) => {
      for (const language of ['English', '中文']) {
        await page.getByRole('button', { name: language }).click();
        await expectAxeClean(page, `${name}, ${language}`);
        for (const width of [1280, 820]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
        const heights = await page
          .locator('button')
          .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));
        expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
        const spilt = await page
          .locator('.deed')
          .evaluateAll((buttons) =>
            buttons
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map((b) => b.textContent),
          );
        expect([name, ...spilt]).toEqual([name]);
        await page.setViewportSize({ width: 1280, height: 800 });
      }
    };
    await check('choose');
    await page.getByRole('button', { name: /^1 号窗口/ }).click();
    await nobody();
    await check('free');
    await press('F2');
    await at('called');
    await check('called');
    await press('F7');
    await page.locator('dialog[open]').waitFor();
    await expectAxeClean(page, 'transfer');
  });
});
