import { expect, it } from 'vitest';
import { cutOff } from '../campaigns/cut-off/cut-off.ts';

const SEED = Number(process.env.VESTIBULE_SEED ?? 20_261_122);

/** A short piece of `npm run campaign -- cutOff`. */
it(`cut off in every way, killed on both sides: no number twice, nobody lost, nobody doubled (seed ${SEED})`, async () => {
  const { failures } = await cutOff.run({ seed: SEED, rounds: 2, say: () => {} });
  expect(failures, `seed ${SEED}`).toEqual([]);
});
