import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Who has acknowledged a call, and since when he operates the terminal's screen for the customer. */
export async function handsOnGlass(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('assistance').addColumn('seen_by', 'text').execute();
  await schema.alterTable('assistance').addColumn('hands_since', 'text').execute();
  await schema
    .alterTable('assistance')
    .addColumn('hands_turn', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
}
