import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** How branches serve, tickets, counters, what was served, and everything that happened in the queue. */
export async function queue(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('branches').addColumn('configuration', 'text').execute();
  await schema
    .alterTable('branches')
    .addColumn('last_at', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable('tickets')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('label', 'text', (c) => c.notNull())
    .addColumn('services', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('segment', 'text', (c) => c.notNull())
    .addColumn('needs', 'text', (c) => c.notNull())
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('counter', 'text')
    .addColumn('overtaken', 'integer', (c) => c.notNull())
    .addColumn('calls', 'integer', (c) => c.notNull())
    .addColumn('issued_at', 'bigint', (c) => c.notNull())
    .addColumn('called_at', 'bigint')
    .addColumn('began_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('phone_token_hash', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .addUniqueConstraint('tickets_label', ['branch', 'business_date', 'label'])
    .execute();
  await schema
    .createIndex('tickets_by_state')
    .on('tickets')
    .columns(['branch', 'state', 'sequence'])
    .execute();
  await schema.createIndex('tickets_by_phone').on('tickets').column('phone_token_hash').execute();
  await schema
    .createTable('service_counters')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('staff', 'text')
    .addColumn('ticket', 'text')
    .addPrimaryKeyConstraint('service_counters_key', ['branch', 'id'])
    .execute();
  await schema
    .createTable('serves')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('counter', 'text', (c) => c.notNull())
    .addColumn('staff', 'text', (c) => c.notNull())
    .addColumn('waited', 'bigint', (c) => c.notNull())
    .addColumn('took', 'bigint')
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('serves_key', ['branch', 'sequence'])
    .execute();
  await schema
    .createIndex('serves_by_service')
    .on('serves')
    .columns(['branch', 'service', 'sequence'])
    .execute();
  await schema
    .createTable('queue_events')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('part', 'integer', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('ticket', 'text')
    .addColumn('counter', 'text')
    .addColumn('staff', 'text')
    .addColumn('detail', 'text')
    .addPrimaryKeyConstraint('queue_events_key', ['branch', 'sequence', 'part'])
    .execute();
  await schema
    .createTable('counter_acts')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('counter_acts_key', ['branch', 'request'])
    .execute();
}
