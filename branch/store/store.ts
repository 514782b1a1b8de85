import type { Kysely } from 'kysely';
import type { BranchTables } from './tables.ts';

/**
 * The durable half of the service: a query builder over the same tables, whatever the engine. When a write's promise
 * is fulfilled the fact is on disk. A failing engine rejects; the HTTP layer answers `storeUnavailable`.
 */
export type BranchStore = {
  readonly db: Kysely<BranchTables>;
  close(): Promise<void>;
};

/** Adds one to a number that only grows and answers it; call it inside the transaction that uses it. */
export async function nextNumber(db: Kysely<BranchTables>, name: string): Promise<number> {
  const row = await db
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })),
    )
    .returning('value')
    .executeTakeFirstOrThrow();
  return Number(row.value);
}

/** The number as it stands; 0 when it was never taken. */
export async function currentNumber(db: Kysely<BranchTables>, name: string): Promise<number> {
  const row = await db.selectFrom('counters').select('value').where('name', '=', name).executeTakeFirst();
  return Number(row?.value ?? 0);
}
