import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Recordings of calls beside those of sales: which call, which part of it, who the teller was, and for how long. */
export async function recordedCalls(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  for (const column of ['call', 'call_facts', 'staff'] as const)
    await schema.alterTable('recordings').addColumn(column, 'text').execute();
  await schema.alterTable('recordings').addColumn('part', 'integer').execute();
  await schema.alterTable('recordings').addColumn('keep_days', 'bigint').execute();
  await schema.createIndex('recordings_by_call').on('recordings').columns(['call', 'part']).execute();
}
