import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Customers who have come and consented that staff hear of it, and what presence adapters have said. */
export async function arrivals(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('arrivals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('visit', 'text', (c) => c.unique())
    .addColumn('terminal', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('escalate_at', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('escalated_at', 'bigint')
    .execute();
  await schema.createIndex('arrivals_by_branch').on('arrivals').columns(['branch', 'created_at']).execute();
  await schema
    .createTable('arrival_notices')
    .addColumn('arrival', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('staff', 'text')
    .addColumn('going', 'text')
    .addColumn('going_at', 'bigint')
    .addPrimaryKeyConstraint('arrival_notices_key', ['arrival', 'audience'])
    .execute();
  await schema
    .createTable('arrival_marks')
    .addColumn('mark', 'text', (c) => c.primaryKey())
    .addColumn('arrival', 'text', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('ended_visits')
    .addColumn('visit', 'text', (c) => c.primaryKey())
    .addColumn('forget_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('presence_nonces')
    .addColumn('nonce', 'text', (c) => c.primaryKey())
    .addColumn('kept_until', 'bigint', (c) => c.notNull())
    .execute();
}
