import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type BranchClient, createBranchClient } from '#branch/client/client.ts';
import { newTerminalKey } from '#branch/client/key.ts';
import { type BranchService, startBranch } from '#branch/service.ts';
import { bookingChoicesSchema, slotListSchema } from '#contracts/branch/appointment.ts';
import { dayInChina } from '#flows/facts.ts';
import { type Clock, systemClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { launchBrowser } from '../support/browser.ts';
import { signInByKeys } from '../support/hall.ts';

const folder = mkdtempSync(join(tmpdir(), 'vestibule-arrivals-'));
const pagesDir = inject('branchPages');
/** Ten in the morning at the branch, whenever this runs: there is always something left to book today. */
const ahead = Date.parse(`${dayInChina(Date.now())}T02:00:00Z`) - Date.now();
const clock: Clock = { ...systemClock, wall: () => systemClock.wall() + ahead };

let browser: Browser;
let service: BranchService;
let terminal: BranchClient;
let problems: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  const started = await startBranch({
    port: 0,
    dataDir: mkdtempSync(join(folder, 'data-')),
    pagesDir,
    clock,
    practiceStaff: true,
    bank: {
      lookupCustomer: async () => err({ code: 'unreachable', detail: 'not asked here' }),
      recognise: async ({ value }) =>
        ok({
          customerRef: value,
          arrivalNotice: { consent: true, displayName: '顾先生', manager: '1002' },
        }),
    },
  });
  if (!started.ok) throw new Error(started.error.code);
  service = started.value;
  const made = createBranchClient({
    url: service.url,
    terminalId: 'T01',
    privateKey: newTerminalKey(),
    clock,
    fetch: globalThis.fetch,
  });
  if (!made.ok) throw new Error(made.error.code);
  terminal = made.value;
  await terminal.enrol(await service.enrolmentCode('T01'));
  problems = [];
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await service.close();
});

async function open(path: string, number: string, more: { locale?: string; colorScheme?: 'dark' } = {}) {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1280, height: 800 },
    ...more,
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (failure) => problems.push(failure.message));
  await page.goto(`${service.url}${path}`);
  await signInByKeys(page, number);
  await page.locator('[data-connection=live]').waitFor();
  return page;
}

const comes = async (number: number) => {
  const told = await terminal.tellArrival({
    id: `visit-of-a-page-${number}`,
    customerRef: `cus_of_page_${number}`,
    reason: 'idCard',
  });
  expect(told).toEqual(ok({ noticed: true }));
};
const leaves = (number: number) => terminal.endArrival(`visit-of-a-page-${number}`, { ticket: null });

/** A place of today, booked on the practice page's own way: the service's English name and the time. */
async function bookOne(): Promise<readonly [string, string]> {
  const at = (path: string) => new URL(`book/api/${path}`, service.url);
  const { services, days } = bookingChoicesSchema.parse(await (await fetch(at('choices'))).json());
  for (const { id, name } of services) {
    const day = await (await fetch(at(`slots?service=${id}&day=${days[0]}`))).json();
    const slot = slotListSchema.parse(day).slots[0];
    if (!slot) continue;
    await fetch(at('appointments'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: new URL(service.url).origin },
      body: JSON.stringify({
        id: 'a-booking-of-a-page-1',
        service: id,
        startsAt: slot.startsAt,
        language: 'en',
        customerRef: null,
      }),
    });
    return [name.en, slot.time];
  }
  throw new Error('nothing can be booked today');
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  const small = await page
    .locator('.arrivals button')
    .evaluateAll((buttons) =>
      buttons
        .filter((button) => button.getBoundingClientRect().height < 60)
        .map((button) => button.outerHTML),
    );
  expect(small).toEqual([]);
}

describe('the page of arrivals', () => {
  it('shows one’s own customers live, is answered by the keyboard, and empties itself', async () => {
    const mine = await open('arrivals', '1002');
    const others = await open('arrivals', '1001');
    await mine.getByText('目前没有到店提醒').waitFor();
    await clean(mine);
    await comes(1);
    await comes(2);
    await mine.locator('[data-arrival]').nth(1).waitFor();
    expect(await mine.title()).toBe('（2）到店提醒');
    expect(await mine.locator('.arrivals-said').textContent()).toBe('顾先生到店');
    await clean(mine);
    await mine.locator('[data-act=go]').first().focus();
    await mine.keyboard.press('ArrowDown');
    await mine.keyboard.press('Enter');
    const answered = mine.locator('[data-arrival][data-open=false]');
    await answered.waitFor();
    expect(await answered.textContent()).toContain('您去接待');
    await clean(mine);
    expect(await others.locator('[data-arrival]').count()).toBe(0);
    await leaves(1);
    await leaves(2);
    await mine.getByText('目前没有到店提醒').waitFor();
    expect(await mine.content()).not.toContain('顾先生');
    expect(problems).toEqual([]);
  });

  it('has its part on the lobby’s page, in either language and in the dark', async () => {
    await comes(1);
    const lobby = await open('lobby', '1003', { locale: 'en-GB', colorScheme: 'dark' });
    const language = lobby.locator('.language');
    if ((await language.textContent())?.includes('English')) await language.click();
    const row = lobby.locator('[data-arrival][data-open=true]');
    await row.waitFor();
    expect(await row.textContent()).toContain('Terminal T01');
    await clean(lobby);
    // Today's appointments stand below, without names: first none, then one that the bank books.
    const expected = lobby.locator('[data-figures=appointments]');
    await expected.getByText('There is no appointment today.').waitFor();
    const [service, booked] = await bookOne();
    await expected.getByText(service).waitFor();
    expect(await expected.textContent()).toContain(`${booked}`);
    expect(await expected.textContent()).toContain('Expected');
    await clean(lobby);
    await row.locator('[data-act=go]').focus();
    await lobby.keyboard.press('Enter');
    await lobby.locator('[data-arrival][data-open=false]').waitFor();
    const mine = await open('arrivals', '1002');
    expect(await mine.locator('[data-arrival][data-open=true]').textContent()).toContain('1003 去接待');
    expect(problems).toEqual([]);
  });
});
