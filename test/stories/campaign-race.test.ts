import { expect, it } from 'vitest';
import { shortRace } from '../campaigns/race/race.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- race`. */
it(`two counters call at the same instant, a hundred times at each house, seed ${SEED}: nobody twice, nobody lost`, async () => {
  const { failures } = await shortRace(SEED, () => {});
  expect(failures).toEqual([]);
}, 240_000);
