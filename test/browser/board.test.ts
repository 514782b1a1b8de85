import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, lowestContrast } from '../support/hall.ts';

const hall = hallOfTests();

const rows = (page: Page) => page.locator('tbody tr').allInnerTexts();
const row = (page: Page, label: string) => page.locator('tbody tr', { hasText: label });
const live = (page: Page) => page.locator('[data-connection=live]').waitFor();

/** Two counters that may call everybody who wants cash. */
async function twoCounters() {
  const [one, two] = [await hall.counter('1002'), await hall.counter('1004')];
  await one.act('open', { counter: '1' });
  await two.act('open', { counter: '3' });
  return [one, two] as const;
}

/** What the page asked for to be spoken, and whether ever two at once. */
function listen(page: Page) {
  const spoken: string[] = [];
  let open = 0;
  let most = 0;
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname !== '/board/api/speech') return;
    spoken.push(
      `${searchParams.get('label')} ${searchParams.get('counter')} ${searchParams.get('language')}`,
    );
    open += 1;
    most = Math.max(most, open);
  });
  page.on('requestfinished', (request) => {
    if (request.url().includes('/board/api/speech')) open -= 1;
  });
  return { spoken, most: () => most };
}

describe('the board', () => {
  it('shows the newest call on top, in both languages, and tells everybody how many wait', async () => {
    const page = await hall.open('board', { viewport: { width: 1920, height: 1080 } });
    await page.getByText('现在没有叫号').waitFor();
    await page.getByText('No number is being called').waitFor();
    const [one, two] = await twoCounters();
    for (let count = 0; count < 3; count++) await hall.take();
    await one.act('callNext', {});
    await row(page, 'A001').waitFor();
    await two.act('callNext', {});
    await page.locator('tr[data-newest=true][data-lit=true]', { hasText: 'A002' }).waitFor();
    expect((await rows(page)).map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(['A002 3', 'A001 1']);
    const words = await page.locator('body').innerText();
    for (const word of [
      '号码',
      'Number',
      '窗口',
      'Counter',
      '等候 1 人',
      '1 waiting',
      '滨江路支行',
      'Binjiang',
    ])
      expect(words).toContain(word);
    // Called again it goes to the top and is lit again.
    await one.act('recall', await one.current());
    await page.locator('tr[data-newest=true][data-lit=true]', { hasText: 'A001' }).waitFor();
    await one.act('finish', { ...(await one.current()), outcome: 'done' });
    await row(page, 'A001').waitFor({ state: 'detached' });
    expect(await page.locator('tr[data-lit=true]').allInnerTexts()).toHaveLength(1);
    expect(hall.problems()).toEqual([]);
  });

  it('is read from across the hall: the height of its figures and every contrast, measured', async () => {
    const page = await hall.open('board', { viewport: { width: 1920, height: 1080 } });
    const [one, two] = await twoCounters();
    await hall.take();
    await hall.take();
    await one.act('callNext', {});
    await two.act('callNext', {});
    await row(page, 'A002').waitFor();
    for (const [width, height] of [
      [1920, 1080],
      [1080, 1920],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      const figures = await page.locator('.board-label, .board-counter').evaluateAll((cells) =>
        cells.map((cell) => {
          const { fontWeight, fontSize, fontFamily } = getComputedStyle(cell);
          const context = document.createElement('canvas').getContext('2d');
          if (!context) return 0;
          context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
          const { actualBoundingBoxAscent, actualBoundingBoxDescent } = context.measureText('0');
          return actualBoundingBoxAscent + actualBoundingBoxDescent;
        }),
      );
      expect(figures).toHaveLength(4);
      expect(Math.min(...figures)).toBeGreaterThanOrEqual(height / 15);
      expect((await page.evaluate(lowestContrast)).ratio).toBeGreaterThanOrEqual(7);
      const whole = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth, scrollHeight];
      });
      expect(whole).toEqual([width, height]);
      for (const part of await page.locator('header, table, footer').all()) {
        const { x = 0, width: wide = 0, y = 0, height: high = 0 } = (await part.boundingBox()) ?? {};
        expect([x >= 0, x + wide <= width, y >= 0, y + high <= height]).toEqual([true, true, true, true]);
      }
      await expectAxeClean(page, `${width} x ${height}`);
    }
  });

  it('is quiet until it is touched, and says so; then speaks each call, in both languages, in order', async () => {
    const page = await hall.open('board', { viewport: { width: 1280, height: 720 } });
    const { spoken, most } = listen(page);
    await page.getByText('声音未开').waitFor();
    await page.mouse.click(200, 200);
    await page.getByText('声音未开').waitFor({ state: 'detached' });
    const [one] = await twoCounters();
    await hall.take();
    const { speech } = await one.act('callNext', {});
    await row(page, 'A001').waitFor();
    if (!speech) return expect(spoken).toEqual([]);
    await expect.poll(() => spoken, { timeout: 20_000 }).toEqual(['A001 1 zh-CN', 'A001 1 en']);
    expect(most()).toBe(1);
    expect(hall.problems()).toEqual([]);
  });

  it('says since when it has heard nothing, claims nothing, and catches up by itself', async () => {
    const page = await hall.open('board?branch=MAIN', { viewport: { width: 1280, height: 720 } });
    await live(page);
    const [one] = await twoCounters();
    await hall.take();
    await hall.take();
    await one.act('callNext', {});
    await row(page, 'A001').waitFor();
    const back = await hall.cut();
    await page.locator('[data-connection=lost]').waitFor();
    expect(await page.getByRole('alert').innerText()).toMatch(
      /\d\d:\d\d:\d\d[\s\S]*No news since \d\d:\d\d:\d\d/,
    );
    expect(await page.locator('tr[data-lit=true]').count()).toBe(0);
    expect((await page.evaluate(lowestContrast)).ratio).toBeGreaterThanOrEqual(7);
    await expectAxeClean(page, 'cut off');
    await back();
    await live(page);
    const again = await hall.counter('1002');
    await again.act('finish', { ...(await again.current()), outcome: 'done' });
    await again.act('callNext', {});
    await page.locator('tr[data-lit=true]', { hasText: 'A002' }).waitFor();
    expect(new URL(page.url()).search).toBe('?branch=MAIN');
    const nowhere = await hall.open('board?branch=NOPE');
    await nowhere.getByText('There is no such branch').waitFor();
  });
});
