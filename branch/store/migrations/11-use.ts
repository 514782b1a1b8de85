import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** How often what is opened at the terminals, by the hour, and which batches of it have been counted. */
export async function use(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('tile_use')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('hour', 'integer', (c) => c.notNull())
    .addColumn('tile', 'text', (c) => c.notNull())
    .addColumn('opened', 'integer', (c) => c.notNull())
    .addColumn('finished', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('tile_use_key', ['branch', 'business_date', 'hour', 'tile'])
    .execute();
  await schema
    .createTable('use_batches')
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('use_batches_key', ['terminal', 'id'])
    .execute();
  await schema.createIndex('use_batches_by_day').on('use_batches').column('day').execute();
}
