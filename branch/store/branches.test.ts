import { expect, it } from 'vitest';
import { onBothEngines } from '../test-support/engines.ts';
import { configureOnce, HOME_BRANCH } from './branches.ts';

onBothEngines('how a branch serves', ({ emptyStore }) => {
  it('is set for practice where nobody said so, left alone where somebody did, and taken back with practice', async () => {
    const store = await emptyStore();
    const stored = async () =>
      (await store.db.selectFrom('branches').select('configuration').executeTakeFirstOrThrow()).configuration;
    await configureOnce(store, HOME_BRANCH, 'practice', true);
    expect(await stored()).toBe('practice');
    await configureOnce(store, HOME_BRANCH, 'practice', false);
    expect(await stored()).toBeNull();
    await store.db.updateTable('branches').set({ configuration: 'own' }).execute();
    await configureOnce(store, HOME_BRANCH, 'practice', true);
    await configureOnce(store, HOME_BRANCH, 'practice', false);
    expect(await stored()).toBe('own');
  });
});
