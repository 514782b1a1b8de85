import { type Kysely, sql } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Calls to a teller, what is said in them, who answers them, and who is to be called back. */
export async function calls(db: Kysely<BranchTables>): Promise<void> {
  await callsThemselves(db);
  await whatIsSaid(db);
  await whoAnswers(db);
}

async function callsThemselves({ schema }: Kysely<BranchTables>): Promise<void> {
  let table = schema.createTable('calls').addColumn('id', 'text', (c) => c.primaryKey());
  for (const column of ['branch', 'area', 'reference', 'terminal', 'visit', 'reason', 'mode'] as const)
    table = table.addColumn(column, 'text', (c) => c.notNull());
  for (const column of ['language', 'skill', 'step', 'mark', 'state'] as const)
    table = table.addColumn(column, 'text', (c) => c.notNull());
  for (const column of ['service', 'manager', 'hand_over', 'outcome', 'staff', 'last_staff'] as const)
    table = table.addColumn(column, 'text');
  for (const column of [
    'token_hash',
    'token_before',
    'live_mode',
    'sent_to',
    'sent_by',
    'wait',
    'wrap_code',
  ] as const)
    table = table.addColumn(column, 'text');
  for (const column of ['turn', 'transferred', 'returned', 'version'] as const)
    table = table.addColumn(column, 'integer', (c) => c.notNull());
  for (const column of ['token_expires_at', 'silent_since', 'connect_by', 'taken_at', 'live_at'] as const)
    table = table.addColumn(column, 'bigint');
  await table
    .addColumn('sent_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema.createIndex('calls_by_state').on('calls').columns(['area', 'state']).execute();
  await schema.createIndex('calls_by_terminal').on('calls').columns(['terminal', 'state']).execute();
  await schema.createIndex('calls_by_end').on('calls').columns(['ended_at']).execute();
  await schema.createIndex('calls_to_wrap_up').on('calls').columns(['last_staff', 'state']).execute();
  // Whatever a program does: nobody has two calls in hand.
  await schema
    .createIndex('calls_in_hand')
    .unique()
    .on('calls')
    .column('staff')
    .where(sql.ref('staff'), 'is not', null)
    .execute();
}

async function whatIsSaid({ schema }: Kysely<BranchTables>): Promise<void> {
  await schema
    .createTable('call_heard')
    .addColumn('call', 'text', (c) => c.primaryKey())
    .addColumn('terminal_at', 'bigint', (c) => c.notNull())
    .addColumn('desk_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('call_messages')
    .addColumn('call', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('turn', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('call_messages_key', ['call', 'recipient', 'sequence'])
    .addUniqueConstraint('call_messages_once', ['call', 'recipient', 'id'])
    .execute();
  await schema
    .createTable('call_views')
    .addColumn('call', 'text', (c) => c.primaryKey())
    .addColumn('number', 'bigint', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('call_notes')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('call', 'text', (c) => c.notNull())
    .addColumn('staff', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('call_notes_by_call').on('call_notes').columns(['call', 'at']).execute();
}

async function whoAnswers({ schema }: Kysely<BranchTables>): Promise<void> {
  await schema
    .createTable('tellers')
    .addColumn('staff', 'text', (c) => c.primaryKey())
    .addColumn('area', 'text', (c) => c.notNull())
    .addColumn('presence', 'text', (c) => c.notNull())
    .addColumn('skills', 'text', (c) => c.notNull())
    .addColumn('desk', 'text', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('tellers_by_area').on('tellers').columns(['area', 'seen_at']).execute();
  await schema
    .createTable('desk_requests')
    .addColumn('staff', 'text', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('desk_requests_key', ['staff', 'request'])
    .execute();
  let backs = schema.createTable('call_backs').addColumn('id', 'text', (c) => c.primaryKey());
  for (const column of ['branch', 'area', 'reference', 'terminal', 'visit', 'mark', 'language'] as const)
    backs = backs.addColumn(column, 'text', (c) => c.notNull());
  for (const column of ['call', 'service', 'sealed', 'staff'] as const)
    backs = backs.addColumn(column, 'text');
  for (const column of ['from_at', 'to_at', 'created_at'] as const)
    backs = backs.addColumn(column, 'bigint', (c) => c.notNull());
  await backs
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema.createIndex('call_backs_by_time').on('call_backs').columns(['branch', 'from_at']).execute();
  await schema.createIndex('call_backs_by_state').on('call_backs').columns(['area', 'state']).execute();
}
