import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#host/journal/journal.ts';
import { entriesOf } from '#host/test-support/memory.ts';
import { type Kiosk, openKiosk } from '../support/kiosk.ts';
import { applyForCard } from '../support/new-card.ts';
import { atTheMenu, goHome } from '../support/steps.ts';

const actions = async (kiosk: Kiosk) => (await kiosk.ledger()).entries.map(({ action }) => action);

describe('a customer who gets a new card', () => {
  let kiosk: Kiosk;
  beforeAll(async () => {
    kiosk = await openKiosk();
  });
  afterAll(() => kiosk.close());

  it('chooses, agrees, is compared with his document, reads and signs, and takes a card that is his and works', async () => {
    const { bench, page } = await atTheMenu(kiosk);
    const before = (await bench.state()).cardDispenser;
    const { rules, item } = await applyForCard(kiosk, page);
    expect(rules).toEqual(['cardTerms', 'personalData', 'electronicSigning']);
    expect(item.subject).toMatchObject({ kind: 'issueCard' });
    const { last4 } = await page.see('takeNewCard');
    expect(page.screen.frame.slot).toBe('cardDispenser');
    expect((await bench.state()).cardDispenser.card).toEqual({ where: 'gate', last4 });
    await bench.act('takeNewCard');
    const got = await page.see('newCardResult');
    expect(got).toMatchObject({ outcome: 'issued', active: true, last4 });
    expect(page.screen.spoken).toContain('密码');
    expect((await bench.state()).cardDispenser).toMatchObject({
      stack: before.stack - 1,
      bin: 0,
      card: null,
    });
    expect(await actions(kiosk)).toEqual(['openCardApplication', 'bindCard', 'reportCardTaken']);
    await page.act('printReceipt');
    await page.see('newCardResult', (body) => body.receipt === 'printed');
    await page.act('next');
    await goHome(bench, page);
    const entries = entriesOf(openDatabase(join(kiosk.dataDir, 'journal.sqlite')));
    expect(
      entries
        .filter(({ kind }) => kind === 'newCard.intent')
        .map(({ facts }) => (facts as { motion?: string }).motion),
    ).toEqual(['dispense', 'present']);
    expect(entries.findLast(({ kind }) => kind === 'newCard.at')?.facts).toMatchObject({
      place: 'hand',
      fed: 1,
      hand: 1,
      bin: 0,
      inside: 0,
      gone: 0,
    });
    expect(kiosk.broken).toEqual([]);
  });
});
