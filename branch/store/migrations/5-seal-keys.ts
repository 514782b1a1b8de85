import type { Kysely } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Which keys of its own the service has sealed personal text with. */
export async function sealKeys(db: Kysely<BranchTables>): Promise<void> {
  await db.schema
    .createTable('seal_keys')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('held', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
}
