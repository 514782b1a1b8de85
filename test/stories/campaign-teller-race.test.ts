import { expect, it } from 'vitest';
import { shortTellerRace } from '../campaigns/teller-race/teller-race.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- teller-race`. */
it(`two to six tellers reach for one call at the same instant, fifteen times at each house, seed ${SEED}: one has it`, async () => {
  const { failures } = await shortTellerRace(SEED, () => {});
  expect(failures).toEqual([]);
}, 120_000);
