import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { examplePaper, inkFor, lookAt } from '../test-support/signing.ts';
import { SigningDesk } from './desk.ts';

type Example = Awaited<ReturnType<typeof examplePaper>>;
let one: Example;
let other: Example;
beforeAll(async () => {
  [one, other] = [await examplePaper('T01-KABCD-1'), await examplePaper('T01-KABCD-2')];
});

function open() {
  const clock = new ManualClock();
  const desk = new SigningDesk(clock);
  const lay = (paper: Example) => desk.lay({ ...paper, template: 'wealthContract', signer: '陈知微' });
  return { clock, desk, lay };
}

describe('the paper that lies before the customer', () => {
  it('knows how long each page was before his eyes, the one that lies open until now', () => {
    const { clock, desk, lay } = open();
    const paper = lay(one);
    const began = clock.wall();
    lookAt(desk, paper, 1);
    clock.advance(4_000);
    lookAt(desk, paper, 2);
    clock.advance(2_500);
    lookAt(desk, paper, 1);
    clock.advance(1_000);
    const shown = desk.seen(paper);
    expect(shown.map(({ page, dwellMs }) => [page, dwellMs])).toEqual([
      [1, 5_000],
      [2, 2_500],
    ]);
    expect(shown.map(({ firstShownAt }) => Date.parse(firstShownAt) - began)).toEqual([0, 4_000]);
    expect(new Set(shown.map(({ sha256 }) => sha256))).toEqual(new Set([one.rendered.sha256]));
    clock.advance(500);
    expect(desk.seen(paper)[0]?.dwellMs).toBe(5_500);
  });

  it('measures reading by time that passes, whatever is done to the wall clock', () => {
    const { clock, desk, lay } = open();
    const paper = lay(one);
    lookAt(desk, paper, 1);
    clock.jumpWall(-86_400_000);
    clock.advance(3_000);
    expect(desk.seen(paper)[0]?.dwellMs).toBe(3_000);
    clock.advance(200 * 86_400_000);
    expect(desk.seen(paper)[0]?.dwellMs).toBe(86_400_000);
  });

  it.each([0, -1, 999, 1.5, Number.NaN])('has no page %s', (page) => {
    const { desk, lay } = open();
    const paper = lay(one);
    lookAt(desk, paper, page);
    expect(desk.seen(paper)).toEqual([]);
  });

  it('is alone: of one that lay here before nothing is found, shown, written or told any more', () => {
    const { clock, desk, lay } = open();
    const before = lay(one);
    lookAt(desk, before, 1);
    for (const part of inkFor(one.rendered.sha256)) desk.write(part);
    const now = lay(other);
    expect(before.ink.strokes).toBe(0);
    expect(desk.find(before.paper)).toBeUndefined();
    lookAt(desk, now, 1);
    clock.advance(1_000);
    lookAt(desk, before, 2);
    expect(desk.seen(now).map(({ page }) => page)).toEqual([1]);
    // Who still holds the other one does not get this one's reading as its own.
    expect(desk.seen(before)).toEqual([]);
    expect(desk.write(inkFor(one.rendered.sha256)[0])).toBeUndefined();
    expect(now.ink.strokes).toBe(0);
    expect(now.nonce).not.toBe(before.nonce);
    expect(now.nonce).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['for another paper', (sha256: string) => ({ ...inkFor(sha256)[0], paper: 'cd'.repeat(32) })],
    ['without a paper', (sha256: string) => ({ ...inkFor(sha256)[0], paper: undefined })],
    ['with something more', (sha256: string) => ({ ...inkFor(sha256)[0], more: 1 })],
    ['that does not begin at the beginning', (sha256: string) => ({ ...inkFor(sha256)[1] })],
    ['that is none', () => 'ink'],
  ])('takes no ink %s', (_, wrong) => {
    const { desk, lay } = open();
    const paper = lay(one);
    expect(desk.write(wrong(one.rendered.sha256))).toBeUndefined();
    expect(paper.ink.strokes).toBe(0);
    expect(desk.write(inkFor(one.rendered.sha256)[0])).toBe(1);
  });

  it('leaves nothing behind', () => {
    const { desk, lay } = open();
    const laid: Uint8Array[] = [];
    desk.onLaid((bytes) => laid.push(bytes));
    const paper = lay(one);
    lookAt(desk, paper, 1);
    for (const part of inkFor(one.rendered.sha256)) desk.write(part);
    expect([laid.length, desk.bytes === one.rendered.bytes, paper.ink.strokes]).toEqual([1, true, 2]);
    desk.clear();
    expect([desk.bytes, desk.find(paper.paper), paper.ink.strokes, paper.ink.drawn().strokes]).toEqual([
      undefined,
      undefined,
      0,
      [],
    ]);
    expect(desk.write(inkFor(one.rendered.sha256)[0])).toBeUndefined();
    // The same paper again is read anew.
    expect(desk.seen(lay(one))).toEqual([]);
  });
});
