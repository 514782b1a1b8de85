import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { MOST_QUERY } from '#contracts/finding/answer.ts';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { ALWAYS_OPEN, branchDatabase } from '../support/branch-database.ts';
import { launchBrowser } from '../support/browser.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

const PAGES = inject('kioskPages');

describe('finding one’s way in a real browser', () => {
  let browser: Browser;
  let kiosk: Kiosk;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    kiosk = await openKiosk(undefined, { pages: PAGES });
    branchDatabase(kiosk.dataDir).configure({ hours: ALWAYS_OPEN });
    const context = await browser.newContext({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
    page = await context.newPage();
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (failure) => complaints.push(String(failure)));
    await page.goto(kiosk.host.url);
    await see('idle');
  });
  afterEach(async () => {
    await page.context().close();
    await kiosk.close();
    expect(complaints).toEqual([]);
  });

  const see = (kind: ScreenKind) => page.locator(`[data-screen="${kind}"]`).waitFor({ timeout: 20_000 });
  const field = () => page.locator('.find-field');
  const rows = () => page.locator('.found [data-action=choose]');
  /** Until the first row reads like this. */
  const first = (words: RegExp) =>
    expect.poll(() => rows().first().innerText(), { timeout: 20_000 }).toMatch(words);
  const queryIs = (words: string) => expect.poll(() => field().inputValue(), { timeout: 20_000 }).toBe(words);
  /** Touches that row until one is heard: none is as long as the list has only just changed. */
  const chooses = (row: Locator) =>
    expect
      .poll(
        async () => {
          await row.tap({ timeout: 1_000 }).catch(() => {});
          return row.count();
        },
        { timeout: 20_000 },
      )
      .toBe(0);
  const letter = (one: string) =>
    page.locator(`.letters [data-action=letter][data-choice="${one.charCodeAt(0) - 97}"]`);
  const open = async () => {
    await page.locator('[data-action=find]').tap();
    await see('find');
  };

  it('by touch: letters on the screen, the row, the answer, a person', async () => {
    await open();
    await letter('t').tap();
    await queryIs('t');
    await letter('k').tap();
    await queryIs('tk');
    await first(/卡被机器吞了/);
    await chooses(rows().first());
    await see('answer');
    await page.getByText('卡被机器吞了').first().waitFor();
    await page.locator('[data-action=callPerson]').first().waitFor();
  });

  it('by keyboard alone: words, Enter, a figure', async () => {
    await page.keyboard.press('4');
    await see('find');
    await page.keyboard.type('lost card', { delay: 30 });
    await first(/挂失/);
    await page.keyboard.press('Enter');
    await page.locator('[data-screen=find] .row-figure').first().waitFor();
    await page.keyboard.press('1');
    await see('identify');
  });

  it('by the keypad alone: figures stand for their letters', async () => {
    await page.keyboard.press('4');
    await see('find');
    for (const key of ['8', '5']) await page.keyboard.press(key);
    await first(/卡被机器吞了/);
    await page.keyboard.press('Enter');
    await page.locator('[data-screen=find] .row-figure').first().waitFor();
    await page.keyboard.press('1');
    await see('answer');
    await page.keyboard.press('Escape');
    await see('find');
  });

  it.each([
    ['markup', '<img src=x onerror="document.title=1"><script>document.title=2</script>'],
    ['far too much', '卡'.repeat(5_000)],
    ['what turns writing round, and what nobody sees', '\u202e\u0000\ufeff\u200b\ud83d\ude42挂失'],
    ['another program’s language', `'; DROP TABLE tickets; -- \${7*7} {{7*7}} ../../etc/passwd`],
  ])('stands a paste of %s', async (_, words) => {
    await open();
    const title = await page.title();
    await field().focus();
    await page.evaluate((text) => {
      const input = document.querySelector<HTMLInputElement>('.find-field');
      const given = new DataTransfer();
      given.setData('text/plain', text);
      input?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: given, bubbles: true }));
      document.execCommand('insertText', false, text);
    }, words);
    await expect
      .poll(async () => (await field().inputValue()).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect((await field().inputValue()).length).toBeLessThanOrEqual(MOST_QUERY);
    await see('find');
    expect(await page.title()).toBe(title);
    expect(await page.locator('.found img, .found script').count()).toBe(0);
    // The keys still write and rub out.
    await page.locator('.letters [data-action=clear]').tap();
    await queryIs('');
    await letter('g').tap();
    await queryIs('g');
  });

  it('lets no touch choose another row than the one that was seen', async () => {
    await open();
    await first(/挂失/);
    // One of them that the next list holds no more, touched in the very moment in which the list changes.
    const seen = (await rows().allInnerTexts())[3]?.split('\n')[0] ?? '';
    const choice = await rows().nth(3).getAttribute('data-choice');
    await page.evaluate((given) => {
      document.querySelector<HTMLElement>('.letters [data-action=letter][data-choice="6"]')?.click();
      document.querySelector<HTMLElement>('.letters [data-action=letter][data-choice="18"]')?.click();
      document.querySelector<HTMLElement>(`.found [data-action=choose][data-choice="${given}"]`)?.click();
    }, choice);
    await queryIs('gs');
    await first(/挂失/);
    expect((await rows().allInnerTexts()).join(' ')).not.toContain(seen);
    await see('find');
    // And one that is there still, at another place: it is the one that is meant.
    const kept = await rows().first().getAttribute('data-choice');
    await chooses(page.locator(`.found [data-action=choose][data-choice="${kept}"]`));
    await see('identify');
  });

  it('hears no touch on a row that has only just come there', async () => {
    await open();
    await first(/挂失/);
    await letter('t').tap();
    await queryIs('t');
    // Faster than anybody can have read it.
    const pressed = await page.evaluate(async () => {
      const words = () => document.querySelector('.found')?.textContent ?? '';
      const before = words();
      document.querySelector<HTMLElement>('.letters [data-action=letter][data-choice="10"]')?.click();
      while (words() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
      const row = document.querySelector<HTMLElement>('.found [data-action=choose]');
      row?.click();
      return row?.textContent ?? '';
    });
    expect(pressed).toContain('卡被机器吞了');
    await queryIs('tk');
    await letter('a').tap();
    await queryIs('tka');
    await see('find');
  });
});
