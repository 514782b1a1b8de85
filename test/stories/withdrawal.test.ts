import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { buy } from '../support/sale.ts';
import { PLACE } from '../support/signing.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

describe('a customer who has bought and thinks better of it', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('takes the order back once, with the whole amount, and sees that it is', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    const { bought } = await buy(page, ({ termDays }) => termDays !== null);
    await page.act('anotherService');
    await page.see('menu');
    await page.act('choose', PLACE.withdrawOrder);
    const { orders } = await page.see('chooseOrder');
    expect(orders).toMatchObject([{ why: null, amountFen: bought.amountFen, until: bought.coolingOffUntil }]);
    await page.act('choose', 0);
    await page.see(
      'reviewWithdrawal',
      (body) => body.amountFen === bought.amountFen && body.cardLast4 === bought.cardLast4,
    );
    await page.act('confirm');
    const back = await page.see('withdrawalResult', (body) => body.outcome === 'done');
    expect(back).toMatchObject({ amountFen: bought.amountFen, orderNumber: bought.orderNumber });
    await page.act('printReceipt');
    await page.see('withdrawalResult', (body) => body.receipt === 'printed');
    const paper = JSON.stringify((await bench.state()).receiptPrinter.receipts);
    expect(paper).toContain(back.reference);
    await page.act('anotherService');
    await page.see('menu');
    await page.act('choose', PLACE.withdrawOrder);
    await page.see('chooseOrder', (body) => body.orders[0]?.why === 'withdrawn');
    await page.act('back');
    await page.see('menu');
    await page.act('finish');
    await goHome(bench, page);
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual([
      'recordRiskAssessment',
      'placeWealthOrder',
      'withdrawWealthOrder',
    ]);
    const entries = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
    expect(entries.filter(({ kind }) => kind === 'consent').at(-1)?.facts).toMatchObject({
      rule: 'confirmWithdrawal',
      answer: 'agreed',
    });
    // The contract stays what it was: signed, sealed, and not void.
    expect(entries.map(({ kind }) => kind)).not.toContain('paper.void');
    expect(kiosk.broken).toEqual([]);
  });
});
