import { expect, it } from 'vitest';
import { soak } from '../campaigns/soak/soak.ts';

/** A short piece of `npm run campaign -- soak`: long enough for handles and files, too short for bytes. */
it('one visit after the other leaves no handle, listener, file or person behind', async () => {
  const { failures } = await soak.run({ seed: 20_261_122, rounds: 6, say: () => {} });
  expect(failures).toEqual([]);
});
