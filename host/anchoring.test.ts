import { expect, it } from 'vitest';
import type { AnchorRequest } from '#contracts/branch/anchor.ts';
import { ManualClock } from '#foundation/clock.ts';
import { ok } from '#foundation/result.ts';
import { ANCHOR_EVERY, ANCHOR_LAST, Anchoring } from './anchoring.ts';
import { memoryForTests } from './test-support/memory.ts';

function anchored() {
  const { journal } = memoryForTests();
  const clock = new ManualClock();
  const told: AnchorRequest[] = [];
  const silent = { on: false };
  const anchoring = new Anchoring(
    journal,
    async (head) => {
      if (silent.on) await new Promise(() => {});
      told.push(head);
      return ok({});
    },
    clock,
  );
  return { journal, clock, told, silent, anchoring };
}

it('an orderly end tells the last head, and nothing is told after it', async () => {
  const { journal, clock, told, anchoring } = anchored();
  anchoring.start();
  await clock.advanceAsync(0);
  journal.append({ kind: 'input', facts: { event: 'health' } });
  await anchoring.stop();
  expect(told.at(-1)?.sequence).toBe(journal.head.sequence);
  const before = told.length;
  journal.append({ kind: 'input', facts: { event: 'health' } });
  await clock.advanceAsync(2 * ANCHOR_EVERY);
  expect(told).toHaveLength(before);
});

it('an end does not wait for a branch that does not answer', async () => {
  const { clock, silent, anchoring } = anchored();
  silent.on = true;
  const ended = anchoring.stop();
  await clock.advanceAsync(ANCHOR_LAST);
  await ended;
});
