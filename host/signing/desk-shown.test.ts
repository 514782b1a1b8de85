import { beforeEach, describe, expect, it } from 'vitest';
import type { WorldEvent } from '#flows/events.ts';
import { ManualClock } from '#foundation/clock.ts';
import { SigningDesk } from './desk.ts';
import { paperLineToPage } from './line-to-page.ts';

const SHA256 = 'ab'.repeat(32);

describe('a page of the paper that lies open', () => {
  let clock: ManualClock;
  let desk: SigningDesk;
  const lay = () =>
    desk.lay({
      template: 'wealthContract',
      textVersion: '2026-01',
      number: 'T01-AAAA-1',
      rendered: { bytes: new Uint8Array(4), sha256: SHA256, pages: 2, texts: [[], []], signatures: [] },
      signer: '示例',
    });
  const painted = (page: number, paper = SHA256) => desk.painted({ paper, page });
  beforeEach(() => {
    clock = new ManualClock(Date.parse('2026-11-22T02:00:00Z'));
    desk = new SigningDesk(clock);
  });

  it('is shown from the moment at which it is painted, and no earlier', async () => {
    const lying = lay();
    desk.turnTo(lying.paper, 1);
    await clock.advance(5_000);
    expect(desk.seen(lying)).toEqual([]);
    expect(painted(1)).toBe(1);
    await clock.advance(2_000);
    expect(desk.seen(lying)).toEqual([
      { page: 1, sha256: SHA256, firstShownAt: '2026-11-22T02:00:05.000Z', dwellMs: 2_000 },
    ]);
  });

  it('is not shown by a word about another page, other bytes, or nothing', () => {
    expect(painted(1)).toBeUndefined();
    const lying = lay();
    expect(painted(1)).toBe('known');
    desk.turnTo(lying.paper, 1);
    for (const word of [null, {}, { page: 1 }, { paper: SHA256, page: 0 }, { paper: SHA256, page: 1, x: 1 }])
      expect(desk.painted(word)).toBeUndefined();
    expect(painted(1, 'cd'.repeat(32))).toBeUndefined();
    expect(painted(3)).toBeUndefined();
    expect(painted(2)).toBe('known');
    expect(desk.seen(lying)).toEqual([]);
  });

  it('that is turned before it was drawn was not shown', async () => {
    const lying = lay();
    desk.turnTo(lying.paper, 1);
    desk.turnTo(lying.paper, 2);
    expect(painted(1)).toBe('known');
    expect(painted(2)).toBe(2);
    expect(desk.seen(lying).map(({ page }) => page)).toEqual([2]);
  });

  it('stays for as long as it is before the eyes, however often it is told', async () => {
    const lying = lay();
    desk.turnTo(lying.paper, 1);
    painted(1);
    await clock.advance(1_000);
    expect(painted(1)).toBe('known');
    await clock.advance(1_000);
    desk.away();
    await clock.advance(60_000);
    expect(painted(1)).toBe(1);
    await clock.advance(500);
    desk.turnTo(lying.paper, 2);
    await clock.advance(60_000);
    expect(desk.seen(lying)).toMatchObject([{ page: 1, dwellMs: 2_500 }]);
    lay();
    expect(painted(1)).toBe('known');
  });

  it('is told of once, and not at all by other channels; a page that is loaded again paints it first', async () => {
    const told: WorldEvent[] = [];
    const line = paperLineToPage(desk, { pages: () => [] }, (event) => told.push(event));
    const lying = lay();
    desk.turnTo(lying.paper, 1);
    const shown = { paper: SHA256, page: 1 };
    expect(line.hear('bench.act', shown)).toBeUndefined();
    expect(line.hear('paper.shown', { ...shown, paper: 'cd'.repeat(32) })).toBe(false);
    expect(told).toEqual([]);
    expect(line.hear('paper.shown', shown)).toBe(true);
    expect(line.hear('paper.shown', shown)).toBe(true);
    expect(told).toEqual([{ type: 'paper.shown', page: 1 }]);
    line.join({ role: 'customer', send: () => undefined, stream: () => undefined });
    await clock.advance(9_000);
    expect(desk.seen(lying)).toMatchObject([{ dwellMs: 0 }]);
    line.hear('paper.shown', shown);
    await clock.advance(1_000);
    expect(desk.seen(lying)).toMatchObject([{ dwellMs: 1_000 }]);
  });
});
