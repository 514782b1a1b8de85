import { expect, it } from 'vitest';
import { kill } from '../campaigns/kill/kill.ts';

/** A short piece of `npm run campaign -- kill`; the whole walks every screen of both services. */
it('a host that is killed loses nothing, sends nothing twice, shows nothing of the one before', async () => {
  const { failures } = await kill.run({ seed: 20_261_122, rounds: 3, say: () => {} });
  expect(failures).toEqual([]);
});
