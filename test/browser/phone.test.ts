import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAxeClean } from '../support/axe.ts';
import { hallOfTests, phonePath } from '../support/hall.ts';

const hall = hallOfTests();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const words = (page: Page) => page.locator('body').innerText();
const state = (page: Page, name: string) => page.locator(`[data-state=${name}]`).waitFor();

describe('a ticket on its holder’s phone', () => {
  it('is followed from the queue to the counter and to the end, without being touched', async () => {
    const first = await hall.take();
    const ticket = await hall.take({ language: 'en' });
    const page = await hall.open(phonePath(ticket), PHONE);
    await state(page, 'waiting');
    expect(await words(page)).toMatch(
      /A002[\s\S]*Cash and transfers[\s\S]*1 person is before you[\s\S]*No counter serves/,
    );
    const one = await hall.counter('1002');
    await one.act('open', { counter: '1' });
    await page.getByText(/minutes/).waitFor();
    expect(await page.title()).toBe('A002 · Waiting');
    const ahead = await one.act('callNext', {});
    expect(ahead.current?.label).toBe(first.ticket.label);
    await page.getByText('You are next').waitFor();
    await one.act('finish', { ...(await one.current()), outcome: 'done' });
    await one.act('callNext', {});
    await page.getByText('Please come to counter 1').waitFor();
    expect(await page.getByText('give up this number').count()).toBe(0);
    await one.act('begin', await one.current());
    await page.getByText('Being served at counter 1').waitFor();
    await one.act('park', await one.current());
    await page.getByText('Your number is kept for you').waitFor();
    await one.act('call', { label: 'A002' });
    await one.act('finish', { ...(await one.current()), outcome: 'done' });
    await page.getByText('Finished').waitFor();
    expect(hall.problems()).toEqual([]);
  });

  it('vibrates at every call, where the phone can', async () => {
    const ticket = await hall.take();
    const page = await hall.open(phonePath(ticket), PHONE);
    await state(page, 'waiting');
    await page.evaluate(() => {
      let hums = 0;
      navigator.vibrate = () => {
        document.body.dataset.hums = String(++hums);
        return true;
      };
    });
    const hummed = (times: number) => page.locator(`body[data-hums="${times}"]`).waitFor();
    const one = await hall.counter('1002');
    await one.act('open', { counter: '1' });
    await one.act('callNext', {});
    await hummed(1);
    await one.act('recall', await one.current());
    await hummed(2);
  });

  it('is given up after one more question; the first press only asks, and the way back keeps the place', async () => {
    const ticket = await hall.take();
    const page = await hall.open(phonePath(ticket), PHONE);
    const ask = () => page.getByRole('button', { name: '不等了，放弃这个号码' }).tap();
    await ask();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('继续等');
    await page.getByRole('button', { name: '继续等' }).tap();
    const seen = await hall.terminal().ticket(ticket.ticket.id);
    expect(seen.ok && seen.value.ticket.state).toBe('waiting');
    await ask();
    await expectAxeClean(page, 'asked');
    await page.getByRole('button', { name: '放弃', exact: true }).tap();
    await page.getByText('已放弃排队').waitFor();
    const given = await hall.terminal().ticket(ticket.ticket.id);
    expect(given.ok && given.value.ticket.state).toBe('gaveUp');
    expect(await page.getByText('不等了').count()).toBe(0);
    expect(hall.problems()).toEqual([]);
  });

  it('speaks the ticket’s language, and the other one at a touch, and keeps nothing', async () => {
    const page = await hall.open(phonePath(await hall.take({ language: 'en' })), PHONE);
    await page.getByText('Your number').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.getByRole('button', { name: '中文' }).tap();
    await page.getByText('您的号码').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect((await words(page)).replace('English', '')).not.toMatch(/[a-z]{4}/);
    expect(
      await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length),
    ).toBe(0);
    await page.reload();
    await page.getByText('Your number').waitFor();
  });

  it('says that the line is lost and since when, and comes back; an address that leads nowhere says so', async () => {
    const page = await hall.open(phonePath(await hall.take()), PHONE);
    await state(page, 'waiting');
    const back = await hall.cut();
    await page
      .getByRole('alert')
      .filter({ hasText: /连接中断[\s\S]*\d\d:\d\d/ })
      .waitFor();
    await expectAxeClean(page, 'cut off');
    await back();
    await page.locator('[data-connection=live]').waitFor();
    const nowhere = await hall.open(`t/${'x'.repeat(32)}`, PHONE);
    await nowhere.getByText('查不到这个号码').waitFor();
    await expectAxeClean(nowhere, 'nowhere');
  });

  it('fits a screen of 320 px, with controls for a finger, and breaks none of axe’s rules', async () => {
    const ticket = await hall.take({ services: ['account'], language: 'en' });
    const page = await hall.open(phonePath(ticket), { ...PHONE, viewport: { width: 320, height: 568 } });
    const fits = async (name: string) => {
      expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, 320]);
      for (const button of await page.getByRole('button').all())
        expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
      await expectAxeClean(page, name);
    };
    await state(page, 'waiting');
    await fits('waiting');
    const one = await hall.counter('1002');
    await one.act('open', { counter: '2' });
    await one.act('callNext', {});
    await state(page, 'called');
    await fits('called');
    const label = await page
      .locator('.phone-state-words')
      .evaluate((element) => getComputedStyle(element).fontSize);
    expect(Number.parseFloat(label)).toBeGreaterThanOrEqual(32);
  });
});
