import { expect, it } from 'vitest';
import { idling } from '../campaigns/idle/idle.ts';

const SEED = 20_261_122;

/** A short piece of `npm run campaign -- idle`. */
it(`a number and a call while two hundred sockets only wait, seed ${SEED}: answered, and everybody hears of it`, async () => {
  const crowd = { sockets: 200, untilClosed: false };
  const { failures } = await idling({ seed: SEED, rounds: 1, say: () => {} }, crowd);
  expect(failures).toEqual([]);
}, 240_000);
