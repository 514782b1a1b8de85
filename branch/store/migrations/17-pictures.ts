import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Pictures of originals, and what of them could not be judged. */
export async function pictures(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('pictures')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('visit', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('original', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('taken_at', 'bigint', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sealed', sql`bytea`)
    .addColumn('deleted_at', 'bigint')
    .addColumn('deleted_by', 'text')
    .execute();
  await schema.createIndex('pictures_by_age').on('pictures').columns(['branch', 'kept_at']).execute();
  await schema.alterTable('approvals').addColumn('unclear', 'text').execute();
}
