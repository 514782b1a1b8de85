import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { ManualClock } from '#foundation/clock.ts';
import { Journal, openDatabase } from '../journal/journal.ts';
import { openBytes, sealBytes, Vault } from '../journal/vault.ts';
import { Visits } from '../visits.ts';

/** For tests: a terminal's memory that lives in this process alone, on a clock that stands. */
export function memoryForTests(options: { readonly sealedDays?: number; readonly file?: string } = {}) {
  const clock = new ManualClock();
  const key = randomBytes(32);
  const database = openDatabase(options.file ?? ':memory:');
  const vault = new Vault(database, {
    wrap: (clear) => sealBytes(key, 'visit-key', clear),
    unwrap: (wrapped) => openBytes(key, 'visit-key', wrapped),
  });
  const journal = new Journal(database, vault, clock, 'T01');
  const visits = new Visits(journal, vault, clock, 'T01', options.sealedDays ?? 0);
  return { clock, database, vault, journal, visits, entries: () => entriesOf(database) };
}

/** What stands in the journal, in order, without what every entry has. */
export const entriesOf = (database: DatabaseSync) =>
  database
    .prepare('SELECT body FROM entry ORDER BY seq')
    .all()
    .map((row) => JSON.parse(String(row.body)) as { kind: string; visit: string | null; facts: object });
