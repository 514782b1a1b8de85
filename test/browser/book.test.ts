import { createCanvas, loadImage } from '@napi-rs/canvas';
import readQr from 'jsqr';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { appointmentRulesSchema } from '#contracts/branch/configuration.ts';
import { expectAxeClean } from '../support/axe.ts';
import { bookingAt } from '../support/booking.ts';
import { hallOfTests, lowestContrast } from '../support/hall.ts';
import { morningClock } from '../support/morning.ts';

const morning = morningClock();
const hall = hallOfTests({ clock: morning.clock });

const RULES = { slotMinutes: 60, places: 1, daysAhead: 6 };
const WEEKDAYS = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];

beforeEach(async () => {
  morning.start();
  await hall.configure({ hours: WEEKDAYS, appointments: appointmentRulesSchema.parse(RULES) });
});

const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await hall.open('book', options);
  await page.locator('[data-place=planning] h1').waitFor();
  return page;
};
const words = (page: Page) => page.locator('main').innerText();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Goes to a group of choices, takes the one after so many arrows, and on. */
async function answer(page: Page, question: string, downs: number): Promise<void> {
  await heading(page, question);
  while (!(await page.evaluate(() => document.activeElement?.matches('input[type=radio]'))))
    await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  for (let down = 0; down < downs; down++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
/** Wealth, tomorrow at ten, as far as reading it back. */
async function untilCheck(page: Page): Promise<void> {
  await answer(page, '办什么业务？', 4);
  await answer(page, '哪一天来？', 1);
  await answer(page, '几点来？', 1);
  await heading(page, '这样预约，对吗？');
}
const pressed = async (page: Page, name: string) => {
  while ((await focused(page)) !== name) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
};
const booking = bookingAt(() => hall.url(''));
const slots = (day: string) => booking.slots('wealth', day);
const book = (id: string, startsAt: string) => booking.book(id, 'wealth', startsAt);
const codeOn = async (page: Page) => (await page.locator('.book-digits').innerText()).replace(/\s/g, '');

describe('the page on which an appointment is booked', () => {
  it('books, shows the code with its picture, finds it again and takes it back, by keyboard alone', async () => {
    const page = await open();
    await untilCheck(page);
    expect(await words(page)).toMatch(/2026年11月24日周二 10:00[\s\S]*理财、定期[\s\S]*本人身份证件/);
    expect(await focused(page)).toBe('这样预约，对吗？');
    await pressed(page, '确认预约');
    await heading(page, '已经约好');
    const code = await codeOn(page);
    expect(await words(page)).toMatch(/09:30 到 10:15[\s\S]*我有预约[\s\S]*本人身份证件/);
    const found = await hall.terminal().findAppointment({ code });
    expect(found.ok && found.value.appointment).toMatchObject({
      service: 'wealth',
      day: '2026-11-24',
      time: '10:00',
    });
    expect((await slots('2026-11-24')).find(({ time }) => time === '10:00')?.free).toBe(0);

    const picture = await loadImage(await page.locator('.book-qr').screenshot());
    const canvas = createCanvas(picture.width, picture.height);
    const context = canvas.getContext('2d');
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(readQr(pixels, canvas.width, canvas.height)?.data).toBe(`VA${code}`);

    await page.reload();
    await heading(page, '已经约好');
    expect(await codeOn(page)).toBe(code);
    await pressed(page, '取消预约');
    await page.locator('dialog[open]').waitFor();
    expect(await focused(page)).toBe('保留预约');
    await page.keyboard.press('Enter');
    await pressed(page, '取消预约');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, '已经取消');
    expect((await slots('2026-11-24')).find(({ time }) => time === '10:00')?.free).toBe(1);
    expect(await page.locator('.book-digits').count()).toBe(0);
    await pressed(page, '再约一个');
    await heading(page, '办什么业务？');
    expect(hall.problems()).toEqual([]);
  });

  it('keeps nothing, asks for no name, and goes on only with an answer', async () => {
    const page = await open({ locale: 'en-GB' });
    await page.getByRole('button', { name: 'Continue' }).press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Please choose one first.' }).waitFor();
    expect(await page.locator('input:not([type=radio])').count()).toBe(0);
    const kept = () => localStorage.length + sessionStorage.length + document.cookie.length;
    expect(await page.evaluate(kept)).toBe(0);
  });

  it('says which days are closed and full, and when the last time of today is over', async () => {
    const taken = await slots('2026-11-24');
    for (const [index, { startsAt }] of taken.entries()) await book(`a-booking-of-a-page-${index}`, startsAt);
    const [first] = await slots('2026-11-25');
    await book('a-booking-of-a-page-nine', first?.startsAt ?? '');
    const page = await open();
    await answer(page, '办什么业务？', 4);
    await heading(page, '哪一天来？');
    const closed = page.getByRole('radio', { name: /不营业/ });
    expect(await closed.count()).toBe(2);
    for (const each of await closed.all()) expect(await each.isDisabled()).toBe(true);
    await answer(page, '哪一天来？', 1);
    await page.getByText('这一天已经约满了。').waitFor();
    await expectAxeClean(page, 'full');
    await pressed(page, '换一天');
    await answer(page, '哪一天来？', 1);
    await heading(page, '几点来？');
    expect(await page.getByRole('radio', { name: '09:00 已约满' }).isDisabled()).toBe(true);
    await pressed(page, '返回');
    morning.later(9 * 3_600_000);
    await heading(page, '哪一天来？');
    while (!(await page.evaluate(() => document.activeElement?.matches('input'))))
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByText('今天可以预约的时间都过了。').waitFor();
  });

  it('says that nothing can be booked where the branch is never open or books nothing', async () => {
    await hall.configure({ hours: [] });
    const page = await open();
    await page.getByText('最近这些天网点都不营业').waitFor();
    await expectAxeClean(page, 'closed');
  });

  it('says that the branch does not answer, and comes back', async () => {
    const back = await hall.cut();
    const page = await hall.open('book').catch(() => undefined);
    expect(page).toBeUndefined();
    await back();
    const here = await open();
    await answer(here, '办什么业务？', 0);
    await answer(here, '哪一天来？', 0);
    await heading(here, '几点来？');
    await here.getByRole('radio').first().waitFor();
    await pressed(here, '返回');
    await heading(here, '哪一天来？');
    const again = await hall.cut();
    await pressed(here, '下一步');
    await here.getByRole('alert').filter({ hasText: '没有收到网点的回复。什么都没有预约。' }).waitFor();
    await expectAxeClean(here, 'unreachable');
    await again();
    await pressed(here, '再试一次');
    await here.getByRole('radio').first().waitFor();
  });

  it('a time that somebody else took meanwhile is not booked, and another one is', async () => {
    const page = await open();
    await untilCheck(page);
    const ten = (await slots('2026-11-24')).find(({ time }) => time === '10:00');
    await book('a-booking-of-another-one', ten?.startsAt ?? '');
    await pressed(page, '确认预约');
    await heading(page, '几点来？');
    await page.getByRole('alert').filter({ hasText: '没有约上' }).waitFor();
    await answer(page, '几点来？', 1);
    await heading(page, '这样预约，对吗？');
    await pressed(page, '确认预约');
    await heading(page, '已经约好');
    expect(await words(page)).toContain('11:00');
  });

  it('sent and not answered it is asked again and booked once; nothing else is offered meanwhile', async () => {
    const page = await open();
    await untilCheck(page);
    let lost = 0;
    await page.route('**/book/api/appointments', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await pressed(page, '确认预约');
    await page.getByRole('alert').filter({ hasText: '还不知道约上了没有' }).waitFor();
    expect(await page.getByRole('button', { name: '返回' }).count()).toBe(0);
    await expectAxeClean(page, 'unanswered');
    await pressed(page, '再问一次');
    await heading(page, '已经约好');
    expect((await slots('2026-11-24')).filter(({ free }) => free === 0)).toHaveLength(1);
  });

  it('what arrives late is shown instead of being booked beside another one', async () => {
    const page = await open();
    await untilCheck(page);
    let late: string | null = null;
    await page.route('**/book/api/appointments', async (route) => {
      if (late !== null) return route.continue();
      late = route.request().postData();
      await route.abort();
    });
    await pressed(page, '确认预约');
    await page.getByRole('alert').filter({ hasText: '还不知道' }).waitFor();
    await page.reload();
    await page.getByRole('alert').filter({ hasText: '刚才没有约上' }).waitFor();
    const { id, startsAt } = JSON.parse(late ?? '{}');
    await book(id, startsAt);
    await answer(page, '办什么业务？', 4);
    await answer(page, '哪一天来？', 2);
    await answer(page, '几点来？', 0);
    await heading(page, '这样预约，对吗？');
    await pressed(page, '确认预约');
    await page.getByRole('alert').filter({ hasText: '您刚才那一次已经约上了' }).waitFor();
    expect(await words(page)).toContain('2026年11月24日');
    expect((await slots('2026-11-25')).every(({ free }) => free === 1)).toBe(true);
  });

  it('what is checked in cannot be cancelled any more, and is told so', async () => {
    const [, ten] = await slots('2026-11-23');
    const { appointment } = await book('a-booking-of-today-01', ten?.startsAt ?? '');
    const page = await hall.open(`book#${appointment.id}`);
    await heading(page, '已经约好');
    morning.later(60 * 60_000);
    const kept = await hall.terminal().checkIn(appointment.id, {
      ticket: 'ticket-of-the-booking-page',
      code: null,
      segment: 'ordinary',
      needs: [],
      language: 'zh-CN',
    });
    expect(kept.ok).toBe(true);
    await pressed(page, '取消预约');
    await page.locator('dialog[open]').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await heading(page, '已经签到');
    expect(await page.getByRole('button', { name: '取消预约' }).count()).toBe(0);
  });
});

/** Runs inside the page: words that stick out of the frame they belong in. */
const spilt = () =>
  [...document.querySelectorAll('.book-code, .book label, .book button')].flatMap((frame) => {
    const edge = frame.getBoundingClientRect();
    return [...frame.querySelectorAll('*')]
      .filter((inner) => {
        const { left, right } = inner.getBoundingClientRect();
        return left < edge.left - 1 || right > edge.right + 1;
      })
      .map(({ textContent }) => textContent);
  });

const SETTINGS = [
  ['zh-CN', 'no-preference'],
  ['zh-CN', 'more'],
  ['en-GB', 'no-preference'],
  ['en-GB', 'more'],
] as const;
/** Every size and every setting once, and each with each where the whole matrix is asked for. */
const SIZES = [
  ['portrait', 1080, 1920],
  ['landscape', 1920, 1080],
  ['phone', 390, 844],
  ['small phone', 320, 568],
] as const;
const settingsOf = (place: number) =>
  process.env.FULL_MATRIX === '1' ? SETTINGS : SETTINGS.filter((_, other) => other === 3 - place);

describe.each(
  SIZES.map(([name, width, height], place) => ({ name, width, height, settings: settingsOf(place) })),
)('the booking page in $name', ({ name, width, height, settings }) => {
  it.each(settings)('in %s with contrast %s fits, for fingers and for eyes', async (locale, contrast) => {
    await hall.configure({ appointments: appointmentRulesSchema.parse({ daysAhead: 6 }) });
    const page = await open({ locale, contrast, viewport: { width, height } });
    const fits = async (what: string) => {
      await expectAxeClean(page, what);
      expect([what, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([what, width]);
      expect([what, await page.evaluate(spilt)]).toEqual([what, []]);
      for (const target of await page.locator('button:visible, label:visible').all()) {
        const box = await target.boundingBox();
        expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(60);
      }
      expect((await page.evaluate(lowestContrast)).ratio).toBeGreaterThanOrEqual(7);
      if (process.env.LOOK)
        await page.screenshot({
          path: `${process.env.LOOK}-${name.replace(' ', '')}-${locale}-${contrast}-${what}.png`,
          fullPage: true,
        });
    };
    const forth = async (at: number) => {
      await page.getByRole('radio').nth(at).check();
      await page.locator('button.go').click();
    };
    await fits('1-service');
    await forth(5);
    await page.locator('.book-grid').waitFor();
    await fits('2-day');
    await forth(1);
    await page.getByText(/^(morning|上午)$/i).waitFor();
    await fits('3-time');
    await forth(2);
    await page.locator('.told').waitFor();
    await fits('4-check');
    await page.locator('button.go').click();
    await page.locator('.book-code').waitFor();
    await fits('5-booked');
    await page.getByRole('button', { name: /^(Cancel|取消)/ }).click();
    await page.locator('dialog[open]').waitFor();
    await fits('6-cancel');
  });
});
