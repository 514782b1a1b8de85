import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Numbers that terminals give out by themselves while they are cut off. */
export async function reservedNumbers(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('reserved_numbers')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('block', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reserved_at', 'bigint', (c) => c.notNull())
    .addColumn('ticket', 'text')
    .addPrimaryKeyConstraint('reserved_numbers_key', ['branch', 'business_date', 'label'])
    .execute();
  await schema
    .createIndex('reserved_numbers_by_terminal')
    .on('reserved_numbers')
    .columns(['branch', 'terminal', 'state'])
    .execute();
}
