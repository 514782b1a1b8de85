import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Until when somebody may sign in, and of which terminal a session is. */
export async function staffAtTerminals(db: Kysely<BranchTables>): Promise<void> {
  await db.schema.alterTable('staff').addColumn('valid_until', 'text').execute();
  await db.schema.alterTable('staff_sessions').addColumn('terminal', 'text').execute();
}
