import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { z } from 'zod';
import { makeFolder } from '#foundation/make-folder.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { COMPANY_TABLES, EMPTY_COMPANY } from './company/tables.ts';
import { EMPTY_ISSUING, ISSUING_TABLES } from './issuing/tables.ts';
import { EMPTY_WEALTH, WEALTH_TABLES } from './wealth/tables.ts';

/** Written into the file; another number means another version's books, which are not guessed at. */
const LAYOUT = 1;

/** Sequences are AUTOINCREMENT so that no case, message or ledger number is used twice, not even after a new day. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS day (today TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS customers (
    customer_ref TEXT PRIMARY KEY, document_type TEXT NOT NULL, document_number TEXT NOT NULL, name TEXT NOT NULL,
    UNIQUE (document_type, document_number)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cards (
    card_ref TEXT PRIMARY KEY, customer_ref TEXT NOT NULL REFERENCES customers, position INTEGER NOT NULL,
    pan TEXT NOT NULL UNIQUE, product_zh TEXT NOT NULL, product_en TEXT NOT NULL, kind TEXT NOT NULL,
    status TEXT NOT NULL, reserved_phone TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS consents (
    customer_ref TEXT PRIMARY KEY REFERENCES customers, display_name TEXT NOT NULL, manager TEXT, corporate_manager TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS beacons (tag TEXT PRIMARY KEY, customer_ref TEXT NOT NULL REFERENCES customers) STRICT;
  CREATE TABLE IF NOT EXISTS operations (
    idempotency_key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, operation_ref TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL, state TEXT NOT NULL, code TEXT, case_number TEXT, at TEXT NOT NULL, reply TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS codes (
    code_ref TEXT PRIMARY KEY, customer_ref TEXT NOT NULL, card_ref TEXT NOT NULL, code TEXT NOT NULL,
    sent_at INTEGER NOT NULL, tries_left INTEGER NOT NULL, state TEXT NOT NULL, proof_ref TEXT UNIQUE, proven_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS approvals (approval_id TEXT PRIMARY KEY, staff TEXT NOT NULL, at TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cases (
    number INTEGER PRIMARY KEY AUTOINCREMENT, customer_ref TEXT NOT NULL, card_ref TEXT NOT NULL, kind TEXT NOT NULL,
    new_phone TEXT, at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, phone TEXT NOT NULL, at TEXT NOT NULL, zh TEXT NOT NULL, en TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ledger (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, idempotency_key TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL, operation_ref TEXT NOT NULL, customer_ref TEXT NOT NULL, card_ref TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER IF NOT EXISTS ledger_keeps BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
`;

const ALL_TABLES = [TABLES, WEALTH_TABLES, ISSUING_TABLES, COMPANY_TABLES].join('');

/** Emptied at the start of a day; the ledger's own guard is lifted for that one transaction only. */
const EMPTY = `
  DROP TRIGGER ledger_keeps;
  DROP TRIGGER ledger_stays;
  ${EMPTY_COMPANY}
  ${EMPTY_ISSUING}
  ${EMPTY_WEALTH}
  DELETE FROM ledger; DELETE FROM messages; DELETE FROM cases; DELETE FROM codes; DELETE FROM approvals;
  DELETE FROM operations; DELETE FROM cards; DELETE FROM consents; DELETE FROM beacons; DELETE FROM customers;
  DELETE FROM day;
`;

export type StoreError = CodedError<'folder' | 'inUse' | 'foreign' | 'damaged'>;

/** The sandbox bank's books: one SQLite file that one process holds. Every method is synchronous. */
export class Store {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The only row, or none; its shape is checked. */
  one<Row>(shape: z.ZodType<Row>, sql: string, ...values: SQLInputValue[]): Row | undefined {
    const row = this.#db.prepare(sql).get(...values);
    return row === undefined ? undefined : shape.parse({ ...row });
  }

  all<Row>(shape: z.ZodType<Row>, sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#db
      .prepare(sql)
      .all(...values)
      .map((row) => shape.parse({ ...row }));
  }

  /** The row id of an insert. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#db.prepare(sql).run(...values).lastInsertRowid);
  }

  /** All of `body` or nothing of it; on disk when this returns. */
  transaction<T>(body: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const value = body();
      this.#db.exec('COMMIT');
      return value;
    } catch (failure) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw failure;
    }
  }

  /** Forgets the day; call inside a transaction. Sequences go on. */
  empty(): void {
    this.#db.exec(EMPTY);
    this.#db.exec(ALL_TABLES);
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }
}

/** Opens or makes the books in `folder`. `inUse`: another process has them; `foreign`: another version's. */
export function openStore(folder: string): Result<Store, StoreError> {
  try {
    makeFolder(folder);
  } catch (failure) {
    return err({ code: 'folder', detail: messageOf(failure) });
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(join(folder, 'bank.sqlite'));
    // The lock lasts until this process ends, however it ends.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    db.exec('PRAGMA foreign_keys = ON; BEGIN IMMEDIATE;');
    const layout = db.prepare('PRAGMA user_version').get()?.user_version;
    if (layout !== 0 && layout !== LAYOUT) {
      db.close();
      return err({ code: 'foreign', detail: `layout ${String(layout)}, this program writes ${LAYOUT}` });
    }
    db.exec(ALL_TABLES);
    db.exec(`PRAGMA user_version = ${LAYOUT}; COMMIT;`);
    return ok(new Store(db));
  } catch (failure) {
    if (db?.isOpen) db.close();
    const detail = messageOf(failure);
    return err({ code: /locked|busy/i.test(detail) ? 'inUse' : 'damaged', detail });
  }
}

const messageOf = (failure: unknown) => (failure instanceof Error ? failure.message : 'unknown');
