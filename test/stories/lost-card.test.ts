import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';

describe('a customer who lost a bank card', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('lays the ID card, blocks one card exactly once, gets a receipt, and is forgotten', async () => {
    const bench = await kiosk.bench();
    const person = (await bench.state()).people[0];
    if (!person) throw new Error('no ready people');
    const page = await kiosk.customer();
    await page.see('idle');
    await bench.act('layIdCard', { person: person.key });
    const menu = await page.see('menu');
    expect(menu.services.map(({ id, offered }) => [id, offered])).toEqual([
      ['reportLostCard', true],
      ['changeReservedPhone', true],
      ['assessRisk', true],
      ['buyWealth', true],
      ['withdrawOrder', true],
      ['eBankingSignUp', true],
      ['issueCard', true],
      // This cabinet has no camera.
      ['companyAccount', false],
    ]);
    await page.act('choose', 0);
    const { cards } = await page.see('chooseCard');
    const index = cards.findIndex((card) => card.selectable);
    await page.act('choose', index);
    await page.see('reviewBlock');
    await page.act('confirm');
    await page.see('result', (body) => body.outcome === 'done');
    await page.act('printReceipt');
    const result = await page.see('result', (body) => body.receipt === 'printed');
    const paper = (await bench.state()).receiptPrinter.receipts;
    expect(JSON.stringify(paper)).toContain(result.reference);
    await page.act('next');
    await page.see('takeMedia', (body) => body.what === 'idCard');
    await bench.act('liftIdCard');
    await page.see('farewell');
    await page.act('next');
    await page.see('idle');
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual(['blockCard']);
    expect(kiosk.broken).toEqual([]);
  });
});
