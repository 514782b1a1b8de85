import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Where terminals are, how long their steps take, and how visits to them ended. */
export async function positions(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('terminal_positions')
    .addColumn('terminal', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('run', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('counted', 'bigint', (c) => c.notNull())
    .addColumn('version', 'bigint', (c) => c.notNull())
    .addColumn('heard_at', 'bigint', (c) => c.notNull())
    .addColumn('in_service', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('screen', 'text', (c) => c.notNull())
    .addColumn('service', 'text')
    .addColumn('step_position', 'integer')
    .addColumn('step_of', 'integer')
    .addColumn('step_since', 'bigint', (c) => c.notNull())
    .addColumn('visit_since', 'bigint')
    .execute();
  await schema
    .createIndex('terminal_positions_by_branch')
    .on('terminal_positions')
    .column('branch')
    .execute();
  await schema
    .createTable('step_durations')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('milliseconds', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('step_durations_key', ['branch', 'service', 'step', 'sequence'])
    .execute();
  await schema
    .createTable('visit_outcomes')
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('visits', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('visit_outcomes_key', ['branch', 'business_date', 'terminal', 'outcome'])
    .execute();
}
