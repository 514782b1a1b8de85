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
