import { beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '../settings/settings.ts';
import { memoryForTests } from '../test-support/memory.ts';
import { Supplies, THRESHOLDS } from './supplies.ts';

const HOUR = 3_600_000;
const ME = { number: '1007', second: null };

function books() {
  const memory = memoryForTests();
  const settings = new Settings(memory.journal, () => memory.clock.wall());
  const supplies = new Supplies(memory.journal, settings, () => memory.clock.wall());
  const paper = () => supplies.read({ receiptPaper: 'ok' })[0];
  const receipt = (outcome: string) =>
    memory.journal.append({ kind: 'port.answered', facts: { port: 'printReceipt', call: 1, outcome } });
  return { ...memory, settings, supplies, paper, receipt };
}

let b: ReturnType<typeof books>;
beforeEach(() => {
  b = books();
});

describe('what the books say of a supply', () => {
  it('nobody has entered anything: what went is known, what is left is not', () => {
    b.receipt('printed');
    expect(b.paper()).toMatchObject({
      amount: null,
      moved: 1,
      left: null,
      due: false,
      dueOn: null,
      by: null,
    });
  });

  it('counts a receipt whose end is unknown, and none that was not printed', () => {
    b.supplies.fill('receiptPaper', { found: null, amount: 400 }, ME);
    for (const outcome of ['printed', 'unknown', 'notPrinted', 'printed']) b.receipt(outcome);
    expect(b.paper()).toMatchObject({ amount: 400, moved: 3, left: 397, by: '1007' });
  });

  it('is due at its threshold, or when the device sees that it is', () => {
    b.supplies.fill('receiptPaper', { found: null, amount: THRESHOLDS.receiptPaper + 1 }, ME);
    expect(b.paper()?.due).toBe(false);
    b.receipt('printed');
    expect(b.paper()?.due).toBe(true);
    b.supplies.fill('receiptPaper', { found: null, amount: 400 }, ME);
    expect(b.supplies.read({ receiptPaper: 'low' })[0]?.due).toBe(true);
  });

  it('says when it will be due as it went so far, and nothing before it can know', () => {
    b.supplies.fill('receiptPaper', { found: null, amount: THRESHOLDS.receiptPaper + 20 }, ME);
    b.receipt('printed');
    b.clock.advance(HOUR);
    expect(b.paper()?.dueOn).toBeNull();
    b.receipt('printed');
    b.clock.advance(4 * HOUR);
    // Two in five hours: the eighteen that are left above the threshold last forty-five hours more.
    expect(b.paper()?.dueOn).toBe(b.clock.wall() + 45 * HOUR);
  });

  it('a count is held against them, and the difference stands in the journal', () => {
    b.supplies.fill('blankCards', { found: null, amount: 100 }, ME);
    for (let fed = 0; fed < 3; fed++)
      b.journal.append({ kind: 'newCard.intent', facts: { card: 'c', motion: 'dispense' } });
    expect(b.supplies.fill('blankCards', { found: 96, amount: 200 }, ME)).toBe(-1);
    expect(b.entries().at(-1)).toMatchObject({
      kind: 'setting.changed',
      facts: {
        setting: 'supply.blankCards',
        by: '1007',
        found: 96,
        expected: 97,
        difference: -1,
        amount: 200,
      },
    });
    expect(b.supplies.read({ blankCards: 'ok' })[0]).toMatchObject({ moved: 0, left: 200 });
  });

  it('a bin is counted by what came in', () => {
    for (let kept = 0; kept < 2; kept++)
      b.journal.append({ kind: 'port.answered', facts: { port: 'retainCard', call: 1, fate: 'retained' } });
    expect(b.supplies.fill('readerBin', { found: 2, amount: 30 }, ME)).toBe(0);
    b.journal.append({ kind: 'port.answered', facts: { port: 'retainCard', call: 2, fate: 'failed' } });
    expect(b.supplies.read({ readerBin: null })[0]).toMatchObject({ moved: 0, left: 30, sensor: null });
  });
});

describe('a power cut', () => {
  it('in the middle of an entry leaves the books as they were, or as they are now', () => {
    b.supplies.fill('receiptPaper', { found: null, amount: 400 }, ME);
    const before = b.paper();
    const { append } = b.journal;
    b.journal.append = () => {
      throw new Error('cut');
    };
    expect(() => b.supplies.fill('receiptPaper', { found: 1, amount: 10 }, ME)).toThrow('cut');
    b.journal.append = append;
    expect(b.paper()).toEqual(before);
    expect(b.settings.history(10)).toHaveLength(1);
  });
});
