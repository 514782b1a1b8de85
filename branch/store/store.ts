import type { Kysely, Transaction } from 'kysely';
import type { BranchTables } from './tables.ts';

/** One file beside a single kiosk, or a database that many instances share. */
export type Engine = 'sqlite' | 'postgres';

/** One unit of writing. All of it is kept, or nothing. */
export type Writing = {
  readonly db: Transaction<BranchTables>;
  /** Wakes whoever waits on this subject, on every instance, once and only if this writing is kept. */
  tell(subject: string): void;
};

/**
 * The durable half of the service: a query builder over the same tables, whatever the engine. When a write's promise
 * is fulfilled the fact is on disk. A failing engine rejects (`isStoreFailure`); the HTTP layer answers
 * `storeUnavailable`.
 */
export type BranchStore = {
  readonly engine: Engine;
  readonly db: Kysely<BranchTables>;
  /**
   * Runs `work` as if no other writing went on meanwhile. Where another one was quicker it is run again from its
   * beginning, so it must do nothing but ask and write through what it is given.
   */
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>;
  /**
   * A writing that has the branch to itself from its first statement on, for what many counters do at once: they wait
   * for each other instead of trying again. `instant`: milliseconds since the epoch, by the wall clock.
   */
  writeBranch<T>(
    branch: string,
    instant: number,
    work: (writing: Writing, taken: TakenBranch) => Promise<T>,
  ): Promise<T>;
  /**
   * A writing that has `name` to itself from its first statement on, for what is not one branch's: as `writeBranch`.
   * `count`: how often that was so, this time included.
   */
  writeAlone<T>(name: string, work: (writing: Writing, count: number) => Promise<T>): Promise<T>;
  /** Hears every subject told on any instance; null = something may have been missed, so look at everything. */
  onTold(listener: (subject: string | null) => void): void;
  close(): Promise<void>;
};

/** Adds one to a number that only grows and answers it; call it inside the writing that uses it. */
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

/** A branch that was taken for a writing: how it stands at that moment. */
export type TakenBranch = {
  /** The number of this change. */
  readonly revision: number;
  /** The queue's own time, milliseconds since the epoch: the instant given, or the latest one before if that is later. */
  readonly now: number;
  readonly configuration: string | null;
};

/** Takes the branch for this writing: its row is locked until the end, and counted on. Rejects for an unknown branch. */
export async function takeBranch(
  db: Kysely<BranchTables>,
  branch: string,
  instant: number,
): Promise<TakenBranch> {
  const row = await db
    .updateTable('branches')
    .set((eb) => ({
      revision: eb('revision', '+', 1),
      last_at: eb.case().when('last_at', '<', instant).then(instant).else(eb.ref('last_at')).end(),
    }))
    .where('id', '=', branch)
    .returning(['revision', 'last_at', 'configuration'])
    .executeTakeFirstOrThrow();
  return { revision: Number(row.revision), now: Number(row.last_at), configuration: row.configuration };
}

/** The branch's number of changes so far; 0 for a branch that is not known. */
export async function branchRevision(db: Kysely<BranchTables>, branch: string): Promise<number> {
  const row = await db.selectFrom('branches').select('revision').where('id', '=', branch).executeTakeFirst();
  return Number(row?.revision ?? 0);
}
