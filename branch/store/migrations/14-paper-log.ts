import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** What happened to archived papers, for good; and how staff and holders find one by its number. */
export async function paperLog(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('paper_log')
    .addColumn('sequence', 'bigint', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('paper', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('detail', 'text')
    .execute();
  await schema.createIndex('paper_versions_by_sha256').on('paper_versions').column('sha256').execute();
}
