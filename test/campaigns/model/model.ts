import fc from 'fast-check';
import type { ScreenKind } from '#contracts/screen/screen.ts';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { type Campaign, runRounds, withLook } from '../support/campaign-run.ts';
import { walk } from './moves.ts';
import { walkOnce } from './walk.ts';

/** Walks of one round. */
const WALKS = 25;
/** Then a broken walk is told as short as it has become. */
const SHRINK_MILLISECONDS = 60_000;
/** From so many rounds on every screen must have been reached, or the walks prove less than they say. */
const ROUNDS_TO_SEE_ALL = 20;

/** Lets customers, devices, bank and clock do whatever they can, in any order, to the real flow. */
export const model: Campaign = {
  about:
    'walks the flow at random behind fake devices and a fake bank; no dead end, help everywhere, nothing of another ' +
    'customer, one submission a confirmation, and rest without touches',
  rounds: 40,
  async run(order) {
    const seen = new Set<ScreenKind>();
    const report = await runRounds(order, async ({ random, promises, is }) => {
      const seed = random.int(0x7fff_ffff);
      is(`${WALKS} walks of seed ${seed}`);
      const result = await fc.check(
        fc.asyncProperty(walk, async (steps) => {
          const broken = await walkOnce(steps, seen);
          if (broken.length > 0) throw new Error(broken.slice(0, 3).join('; '));
        }),
        { seed, numRuns: WALKS, interruptAfterTimeLimit: SHRINK_MILLISECONDS },
      );
      if (result.failed)
        promises.holds(
          false,
          `${result.errorInstance instanceof Error ? result.errorInstance.message : 'unknown'}; shortest walk: ${JSON.stringify(result.counterexample)}`,
        );
    });
    const unseen = SCREEN_KINDS.filter((kind) => !seen.has(kind));
    order.say(
      `screens reached: ${seen.size} of ${SCREEN_KINDS.length}${unseen.length > 0 ? `, not ${unseen.join(', ')}` : ''}`,
    );
    if (order.rounds < ROUNDS_TO_SEE_ALL) return report;
    return withLook(report, unseen.length === 0 ? [] : [`the walks never came to ${unseen.join(', ')}`]);
  },
};
