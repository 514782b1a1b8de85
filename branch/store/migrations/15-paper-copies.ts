import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Who may fetch a copy of his paper himself; papers from before have none and are given at the counter. */
export async function paperCopies(db: Kysely<BranchTables>): Promise<void> {
  await db.schema
    .createTable('paper_copies')
    .addColumn('paper', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('wrong', 'integer', (c) => c.notNull())
    .execute();
}
