import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A terminal's own numbers, as they lie in its data folder. */
export function reservedAt(dataDir: string) {
  const within = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(join(dataDir, 'journal.sqlite'));
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      return work(database);
    } finally {
      database.close();
    }
  };
  const count = (table: 'held_number' | 'cut_number') =>
    within((database) => Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count));
  return {
    /** What it may still give out. */
    numbers: () => count('held_number'),
    /** What it gave out and has not handed in. */
    notHandedIn: () => count('cut_number'),
    /** As if all had been given out. */
    empty: () => within((database) => database.exec('DELETE FROM held_number')),
  };
}
