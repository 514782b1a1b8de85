import { isDeepStrictEqual } from 'node:util';
import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';
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

/**
 * Sets how a branch serves where nobody has said so yet, or takes exactly that back; null = the product's own way.
 * What stands there is compared by what it means: one stored before the product knew a field means its default.
 */
export async function configureOnce(
  store: BranchStore,
  id: string,
  configuration: BranchConfiguration,
  wanted: boolean,
): Promise<void> {
  await store.write(async ({ db }) => {
    const row = await db
      .selectFrom('branches')
      .select('configuration')
      .where('id', '=', id)
      .executeTakeFirst();
    const stored = row?.configuration ?? null;
    const change = wanted ? stored === null : stored !== null && means(stored, configuration);
    if (!change) return;
    await db
      .updateTable('branches')
      .set({ configuration: wanted ? JSON.stringify(configuration) : null })
      .where('id', '=', id)
      .execute();
  });
}

/** Text that is no configuration means none. */
function means(stored: string, configuration: BranchConfiguration): boolean {
  const read = branchConfigurationSchema.safeParse(parsed(stored));
  return read.success && isDeepStrictEqual(read.data, branchConfigurationSchema.parse(configuration));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
