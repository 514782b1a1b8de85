import { expect, it } from 'vitest';
import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import { practiceConfiguration } from '../queue/default-configuration.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { configureOnce, HOME_BRANCH } from './branches.ts';
import type { BranchStore } from './store.ts';

const stored = async (store: BranchStore) =>
  (await store.db.selectFrom('branches').select('configuration').executeTakeFirstOrThrow()).configuration;
const keep = (store: BranchStore, configuration: string) =>
  store.db.updateTable('branches').set({ configuration }).execute();
const wanted = (store: BranchStore, practice: boolean) =>
  configureOnce(store, HOME_BRANCH, practiceConfiguration, practice);

/** As it stood in a store before the product knew this field. */
function before(field: keyof BranchConfiguration): string {
  const { [field]: _, ...older } = practiceConfiguration;
  return JSON.stringify(older);
}

onBothEngines('how a branch serves', ({ emptyStore }) => {
  it('is set for practice where nobody said so, left alone where somebody did, and taken back with practice', async () => {
    const store = await emptyStore();
    await wanted(store, true);
    expect(JSON.parse((await stored(store)) ?? '')).toEqual(practiceConfiguration);
    await wanted(store, false);
    expect(await stored(store)).toBeNull();
    const own = JSON.stringify({ ...practiceConfiguration, waitTargetMinutes: 7 });
    await keep(store, own);
    await wanted(store, true);
    await wanted(store, false);
    expect(await stored(store)).toBe(own);
  });

  it('of practice, stored before a field was known, is recognised and taken back', async () => {
    const store = await emptyStore();
    const fields = (['feedback', 'arrivals', 'appointments', 'approvals', 'finding'] as const).filter(
      (field) => {
        const { data } = branchConfigurationSchema.safeParse(JSON.parse(before(field)));
        return JSON.stringify(data?.[field]) === JSON.stringify(practiceConfiguration[field]);
      },
    );
    expect(fields).toContain('feedback');
    for (const field of fields) {
      await keep(store, before(field));
      await wanted(store, false);
      expect([field, await stored(store)]).toEqual([field, null]);
    }
    // The order of the text says nothing either.
    await keep(store, JSON.stringify(Object.fromEntries(Object.entries(practiceConfiguration).reverse())));
    await wanted(store, false);
    expect(await stored(store)).toBeNull();
  });

  it('that cannot be read is somebody’s own, and stays', async () => {
    const store = await emptyStore();
    await keep(store, '{"broken');
    await wanted(store, false);
    await wanted(store, true);
    expect(await stored(store)).toBe('{"broken');
  });
});
