import { type Kysely, sql } from 'kysely';
import type { BranchTables } from './tables.ts';

/** What the store looks like, step by step. A step that has been shipped is never changed; a new one is added. */
const STEPS: readonly ((db: Kysely<BranchTables>) => Promise<void>)[] = [firstHouse];

export const STORE_VERSION = STEPS.length;

/**
 * Brings the store to this program's version in one transaction and answers the version found before. A store of a
 * newer program is left as it is: the answer is greater than `STORE_VERSION`.
 */
export async function migrate(db: Kysely<BranchTables>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`create table if not exists store_version (version integer not null)`.execute(tx);
    const { rows } = await sql<{ version: number }>`select version from store_version`.execute(tx);
    const found = rows[0]?.version ?? 0;
    if (found >= STORE_VERSION) return found;
    for (const step of STEPS.slice(found)) await step(tx);
    await sql`delete from store_version`.execute(tx);
    await sql`insert into store_version (version) values (${STORE_VERSION})`.execute(tx);
    return found;
  });
}

async function firstHouse(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('terminals')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('public_key', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('enrolled_at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('enrolments')
    .addColumn('sequence', 'integer', (c) => c.primaryKey())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('replaced', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('enrolment_codes')
    .addColumn('code_hash', 'text', (c) => c.primaryKey())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await schema
    .createTable('nonces')
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('kept_until', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('nonces_key', ['terminal', 'nonce'])
    .execute();
  await schema.createIndex('nonces_by_age').on('nonces').column('kept_until').execute();
  await schema
    .createTable('counters')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('assistance')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('business_date', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('visit', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('step', 'text', (c) => c.notNull())
    .addColumn('service', 'text')
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('changed_at', 'text', (c) => c.notNull())
    .addUniqueConstraint('assistance_reference', ['business_date', 'reference'])
    .execute();
  await schema.createIndex('assistance_by_state').on('assistance').columns(['state', 'created_at']).execute();
  await schema
    .createTable('custody')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('reference', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('visit', 'text')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('custody_by_state').on('custody').columns(['state', 'created_at']).execute();
  await schema
    .createTable('anchors')
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('journal', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('anchors_key', ['terminal', 'journal', 'sequence'])
    .execute();
  await schema
    .createTable('anchor_conflicts')
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('journal', 'text', (c) => c.notNull())
    .addColumn('sequence', 'bigint', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('standing_sequence', 'bigint', (c) => c.notNull())
    .addColumn('standing_hash', 'text', (c) => c.notNull())
    .addColumn('recorded_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('anchor_conflicts_key', ['terminal', 'journal', 'sequence', 'hash'])
    .execute();
}
