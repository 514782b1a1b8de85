import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * What axe finds wrong with the page as it stands, a line for each thing; `and`: rules besides its usual ones. It runs
 * in the page itself, which has no frames of others, instead of gathering in a window opened for that; and is brought
 * there once as long as the page is not loaded anew.
 */
export async function axeFaults(page: Page, and: readonly string[] = []): Promise<string[]> {
  const here = await page.evaluate(() => 'axe' in window);
  const { violations } = await new AxeBuilder({ page, ...(here ? { axeSource: ';' } : {}) })
    .setLegacyMode(true)
    .options({
      rules: Object.fromEntries(and.map((rule) => [rule, { enabled: true }])),
      resultTypes: ['violations'],
    })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node.html.slice(0, 90)}`));
}

/** `name`: of the state the page is in, for whoever reads what was wrong. */
export async function expectAxeClean(page: Page, name: string): Promise<void> {
  expect([name, ...(await axeFaults(page))]).toEqual([name]);
}
