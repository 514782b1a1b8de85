import type { Clock } from '#foundation/clock.ts';
import type { BranchStore } from './store.ts';

/** The branch a terminal belongs to where nobody named another one: that of a single kiosk. */
export const HOME_BRANCH = 'MAIN';

/** Makes a branch known, once; several instances may do so at the same moment. */
export async function foundBranch(store: BranchStore, id: string, clock: Clock): Promise<void> {
  await store.db
    .insertInto('branches')
    .values({ id, revision: 0, configuration: null, created_at: new Date(clock.wall()).toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Sets how a branch serves where nobody has said so yet, or takes exactly that back; null = the product's own way. */
export async function configureOnce(
  store: BranchStore,
  id: string,
  configuration: string,
  wanted: boolean,
): Promise<void> {
  await store.db
    .updateTable('branches')
    .set({ configuration: wanted ? configuration : null })
    .where('id', '=', id)
    .where('configuration', wanted ? 'is' : '=', wanted ? null : configuration)
    .execute();
}
