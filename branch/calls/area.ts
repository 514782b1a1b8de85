import { type BranchConfiguration, branchIdSchema } from '#contracts/branch/configuration.ts';
import { toConfiguration } from '../queue/records.ts';
import { nextNumber, type Writing } from '../store/store.ts';

type Db = Writing['db'];

/** Whose tellers serve a branch: those of its region, or its own where it has none. */
export const areaOf = (branch: string, { calls }: BranchConfiguration): string =>
  calls.region === null ? `branch:${branch}` : `region:${calls.region}`;

/** How a branch serves, and the area it belongs to. */
export async function branchOf(
  db: Pick<Db, 'selectFrom'>,
  branch: string,
): Promise<{ configuration: BranchConfiguration; area: string }> {
  const row = await db
    .selectFrom('branches')
    .select('configuration')
    .where('id', '=', branchIdSchema.parse(branch))
    .executeTakeFirst();
  const configuration = toConfiguration(row?.configuration ?? null);
  return { configuration, area: areaOf(branch, configuration) };
}

/** The subject on which the desks of an area wait, and the counter that says which state they have seen. */
export const desksOf = (area: string): string => `desks:${area}`;

/** Marks, inside the writing of a change, that an area's desks must look again. */
export async function touchDesks({ db, tell }: Writing, area: string): Promise<void> {
  await nextNumber(db, desksOf(area));
  tell(desksOf(area));
}
