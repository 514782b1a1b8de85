import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** To whom what was kept was handed, by whom; and what somebody else has agreed to under a session of a terminal. */
export async function handOuts(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  for (const column of ['handed_at', 'handed_by', 'handed_second', 'handed'])
    await schema.alterTable('custody').addColumn(column, 'text').execute();
  for (const column of ['second_by', 'second_to'])
    await schema.alterTable('staff_sessions').addColumn(column, 'text').execute();
  await schema.alterTable('staff_sessions').addColumn('second_at', 'bigint').execute();
}
