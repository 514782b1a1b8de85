import { beforeEach, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { bookingAt } from '../support/booking.ts';
import { hallOfTests, signInByKeys } from '../support/hall.ts';
import { MONDAY, morningClock } from '../support/morning.ts';

const morning = morningClock();
const hall = hallOfTests({ clock: morning.clock });
beforeEach(() => morning.start());

const booking = bookingAt(() => hall.url(''));
const book = async (service: string, time: string) => {
  const slot = (await booking.slots(service, MONDAY)).find((one) => one.time === time);
  const id = `a-booking-${service}-${time.replace(':', '')}`;
  return booking.book(id, service, slot?.startsAt ?? '', 'cus_of_a_counter_test');
};

it('shows who is expected when, and of an appointment’s number its time, in the list and at the call', async () => {
  const first = await book('wealth', '09:00');
  await book('account', '09:30');
  const page = await hall.open('counter', { viewport: { width: 1280, height: 800 } });
  await signInByKeys(page, '1002');
  await page.locator('.choose button:focus').waitFor();
  await page.locator('[data-counter="3"]').waitFor();
  const expected = page.locator('.expected');
  await expected.getByText('未到').first().waitFor();
  expect(await expected.innerText()).toMatch(/09:00\s*理财、定期\s*未到[\s\S]*09:30\s*开户、销户\s*未到/);

  const kept = await hall.terminal().checkIn(first.appointment.id, {
    ticket: 'ticket-of-an-appointment',
    code: first.code,
    segment: 'ordinary',
    needs: [],
    language: 'zh-CN',
  });
  expect(kept.ok).toBe(true);
  await expected.getByText('已签到 · D001 · 准时').waitFor();
  expect(await page.locator('[data-ticket=D001]').innerText()).toContain('预约 09:00 · 准时');
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}-list.png`, fullPage: true });

  // Counter 3 serves everything.
  await page.locator('.choose button', { hasText: '3' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.free').waitFor();
  await page.locator('[data-desk=free]').waitFor();
  await page.keyboard.press('F2');
  await page.locator('.current[data-state=called]').waitFor();
  expect(await page.locator('.current').innerText()).toContain('预约 09:00 · 准时');
  await page.locator('[data-desk=free]').waitFor();
  await expectAxeClean(page, 'an appointment at the counter');
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}-call.png`, fullPage: true });

  await page.getByRole('button', { name: 'English' }).click();
  expect(await page.locator('.current').innerText()).toContain('Appointment 09:00 · on time');
  expect(await expected.innerText()).toMatch(/09:30\s*Open or close an account\s*Expected/);
  const everything = await page.locator('body').innerText();
  for (const told of [first.code, 'cus_of']) expect(everything).not.toContain(told);

  morning.later(2 * 3_600_000);
  await page.getByText('1 did not come').waitFor({ timeout: 20_000 });
  expect(hall.problems()).toEqual([]);
});
