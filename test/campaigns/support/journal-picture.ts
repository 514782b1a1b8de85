import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { branchAnchors } from '#host/journal/cli/branch-anchors.ts';
import { type Entry, entrySchema } from '#host/journal/entry.ts';
import { type Verdict, verifyRows } from '#host/journal/verify.ts';

/** A terminal's journal and what lies beside it, as the files were at one moment. */
export type JournalPicture = {
  readonly entries: readonly Entry[];
  readonly hashes: readonly string[];
  readonly outbox: readonly { readonly key: string; readonly state: string }[];
  /** Visits whose key is still there, and sealed boxes: both are nothing once everybody is forgotten. */
  readonly keys: number;
  readonly boxes: number;
  /** Size of either database with what its log holds. */
  readonly bytes: { readonly journal: number; readonly branch: number };
  /** The chain, and every anchor that the branch service holds, checked. */
  readonly verdict: Verdict;
};

/** Photographs the data folder: the files are copied, with their logs, and only the copies are opened. */
export async function journalPicture(dataDir: string): Promise<JournalPicture> {
  const copy = mkdtempSync(join(tmpdir(), 'picture-'));
  try {
    for (const name of readdirSync(dataDir))
      if (/^(journal\.sqlite|branch\.db)(-wal)?$/.test(name)) cpSync(join(dataDir, name), join(copy, name));
    if (!existsSync(join(copy, 'journal.sqlite'))) throw new Error('there is no journal in the data folder');
    return await read(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function read(folder: string): Promise<JournalPicture> {
  const database = new DatabaseSync(join(folder, 'journal.sqlite'));
  try {
    const rows = database
      .prepare('SELECT seq, body, hash FROM entry ORDER BY seq')
      .all()
      .map((row) => ({ seq: Number(row.seq), body: String(row.body), hash: String(row.hash) }));
    const [genesis] = rows;
    const anchors = genesis ? await branchAnchors(folder, genesis) : [];
    const count = (table: 'visit_key' | 'sealed') =>
      Number(database.prepare(`SELECT count(*) AS many FROM ${table}`).get()?.many);
    return {
      bytes: { journal: bytesOf(database), branch: bytesIn(join(folder, 'branch.db')) },
      entries: rows.map(({ body }) => entrySchema.parse(JSON.parse(body))),
      hashes: rows.map(({ hash }) => hash),
      outbox: database
        .prepare('SELECT key, state FROM outbox')
        .all()
        .map((row) => ({ key: String(row.key), state: String(row.state) })),
      keys: count('visit_key'),
      boxes: count('sealed'),
      verdict: verifyRows(rows, anchors),
    };
  } finally {
    database.close();
  }
}

const bytesOf = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA page_count').get()?.page_count) *
  Number(database.prepare('PRAGMA page_size').get()?.page_size);

function bytesIn(file: string): number {
  if (!existsSync(file)) return 0;
  const database = new DatabaseSync(file);
  try {
    return bytesOf(database);
  } finally {
    database.close();
  }
}

/** Values of one fact over the entries of a kind, in order. */
export const factsOf = (entries: readonly Entry[], kind: string, fact: string): unknown[] =>
  entries.filter((entry) => entry.kind === kind).map((entry) => entry.facts[fact]);

/** How often a port was asked. */
export const asked = (entries: readonly Entry[], port: string): number =>
  entries.filter(({ kind, facts }) => kind === 'port.asked' && facts.port === port).length;
