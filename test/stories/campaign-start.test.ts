import { expect, it } from 'vitest';
import { start } from '../campaigns/start/start.ts';
import { processesCanBeSeen } from '../support/processes.ts';

/** A short piece of `npm run campaign -- start`; the whole walks every screen of both services. */
it.runIf(processesCanBeSeen)(
  'page and host are taken away, and the launcher’s terminal goes on',
  async () => {
    const { failures } = await start.run({ seed: 20_261_122, rounds: 1, say: () => {} });
    expect(failures).toEqual([]);
  },
);
