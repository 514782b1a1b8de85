import { expect, it } from 'vitest';
import { signing } from '../campaigns/signing/signing.ts';

/** A short piece of `npm run campaign -- signing`; the whole dies at every stage of both papers. */
it('a host that dies while something is signed leaves no paper that is not kept, and none that holds for nothing', async () => {
  const seed = 20_261_122;
  console.log(`signing: seed ${seed}`);
  const { failures } = await signing.run({ seed, rounds: 2, say: () => {} });
  expect(failures).toEqual([]);
});
