import type { DatabaseSync } from 'node:sqlite';
import { type JournalFault, verifyRows } from './verify.ts';

/** How many of the newest entries are looked at when the host starts: the same time however long the journal is. */
export const TAIL_ENTRIES = 512;

/** What is wrong with a journal's newest entries. The whole is for `npm run journal -- verify`. */
export function tailFaults(database: DatabaseSync): readonly JournalFault[] {
  const rows = database
    .prepare('SELECT seq, body, hash FROM entry ORDER BY seq DESC LIMIT ?')
    .all(TAIL_ENTRIES + 1)
    .map((row) => ({ seq: Number(row.seq), body: String(row.body), hash: String(row.hash) }))
    .reverse();
  // The very first start: the genesis is about to be written.
  if (rows.length === 0) return [];
  const before = rows.length > TAIL_ENTRIES ? rows.shift() : undefined;
  return verifyRows(rows, [], before).faults;
}
