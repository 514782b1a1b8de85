import { describe, expect, it } from 'vitest';
import type { OutOfServiceFault } from '#contracts/screen/out-of-service.ts';
import { outOfService, startOf } from '../terminal/context.ts';

const well = {
  idScanner: 'ok',
  cardReader: 'ok',
  receiptPrinter: 'ok',
  signaturePad: 'absent',
  cardDispenser: 'absent',
  camera: 'absent',
  microphone: 'absent',
  bank: 'ok',
  branch: 'ok',
  journal: 'ok',
} as const;
const settings = { language: 'zh-CN', elder: false, contrast: false, reach: false } as const;

/** What closes the terminal, the gravest first. */
const LADDER: readonly OutOfServiceFault[] = ['journal', 'cardStuck', 'idScanner', 'bank'];

const closedBy = (faults: readonly OutOfServiceFault[]) => {
  const broken = Object.fromEntries(
    faults.filter((fault) => fault !== 'cardStuck').map((fault) => [fault, 'down']),
  );
  const context = startOf({ health: { ...well, ...broken }, settings });
  return outOfService({ ...context, cardStuck: faults.includes('cardStuck') });
};

describe('why the terminal is closed, when several things are wrong', () => {
  const sets = Array.from({ length: 2 ** LADDER.length }, (_, bits) =>
    LADDER.filter((__, place) => bits & (1 << place)),
  );

  it.each(sets.map((faults) => [faults.join(' and ') || 'nothing', faults] as const))('%s', (_, faults) => {
    expect(closedBy(faults)).toBe(faults[0] ?? null);
    expect(closedBy([...faults].reverse())).toBe(faults[0] ?? null);
  });

  it('neither printer, card reader nor branch closes it', () => {
    const context = startOf({
      health: { ...well, receiptPrinter: 'down', cardReader: 'absent', branch: 'down' },
      settings,
    });
    expect(outOfService(context)).toBeNull();
  });
});
