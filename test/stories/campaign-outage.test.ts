import { expect, it } from 'vitest';
import { outages } from '../campaigns/outage/outage.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- outage`. */
it(`the database restarted, the line to it cut, the clock set, seed ${SEED}: nothing lost, nothing done twice, on by itself`, async () => {
  const faults = ['restarted', 'cut'] as const;
  const { failures } = await outages({ seed: SEED, rounds: 2, say: () => {} }, 6, faults);
  expect(failures).toEqual([]);
}, 240_000);
