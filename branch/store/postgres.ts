import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { Announcements } from './announcements.ts';
import { lostAgainstAnother, storeCode } from './failure.ts';
import { migrate, STORE_VERSION } from './migrate.ts';
import { preparing } from './prepared.ts';
import { type BranchStore, nextNumber, takeBranch, type Writing } from './store.ts';
import type { BranchTables } from './tables.ts';

/** Bounds of an instance's use of the database; times in milliseconds. */
const LIMITS = {
  connections: 12,
  /** To get a connection, new or from the pool. */
  connect: 5_000,
  /** One statement. */
  statement: 10_000,
  /** To hear of a statement: longer than it may take, so that nothing comes any more on that line. */
  answer: 12_000,
  /** A transaction that asks nothing: its instance hangs, and others wait for its locks. */
  idleInTransaction: 10_000,
} as const;

/** How often a writing that lost against another one is begun again before it is given up. */
const ATTEMPTS = 24;

export type PostgresError = CodedError<'databaseUnreachable' | 'databaseRefused' | 'storeTooNew'>;

/**
 * Opens the store in a PostgreSQL database (15 or newer) that several instances may share. The schema is brought up to
 * date under a lock. Writings are serializable and begun again when they lose against another one.
 *
 * Errors, the detail never holding the address's password: `databaseUnreachable` (no line to it), `databaseRefused`
 * (it answers, but not to this user or not to these tables), `storeTooNew` (a newer program wrote it).
 */
export async function openPostgresStore(
  url: string,
  clock: Clock,
): Promise<Result<BranchStore, PostgresError>> {
  const shown = withoutPassword(url);
  if (!shown) return err({ code: 'databaseUnreachable', detail: 'the address is not postgres://…' });
  const pool = new pg.Pool({
    connectionString: url,
    max: LIMITS.connections,
    connectionTimeoutMillis: LIMITS.connect,
    statement_timeout: LIMITS.statement,
    query_timeout: LIMITS.answer,
    idle_in_transaction_session_timeout: LIMITS.idleInTransaction,
    application_name: 'vestibule-branch',
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it: the pool makes a new one when it is asked.
  pool.on('error', () => {});
  // One that breaks in somebody's hand: his next question fails and says so. Unheard it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<BranchTables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) });
  try {
    const version = await migrate(db, 'postgres');
    if (version > STORE_VERSION) {
      await db.destroy();
      return err({ code: 'storeTooNew', detail: shown });
    }
  } catch (failure) {
    await db.destroy();
    const code = failure instanceof pg.DatabaseError ? 'databaseRefused' : 'databaseUnreachable';
    return err({ code, detail: `${shown}: ${storeCode(failure)}` });
  }
  const announcements = new Announcements(url, pool, clock);
  announcements.listen();

  const run = async <T>(
    isolation: 'serializable' | 'read committed',
    work: (writing: Writing) => Promise<T>,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const told = new Set<string>();
      try {
        const answer = await db
          .transaction()
          .setIsolationLevel(isolation)
          .execute((tx) => work({ db: tx, tell: (subject) => told.add(subject) }));
        for (const subject of told) announcements.tell(subject);
        return answer;
      } catch (failure) {
        if (attempt >= ATTEMPTS || !lostAgainstAnother(failure)) throw failure;
      }
    }
  };

  return ok({
    engine: 'postgres',
    db,
    write: (work) => run('serializable', work),
    writeBranch: (branch, instant, work) =>
      // The branch's row is locked by the first statement: later ones see everything the former holder kept.
      run('read committed', async (writing) => work(writing, await takeBranch(writing.db, branch, instant))),
    writeAlone: (name, work) =>
      // As above: whoever has counted holds the row.
      run('read committed', async (writing) => work(writing, await nextNumber(writing.db, name))),
    onTold: (listener) => announcements.onTold(listener),
    close: async () => {
      await announcements.close();
      await db.destroy();
    },
  });
}

/** `bigint` columns hold what fits a number: milliseconds and counts. */
const getTypeParser: pg.CustomTypesConfig['getTypeParser'] = (oid, format) =>
  Number(oid) === Number(pg.types.builtins.INT8)
    ? (text: string) => Number(text)
    : pg.types.getTypeParser(oid, format);

/** The address as it may be told; undefined when it is none. */
function withoutPassword(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') return undefined;
  return `${parsed.hostname || 'localhost'}:${parsed.port || '5432'}${parsed.pathname}`;
}
