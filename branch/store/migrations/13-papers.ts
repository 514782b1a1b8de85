import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { BranchTables } from '../tables.ts';

/** Certificates and seals for signings, and the archive of papers. */
export async function papers(db: Kysely<BranchTables>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('notary_material')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('sealed', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .createTable('signing_events')
    .addColumn('event', 'text', (c) => c.primaryKey())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('csr_hash', 'text')
    .addColumn('certificate_hash', 'text')
    .addColumn('issued_at', 'bigint')
    .addColumn('chain', 'text')
    .addColumn('digest', 'text')
    .addColumn('cms', 'text')
    .addColumn('sealed_at', 'bigint')
    .addColumn('stamp', 'text')
    .addColumn('stamp_due', 'bigint')
    .addColumn('stamp_tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('void_reason', 'text')
    .addColumn('void_at', 'bigint')
    .execute();
  for (const column of ['stamp_due', 'issued_at'] as const)
    await schema.createIndex(`signing_events_by_${column}`).on('signing_events').column(column).execute();
  await schema
    .createTable('papers')
    .addColumn('sha256', 'text', (c) => c.primaryKey())
    .addColumn('event', 'text', (c) => c.notNull().unique())
    .addColumn('branch', 'text', (c) => c.notNull())
    .addColumn('terminal', 'text', (c) => c.notNull())
    .addColumn('visit', 'text', (c) => c.notNull())
    .addColumn('template', 'text', (c) => c.notNull())
    .addColumn('text_version', 'text', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('purpose', 'text', (c) => c.notNull())
    .addColumn('service', 'text', (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .addColumn('stamped_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addColumn('deleted_by', 'text')
    .execute();
  await schema.createIndex('papers_by_number').on('papers').columns(['branch', 'number']).execute();
  await schema.createIndex('papers_by_age').on('papers').columns(['branch', 'kept_at']).execute();
  await schema
    .createTable('paper_versions')
    .addColumn('paper', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    // Also SQLite stores what it is given: bytes.
    .addColumn('sealed', sql`bytea`, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('paper_versions_key', ['paper', 'version'])
    .execute();
}
