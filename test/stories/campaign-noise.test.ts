import { expect, it } from 'vitest';
import { noise } from '../campaigns/noise/noise.ts';

/** A short piece of `npm run campaign -- noise`. */
it('whatever noise is on the lines, what the screen claims is true and a clean line serves again', async () => {
  const { failures } = await noise.run({ seed: 20_261_122, rounds: 2, say: () => {} });
  expect(failures).toEqual([]);
});
