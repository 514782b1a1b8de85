import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Still pictures of customers in calls. */
export async function stills(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('stills')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('call', 'text', (c) => c.notNull())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('taken_at', 'bigint', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sealed', sql`bytea`)
    .addColumn('deleted_at', 'bigint')
    .execute();
  await schema.createIndex('stills_by_call').on('stills').columns(['call']).execute();
  await schema.createIndex('stills_by_age').on('stills').columns(['branch', 'kept_at']).execute();
}
