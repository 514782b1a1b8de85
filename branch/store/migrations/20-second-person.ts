import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Whether a question needs two different people, who approved first and why, and who did so after him. */
export async function secondPerson(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('approvals')
    .addColumn('needs_second', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  for (const column of ['first_by', 'first_reason', 'second'])
    await schema.alterTable('approvals').addColumn(column, 'text').execute();
  await schema.alterTable('approvals').addColumn('first_at', 'bigint').execute();
}
