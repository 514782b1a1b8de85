import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Recordings of sales, second by second. */
export async function recordings(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  let register = schema.createTable('recordings').addColumn('recording', 'text', (c) => c.primaryKey());
  for (const column of [
    'branch',
    'terminal',
    'visit',
    'service',
    'sale',
    'nonce',
    'first_link',
    'link',
    'state',
  ] as const)
    register = register.addColumn(column, 'text', (c) => c.notNull());
  for (const column of ['opened_at', 'kept_at', 'last_at', 'size'] as const)
    register = register.addColumn(column, 'bigint', (c) => c.notNull());
  for (const column of ['reason', 'told_link', 'paper', 'deleted_by'] as const)
    register = register.addColumn(column, 'text');
  for (const column of ['ended_at', 'deleted_at'] as const) register = register.addColumn(column, 'bigint');
  await register
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('told_count', 'integer')
    .execute();
  await schema.createIndex('recordings_by_age').on('recordings').columns(['branch', 'kept_at']).execute();
  await schema.createIndex('recordings_by_state').on('recordings').columns(['state', 'last_at']).execute();
  await schema
    .createTable('recording_segments')
    .addColumn('recording', 'text', (c) => c.notNull())
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('link', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sealed', sql`bytea`, (c) => c.notNull())
    .addPrimaryKeyConstraint('recording_segments_key', ['recording', 'number'])
    .execute();
}
