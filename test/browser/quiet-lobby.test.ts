import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';

const hall = hallOfTests();

it('a quiet call stands first, in words that mean nothing over a shoulder, and offers no hand on its screen', async () => {
  const page = await hall.open('lobby', { viewport: { width: 1280, height: 800 } });
  await signInByKeys(page, '1003');
  await page.locator('[data-connection=live]').waitFor();
  const call = async (reason: 'asked' | 'quiet', ago: number) => {
    const asked = await hall.terminal().requestAssistance({
      id: randomUUID(),
      visit: 'visit-of-nobody-else',
      reason,
      step: 'chooseCard',
      service: 'reportLostCard',
      language: 'zh-CN',
      since: new Date(Date.now() - ago).toISOString(),
    });
    if (!asked.ok) throw new Error(asked.error.code);
    return page.locator(`[data-call="${asked.value.id}"]`);
  };
  const ordinary = await call('asked', 600_000);
  const quiet = await call('quiet', 130_000);
  await ordinary.waitFor();
  await quiet.waitFor();
  expect(await page.locator('[data-call]').first().getAttribute('data-reason')).toBe('quiet');
  const shown = (await quiet.innerText()).replaceAll(/\s/g, '');
  for (const said of ['顺路看看', '请像路过一样走过去，先看情况，不要提起', '2分'])
    expect(shown).toContain(said);
  expect(await page.locator('body').innerText()).not.toMatch(/胁迫|压力|报警|静默|安静/);
  expect(await page.locator('audio').count()).toBe(0);
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}-lobby-quiet.png` });
  await expectAxeClean(page, 'quiet');
  await quiet.locator('[data-act=acknowledge]').click();
  await page.getByText('那边的屏幕上没有任何显示').waitFor();
  expect(await quiet.locator('[data-act=hands-on]').count()).toBe(0);
  await quiet.locator('[data-act=close]').click();
  await quiet.waitFor({ state: 'detached' });
  expect(hall.problems()).toEqual([]);
});
