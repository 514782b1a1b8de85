import { expect, it } from 'vitest';
import { killing } from '../campaigns/failover/failover.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- failover`. */
it(`two instances, one killed while customers are served, seed ${SEED}: nothing lost, nothing done twice`, async () => {
  const { failures } = await killing({ seed: SEED, rounds: 1, say: () => {} }, 10);
  expect(failures).toEqual([]);
}, 240_000);
