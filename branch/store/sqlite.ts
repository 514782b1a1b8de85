import { closeSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { storeCode } from './failure.ts';
import { migrate, STORE_VERSION } from './migrate.ts';
import { type BranchStore, nextNumber, takeBranch, type Writing } from './store.ts';
import type { BranchTables } from './tables.ts';

export type StoreError = CodedError<'dataUnwritable' | 'storeCorrupt' | 'storeTooNew'>;

/**
 * Opens the embedded store, making file and folder (readable by this user alone) when they are not there.
 * Write-ahead log with synchronous FULL: a commit has reached the disk before it is answered.
 *
 * Errors: `dataUnwritable` (folder or file cannot be made or opened), `storeCorrupt` (SQLite's own check fails; the
 * file is left for the technician, never replaced by an empty one), `storeTooNew` (a newer program wrote it).
 */
export async function openSqliteStore(file: string): Promise<Result<BranchStore, StoreError>> {
  let database: DatabaseSync;
  try {
    makeFolder(dirname(file));
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file, { timeout: 5_000 });
  } catch (failure) {
    return err({ code: 'dataUnwritable', detail: `${file}: ${storeCode(failure)}` });
  }
  const db = new Kysely<BranchTables>({ dialect: new SqliteDialect({ database: forKysely(database) }) });
  const giveUp = async (error: StoreError): Promise<Result<BranchStore, StoreError>> => {
    await db.destroy();
    if (database.isOpen) database.close();
    return err(error);
  };
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on');
    const check = database.prepare('pragma quick_check(1)').get();
    if (check?.quick_check !== 'ok') return giveUp({ code: 'storeCorrupt', detail: file });
    const version = await migrate(db, 'sqlite');
    if (version > STORE_VERSION) return giveUp({ code: 'storeTooNew', detail: file });
  } catch (failure) {
    const code = isCorruption(failure) ? 'storeCorrupt' : 'dataUnwritable';
    return giveUp({ code, detail: `${file}: ${storeCode(failure)}` });
  }
  return ok(storeOver(db));
}

/** One connection, so one writing after the other: nothing is ever lost against another one. */
function storeOver(db: Kysely<BranchTables>): BranchStore {
  let listener: (subject: string | null) => void = () => {};
  const write: BranchStore['write'] = async (work) => {
    const told = new Set<string>();
    const answer = await db
      .transaction()
      .execute((tx) => work({ db: tx, tell: (subject) => told.add(subject) } satisfies Writing));
    for (const subject of told) listener(subject);
    return answer;
  };
  return {
    engine: 'sqlite',
    db,
    write,
    writeBranch: (branch, instant, work) =>
      write(async (writing) => work(writing, await takeBranch(writing.db, branch, instant))),
    writeAlone: (name, work) => write(async (writing) => work(writing, await nextNumber(writing.db, name))),
    onTold: (hear) => {
      listener = hear;
    },
    close: () => db.destroy(),
  };
}

/** The little of a database that Kysely's SQLite dialect needs, over the SQLite that Node carries. */
function forKysely(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare: (text) => {
      const statement = database.prepare(text);
      const bind = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...bind(parameters)),
        run: (parameters) => statement.run(...bind(parameters)),
        iterate: (parameters) => statement.iterate(...bind(parameters)),
      };
    },
  };
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
const isCorruption = (failure: unknown): boolean => [11, 26].includes(sqliteCode(failure) & 0xff);

const sqliteCode = (failure: unknown): number =>
  failure instanceof Error && 'errcode' in failure && typeof failure.errcode === 'number'
    ? failure.errcode
    : 0;
