import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { agree, PLACE, read, sign, understand } from '../support/signing.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

describe('a customer who buys a wealth product', () => {
  let kiosk: Kiosk;
  beforeEach(async () => {
    kiosk = await openKiosk();
  });
  afterEach(() => kiosk.close());

  it('is assessed by his own answers, reads, understands and signs, and has bought once what he signed', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    await page.act('choose', PLACE.buyWealth);
    await page.see('assessmentStanding', (body) => body.state === 'none');
    await page.act('confirm');
    const { of } = await page.see('assessmentQuestion');
    for (let number = 1; number <= of; number++) {
      const { options } = await page.see('assessmentQuestion', (body) => body.number === number);
      await page.act('choose', Math.floor(options.length / 2));
    }
    const report = await read(page);
    expect(Buffer.from(report.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
    expect(await agree(page)).toEqual(['ownAnswers', 'electronicSigning']);
    await sign(page);
    const assessed = await page.see('assessmentResult', (body) => body.outcome === 'done');
    expect(assessed).toMatchObject({ onward: true });
    await page.act('next');
    const { products } = await page.see('chooseProduct');
    const fitting = products.find((one) => one.fits);
    if (!fitting) throw new Error(`nothing fits ${assessed.riskClass}`);
    await page.act('choose', fitting.place);
    await page.until('the amount', () => {
      const { body, actions } = page.screen;
      if (body.kind === 'chooseCard')
        void page.act('choose', actions.find(({ id }) => id === 'choose')?.choice);
      return body.kind === 'enterAmount' ? true : undefined;
    });
    await page.type(String(fitting.minimumFen / 100));
    await page.act('confirm');
    await page.see('reviewOrder', (body) => body.amountFen === fitting.minimumFen);
    await page.act('confirm');
    const contract = await read(page);
    await understand(page);
    await agree(page);
    await sign(page);
    const bought = await page.see('orderResult', (body) => body.outcome === 'done');
    expect(bought.orderNumber).not.toBeNull();
    await page.act('printReceipt');
    await page.see('orderResult', (body) => body.receipt === 'printed');
    expect(JSON.stringify((await bench.state()).receiptPrinter.receipts)).toContain(bought.paperNumber);
    await page.act('next');
    await goHome(bench, page);
    expect(createHash('sha256').update(contract).digest('hex')).not.toBe(
      createHash('sha256').update(report).digest('hex'),
    );
    expect((await kiosk.ledger()).entries.map(({ action }) => action)).toEqual([
      'recordRiskAssessment',
      'placeWealthOrder',
    ]);
    const kinds = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite'))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('signing.'))).toEqual([
      'signing.intent',
      'signing.sealed',
      'signing.intent',
      'signing.sealed',
    ]);
    expect(kinds).not.toContain('paper.void');
    expect(kiosk.broken).toEqual([]);
  });
});
