import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Ratings, complaints, and the tasks that come of them. */
export async function feedback(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('ratings')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('service', 'text')
    .addColumn('place', 'text')
    .addColumn('flow', 'text')
    .addColumn('hour', 'text', (c) => c.notNull())
    .addColumn('week', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('reasons', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('ratings_by_week').on('ratings').columns(['branch', 'week']).execute();
  await schema
    .createTable('rating_marks')
    .addColumn('mark', 'text', (c) => c.primaryKey())
    .addColumn('day', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('complaints')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull().unique())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('source', 'text')
    .addColumn('filed_by', 'text')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('wish', 'text', (c) => c.notNull())
    .addColumn('contact', 'text')
    .execute();
  await schema.createIndex('complaints_by_source').on('complaints').column('source').execute();
  await schema
    .createTable('tasks')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('place', 'text')
    .addColumn('service', 'text')
    .addColumn('level', 'integer')
    .addColumn('reasons', 'text', (c) => c.notNull())
    .addColumn('language', 'text')
    .addColumn('words', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('owner_role', 'text', (c) => c.notNull())
    .addColumn('owner_staff', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('escalated_at', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('cause', 'text')
    .addColumn('version', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('tasks_open').on('tasks').columns(['branch', 'closed_at', 'due_at']).execute();
  await schema.createIndex('tasks_due').on('tasks').columns(['escalated_at', 'due_at']).execute();
  await schema
    .createTable('task_events')
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('staff', 'text')
    .addColumn('request', 'text')
    .addColumn('words', 'text')
    .addPrimaryKeyConstraint('task_events_key', ['task', 'version'])
    .execute();
}
