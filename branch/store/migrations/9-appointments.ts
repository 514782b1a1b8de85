import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Appointments, and what a ticket keeps of the one it was cut for. */
export async function appointments(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('tickets').addColumn('appointment_at', 'bigint').execute();
  await schema.alterTable('tickets').addColumn('appointment_kept', 'text').execute();
  await schema
    .createTable('appointments')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('booked_for', 'bigint', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('attempt', 'integer', (c) => c.notNull())
    .addColumn('customer_digest', 'text')
    .addColumn('sealed_ref', 'text')
    .addColumn('ticket', 'text')
    .addColumn('kept', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createIndex('appointments_by_time')
    .on('appointments')
    .columns(['branch', 'starts_at'])
    .execute();
  await schema
    .createIndex('appointments_by_customer')
    .on('appointments')
    .columns(['customer_digest', 'branch'])
    .execute();
  await schema
    .createTable('secrets')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
}
