import { expect, it } from 'vitest';
import { queue } from '../campaigns/queue/queue.ts';

/** A short piece of `npm run campaign -- queue`. */
it('counters that act at the same instant on two instances: nobody is called twice, nobody is lost', async () => {
  const { failures } = await queue.run({ seed: 20_261_122, rounds: 8, say: () => {} });
  expect(failures).toEqual([]);
});
