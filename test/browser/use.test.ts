import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { USE_HOUR } from '#contracts/branch/use.ts';
import { systemClock } from '#foundation/clock.ts';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

describe('the page of use', () => {
  const hall = hallOfTests();
  const open = async (options = {}) => {
    const page = await hall.open('use', options);
    await signInByKeys(page, '1001');
    await page.locator('[data-use=there]').waitFor();
    return page;
  };
  const tell = async () => {
    const hour = (Math.floor(systemClock.wall() / USE_HOUR) - 1) * USE_HOUR;
    const rows = [
      { tile: 'service:reportLostCard', hour, opened: 41, finished: 33 },
      { tile: 'find', hour, opened: 57, finished: 50 },
      { tile: 'number', hour: hour - USE_HOUR, opened: 88, finished: 80 },
      { tile: 'answer:loan', hour: hour - 10 * 24 * USE_HOUR, opened: 6, finished: 1 },
    ];
    const told = await hall.terminal().tellUse({ id: randomUUID(), rows });
    if (!told.ok) throw new Error(told.error.code);
  };
  const picture = async (page: Page, name: string) => {
    const folder = process.env.VESTIBULE_PICTURES;
    if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  };

  it('tells by keyboard alone what is used, what is given up, and what nobody opens', async () => {
    await tell();
    const page = await open();
    await picture(page, 'use-zh');
    const lost = page.locator('[data-tile="service:reportLostCard"]');
    expect((await lost.innerText()).split(/\s+/)).toEqual(
      expect.arrayContaining(['挂失', '41', '33', '8', '80%']),
    );
    expect(await page.locator('[data-tile]').count()).toBe(4);
    expect(await page.locator('[data-never="business:cash"]').count()).toBe(1);
    await expectAxeClean(page, 'used');
    for (let tabs = 0; tabs < 20; tabs++) {
      if (await page.locator('input[name=days]:focus').count()) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('ArrowUp');
    // Ten days ago is not within a week.
    await page.locator('[data-never="answer:loan"]').waitFor();
    expect(hall.problems()).toEqual([]);
  });

  it('is whole in English and on a narrow window, says when nobody used anything, and asks again', async () => {
    const page = await open({ viewport: { width: 820, height: 1180 } });
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Nobody used anything in these days.').waitFor();
    await expectAxeClean(page, 'nothing');
    await page.route('**/use/api/tiles**', (route) => route.abort());
    await page.getByLabel('The last 90 days').check();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await expectAxeClean(page, 'lost');
    await page.unroute('**/use/api/tiles**');
    await tell();
    await again.click();
    await page.locator('[data-tile="answer:loan"]').waitFor();
    await picture(page, 'use-narrow-en');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    for (const target of await page.locator('.use label, .use button').all())
      expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(60);
  });

  it('is the manager’s', async () => {
    const page = await hall.open('use');
    await signInByKeys(page, '1003');
    await page.locator('.use').waitFor({ state: 'detached' });
    expect(await page.locator('[data-use]').count()).toBe(0);
  });
});
