import { describe, expect, test } from 'vitest';
import type { BenchState } from '#contracts/bench/state.ts';
import { cardSlot, drawnMedia, type Hand, idPlate, isLying, receiptSlot } from './spots.ts';
import { emptyState, somebody } from './state.test-data.ts';

const hand: Hand = { person: somebody, card: 1 };
const nobody: Hand = { person: undefined, card: 0 };

const withReader = (change: Partial<BenchState['cardReader']>): BenchState => ({
  ...emptyState,
  cardReader: { ...emptyState.cardReader, ...change },
});
const withPlate = (change: Partial<BenchState['idScanner']>): BenchState => ({
  ...emptyState,
  idScanner: { ...emptyState.idScanner, ...change },
});
const withReceipts = (...cuts: boolean[]): BenchState => ({
  ...emptyState,
  receiptPrinter: {
    ...emptyState.receiptPrinter,
    receipts: cuts.map((cut, index) => ({ id: String(index), cut, lines: [] })),
  },
});

describe('the ID plate', () => {
  test('empty, it takes the card of whoever stands there', () => {
    expect(idPlate(emptyState, hand)).toMatchObject({
      now: 'Empty',
      order: { act: 'layIdCard', input: { person: 'somebody' } },
      likely: true,
    });
    expect(idPlate(emptyState, nobody)).toMatchObject({ order: null, likely: false });
    expect(idPlate(withPlate({ plugged: false }), hand).now).toBe('Empty, unplugged');
  });

  test('a card that lies there can be lifted, whoever stands there', () => {
    const state = withPlate({ document: { type: 'residentIdCard', name: '林样例' } });
    expect(idPlate(state, nobody)).toMatchObject({
      now: '林样例, resident ID card',
      order: { act: 'liftIdCard' },
    });
    expect(isLying(state, somebody)).toBe(true);
    expect(isLying(state, { ...somebody, documentType: 'residencePermit' })).toBe(false);
    expect(isLying(emptyState, somebody)).toBe(false);
    expect(drawnMedia(state)).toEqual({ idCard: 'lying' });
  });
});

describe('the card slot', () => {
  test('open, the card in the hand goes in', () => {
    expect(cardSlot(withReader({ entry: 'enabled' }), hand)).toMatchObject({
      now: 'Empty, takes a card',
      label: 'Insert •••• 0020',
      order: { act: 'insertCard', input: { person: 'somebody', card: 1 } },
      likely: true,
    });
  });

  test('closed or unplugged, it may be tried, but is not what one would do', () => {
    expect(cardSlot(emptyState, hand)).toMatchObject({ now: 'Empty, entry closed', likely: false });
    expect(cardSlot(withReader({ plugged: false, entry: 'enabled' }), hand)).toMatchObject({
      now: 'Empty, unplugged',
      likely: false,
    });
    expect(cardSlot(withReader({ entry: 'enabled' }), nobody)).toMatchObject({ order: null, likely: false });
  });

  test.each([
    ['gate', '•••• 0012 at the mouth', true, { card: 'going' }],
    ['inside', '•••• 0012 inside', false, {}],
    ['contact', '•••• 0012 inside, at the chip contacts', false, {}],
  ] as const)('a card %s is told as %s', (where, now, likely, drawn) => {
    const state = withReader({ card: { last4: '0012', where } });
    expect(cardSlot(state, hand)).toMatchObject({ now, likely, order: { act: 'takeCard' } });
    expect(drawnMedia(state)).toEqual(drawn);
  });
});

describe('the receipt slot', () => {
  test.each([
    [[], 'Nothing to take', false],
    [[true], 'A receipt to take', true],
    [[true, true], '2 receipts to take', true],
    [[true, false], 'Paper hangs out, not cut', true],
  ] as const)('with %o it says %s', (cuts, now, likely) => {
    expect(receiptSlot(withReceipts(...cuts))).toMatchObject({ now, likely, order: { act: 'takeReceipt' } });
    expect(drawnMedia(withReceipts(...cuts))).toEqual(likely ? { receipt: 'going' } : {});
  });
});
