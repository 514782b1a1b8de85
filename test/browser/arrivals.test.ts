import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { expectAxeClean } from '../support/axe.ts';
import { bookingAt } from '../support/booking.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';
import { MONDAY, morningClock } from '../support/morning.ts';

const morning = morningClock();
const hall = hallOfTests({
  clock: morning.clock,
  bank: {
    lookupCustomer: async () => err({ code: 'unreachable', detail: 'not asked here' }),
    recognise: async ({ value }) =>
      ok({
        customerRef: value,
        arrivalNotice: { consent: true, displayName: '顾先生', manager: '1002' },
      }),
  },
});
const booking = bookingAt(() => hall.url(''));
beforeEach(() => morning.start());

async function open(path: string, number: string, more: { locale?: string; colorScheme?: 'dark' } = {}) {
  const page = await hall.open(path, { viewport: { width: 1280, height: 800 }, ...more });
  await signInByKeys(page, number);
  await page.locator('[data-connection=live]').waitFor();
  return page;
}

const comes = async (number: number) => {
  const told = await hall.terminal().tellArrival({
    id: `visit-of-a-page-${number}`,
    customerRef: `cus_of_page_${number}`,
    reason: 'idCard',
  });
  expect(told).toEqual(ok({ noticed: true }));
};
const leaves = (number: number) => hall.terminal().endArrival(`visit-of-a-page-${number}`, { ticket: null });

/** A place of today, booked on the practice page's own way: the service's English name and the time. */
async function bookOne(): Promise<readonly [string, string]> {
  const [slot] = await booking.slots('cash', MONDAY);
  await booking.book('a-booking-of-a-page-1', 'cash', slot?.startsAt ?? '');
  return ['Cash and transfers', slot?.time ?? ''];
}

async function clean(page: Page): Promise<void> {
  await expectAxeClean(page, 'arrivals');
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
    expect(hall.problems()).toEqual([]);
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
    expect(hall.problems()).toEqual([]);
  });
});
