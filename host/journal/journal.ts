import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#foundation/clock.ts';
import { newToken } from '../ids.ts';
import { canonicalBody, type Entry, type Facts, GENESIS_PREVIOUS, hashOf, isFact } from './entry.ts';
import type { Vault } from './vault.ts';

/** Head of the chain: where it stands and which file it is. */
export type Head = { readonly journal: string; readonly sequence: number; readonly hash: string };

/** What an entry tells; `sealed` values are personal and die with the visit's key. */
export type Record_ = {
  readonly kind: string;
  readonly visit?: string | null;
  readonly facts?: Facts;
  readonly sealed?: Readonly<Record<string, unknown>>;
};

/** Opens (or begins) a terminal's database file with the promises the journal makes about durability. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  // WAL + FULL: a commit that was answered survives a power cut. secure_delete: a deleted key leaves no copy in a page.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA busy_timeout = 2000;
    CREATE TABLE IF NOT EXISTS entry (
      seq INTEGER PRIMARY KEY,
      body TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER IF NOT EXISTS entry_is_final_update BEFORE UPDATE ON entry
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TRIGGER IF NOT EXISTS entry_is_final_delete BEFORE DELETE ON entry
      BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
    CREATE TABLE IF NOT EXISTS sealed (
      seq INTEGER NOT NULL,
      name TEXT NOT NULL,
      visit TEXT NOT NULL,
      box BLOB NOT NULL,
      PRIMARY KEY (seq, name)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS visit_key (
      visit TEXT PRIMARY KEY,
      wrapped BLOB NOT NULL,
      opened_at INTEGER NOT NULL,
      ended_at INTEGER
    ) STRICT;
    CREATE TABLE IF NOT EXISTS outbox (
      key TEXT PRIMARY KEY,
      visit TEXT NOT NULL,
      type TEXT NOT NULL,
      reference TEXT NOT NULL,
      state TEXT NOT NULL,
      tries INTEGER NOT NULL DEFAULT 0,
      request BLOB NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS signed_paper (
      event TEXT PRIMARY KEY, visit TEXT NOT NULL, sha256 TEXT UNIQUE, state TEXT NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS new_card (
      id TEXT PRIMARY KEY,
      visit TEXT,
      reference TEXT NOT NULL,
      place TEXT NOT NULL,
      moving TEXT,
      bond TEXT NOT NULL,
      custody TEXT,
      about BLOB
    ) STRICT;
    CREATE TABLE IF NOT EXISTS errand (
      id TEXT PRIMARY KEY,
      type TEXT NOT NULL,
      request TEXT NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS tile_use (
      hour INTEGER NOT NULL,
      tile TEXT NOT NULL,
      opened INTEGER NOT NULL,
      finished INTEGER NOT NULL,
      PRIMARY KEY (hour, tile)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  `);
  return database;
}

/**
 * The electronic journal: append-only, gapless, hash-chained, durable before `append` returns. It holds no personal
 * data; what is personal is sealed under the visit's key and only its hash is chained.
 */
export class Journal {
  readonly database: DatabaseSync;
  readonly boot: string;
  readonly #clock: Clock;
  readonly #vault: Vault;
  #head: Head;
  /** Asked when the disk is full; true when room was made and it is worth trying again. */
  onDiskFull: () => boolean = () => false;

  constructor(
    database: DatabaseSync,
    vault: Vault,
    clock: Clock,
    terminal: string,
    boot: string = newToken(),
  ) {
    this.database = database;
    this.boot = boot;
    this.#clock = clock;
    this.#vault = vault;
    this.#head = { journal: '', sequence: -1, hash: GENESIS_PREVIOUS };
    const last = database.prepare('SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1').get();
    const first = database.prepare('SELECT hash FROM entry WHERE seq = 0').get();
    if (last && first)
      this.#head = {
        journal: String(first.hash),
        sequence: Number(last.seq),
        hash: String(last.hash),
      };
    else {
      this.append({ kind: 'genesis', facts: { terminal, file: newToken() } });
      this.#head = { ...this.#head, journal: this.#head.hash };
    }
  }

  get head(): Head {
    return this.#head;
  }

  /** Runs several appends and table changes as one durable step. */
  transaction<T>(body: () => T): T {
    const before = this.#head;
    this.database.exec('BEGIN IMMEDIATE');
    try {
      const result = body();
      this.database.exec('COMMIT');
      return result;
    } catch (failure) {
      this.#head = before;
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      if (isDiskFull(failure) && this.onDiskFull()) return this.transaction(body);
      throw failure;
    }
  }

  /** Writes one entry and its sealed values; throws when it could not be made durable: then the act must not happen. */
  append(record: Record_): Entry {
    if (!this.database.isTransaction) return this.transaction(() => this.append(record));
    const { facts = {}, sealed = {}, visit = null } = record;
    for (const [name, value] of Object.entries(facts))
      if (!isFact(value))
        throw new Error(`The fact ${name} of ${record.kind} is not public and must be sealed.`);
    const seq = this.#head.sequence + 1;
    const boxes = Object.entries(sealed).map(([name, value]) => {
      if (visit === null) throw new Error(`A sealed value of ${record.kind} needs a visit.`);
      return { name, box: this.#vault.seal(visit, `${seq}/${name}`, JSON.stringify(value)) };
    });
    const entry: Entry = {
      seq,
      at: new Date(this.#clock.wall()).toISOString(),
      boot: this.boot,
      visit,
      kind: record.kind,
      facts: { ...facts },
      sealed: Object.fromEntries(boxes.map(({ name, box }) => [name, hashOf(box)])),
      previous: this.#head.hash,
    };
    const body = canonicalBody(entry);
    const hash = hashOf(body);
    this.database.prepare('INSERT INTO entry (seq, body, hash) VALUES (?, ?, ?)').run(seq, body, hash);
    const insert = this.database.prepare('INSERT INTO sealed (seq, name, visit, box) VALUES (?, ?, ?, ?)');
    for (const { name, box } of boxes) insert.run(seq, name, visit, box);
    this.#head = { journal: this.#head.journal || hash, sequence: seq, hash };
    return entry;
  }

  /** Opens a sealed value again while the visit's key lives; undefined once the person is forgotten. */
  reveal(seq: number, name: string): unknown {
    const row = this.database
      .prepare('SELECT visit, box FROM sealed WHERE seq = ? AND name = ?')
      .get(seq, name);
    if (!row) return undefined;
    const text = this.#vault.open(String(row.visit), `${seq}/${name}`, row.box as Uint8Array);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** The newest entry of a visit. */
  latestOf(visit: string): Entry | undefined {
    const row = this.database
      .prepare(`SELECT body FROM entry WHERE json_extract(body, '$.visit') = ? ORDER BY seq DESC LIMIT 1`)
      .get(visit);
    return row && (JSON.parse(String(row.body)) as Entry);
  }

  /** The newest entry of a kind. */
  latestOfKind(kind: string): Entry | undefined {
    const row = this.database
      .prepare(`SELECT body FROM entry WHERE json_extract(body, '$.kind') = ? ORDER BY seq DESC LIMIT 1`)
      .get(kind);
    return row && (JSON.parse(String(row.body)) as Entry);
  }

  /** Whether that port was asked after that entry. */
  hasAsked(port: string, after: number): boolean {
    const row = this.database
      .prepare(
        `SELECT 1 FROM entry WHERE seq > ? AND json_extract(body, '$.kind') = 'port.asked'
           AND json_extract(body, '$.facts.port') = ? LIMIT 1`,
      )
      .get(after, port);
    return row !== undefined;
  }

  /** The next of a durable series; never the same twice. */
  next(name: string): number {
    const row = this.database
      .prepare(
        'INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value',
      )
      .get(name);
    return Number(row?.value ?? 0);
  }

  close(): void {
    this.database.close();
  }
}

/** SQLITE_FULL. */
const isDiskFull = (failure: unknown): boolean =>
  failure instanceof Error && 'errcode' in failure && (Number(failure.errcode) & 0xff) === 13;
