import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** People of the bank who sign in, their wrong attempts, one-time codes and sessions, and what they did about each other. */
export async function staff(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('staff')
    .addColumn('number', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('roles', 'text', (c) => c.notNull())
    .addColumn('pin', 'text')
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .addColumn('practice', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('staff_attempts')
    .addColumn('number_hash', 'text', (c) => c.primaryKey())
    .addColumn('wrong', 'integer', (c) => c.notNull())
    .addColumn('mark', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('staff_codes')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text')
    .addColumn('practice', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema
    .createTable('staff_sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('touched_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('staff_sessions_by_number').on('staff_sessions').column('number').execute();
  await schema
    .createTable('staff_log')
    .addColumn('sequence', 'bigint', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addColumn('subject', 'text')
    .addColumn('detail', 'text')
    .execute();
}
