import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** What customers with a number have entered so far, sealed. */
export async function drafts(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('drafts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('holder_mark', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addColumn('kept_until', 'bigint', (c) => c.notNull())
    .execute();
  for (const column of ['ticket', 'holder_mark', 'kept_until'] as const)
    await schema.createIndex(`drafts_by_${column}`).on('drafts').column(column).execute();
  // A draft that is gone is never written again by a message that was late.
  await schema
    .createTable('dropped_drafts')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('forget_at', 'bigint', (c) => c.notNull())
    .execute();
}
