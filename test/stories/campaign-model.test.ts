import { describe, expect, it } from 'vitest';
import { FOUND } from '../campaigns/model/found.ts';
import { model } from '../campaigns/model/model.ts';
import { walkOnce } from '../campaigns/model/walk.ts';

describe('whatever customers, devices and bank do, in any order', () => {
  it.each(Object.entries(FOUND))('%s', async (_, walk) => {
    expect(await walkOnce(walk)).toEqual([]);
  });

  it('every law holds on a hundred walks of one seed', async () => {
    const { failures } = await model.run({ seed: 20_261_122, rounds: 4, say: () => {} });
    expect(failures).toEqual([]);
  });
});
