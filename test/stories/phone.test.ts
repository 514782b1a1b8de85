import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { atTheMenu, chooseCard, newestCode } from '../support/steps.ts';

const NEW_PHONE = '14200009999';

describe('a customer with a new phone number', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('proves the old number, says the new one, and both numbers are told', async () => {
    const { bench, page, person } = await atTheMenu(kiosk);
    await chooseCard(page, 1);
    await page.see('proveOldNumber', (body) => body.oldPhone !== null);
    await page.act('sendCode');
    await page.see('enterCode');
    await page.type('000000');
    await page.act('confirm');
    await page.see('enterCode', (body) => body.problem === 'wrong');
    await page.type(await newestCode(bench, person.phone));
    await page.act('confirm');
    await page.see('enterPhone', (body) => body.route === 'change');
    await page.type(NEW_PHONE);
    await page.act('confirm');
    await page.see('reviewPhone', (body) => body.newPhone === NEW_PHONE);
    await page.act('confirm');
    const result = await page.see('result', (body) => body.outcome === 'done');
    expect(result.newPhone).toBe('142****9999');
    const told = (await bench.state()).messages.filter(
      ({ text }) => !/\d{6}/.test(text.replace(/\d{7,}/g, '')),
    );
    expect(new Set(told.map(({ phone }) => phone))).toEqual(new Set([person.phone, NEW_PHONE]));
    expect((await kiosk.ledger()).entries.filter(({ action }) => action === 'changePhone')).toHaveLength(1);
  });

  it('who says the number the bank has already is told so, and says another with the same proof', async () => {
    const { bench, page, person } = await atTheMenu(kiosk);
    await chooseCard(page, 1);
    await page.act('sendCode');
    await page.see('enterCode');
    await page.type(await newestCode(bench, person.phone));
    await page.act('confirm');
    await page.see('enterPhone');
    await page.type(person.phone ?? '');
    await page.act('confirm');
    await page.act('confirm');
    await page.see('enterPhone', (body) => body.problem === 'sameAsOld' && body.entered === person.phone);
    expect(page.screen.spoken).toContain('银行登记的就是这个号码');
    await page.act('clear');
    await page.see('enterPhone', (body) => body.problem === null && body.entered === '');
    await page.type(NEW_PHONE);
    await page.act('confirm');
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done' && body.newPhone === '142****9999');
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['sendCode', 'changePhone']);
  });

  it('without the old number gets a case with a number, and nothing is changed', async () => {
    const { page } = await atTheMenu(kiosk);
    await chooseCard(page, 1);
    await page.see('proveOldNumber');
    await page.act('noOldNumber');
    await page.see('enterPhone', (body) => body.route === 'person');
    await page.type(NEW_PHONE);
    await page.act('confirm');
    await page.act('openCase');
    const result = await page.see('result', (body) => body.outcome === 'caseOpened');
    expect(result.reference).toMatch(/^[A-Z0-9-]{4,20}$/);
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['openCase']);
  });

  it('who asks again within the minute is told when, and that no text was sent', async () => {
    const { page } = await atTheMenu(kiosk);
    await chooseCard(page, 1);
    await page.act('sendCode');
    await page.see('enterCode');
    await page.act('back');
    await page.see('proveOldNumber');
    await page.act('back');
    const { cards } = await page.see('chooseCard');
    await page.act(
      'choose',
      cards.findIndex(({ selectable }) => selectable),
    );
    await page.act('sendCode');
    const told = await page.see('proveOldNumber', (body) => body.problem === 'tooSoon');
    expect(told.secondsLeft).toBeGreaterThan(30);
    await page.see('proveOldNumber', (body) => body.secondsLeft < told.secondsLeft);
    expect(page.screen.actions.map(({ id }) => id)).toEqual(['noOldNumber', 'back', 'help', 'display']);
    expect(page.screen.spoken).toContain('刚刚发过验证码');
  });
});
