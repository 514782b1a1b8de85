import * as z from 'zod';
import { type DiagnosticRecord, diagnosticRecordSchema } from '#contracts/supervisor/record.ts';
import type { Clock } from '#foundation/clock.ts';
import { newToken } from '../ids.ts';
import { staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';

/** How many results are kept beside the journal, which keeps all. */
const KEPT = 500;

/** What was tested when, by whom and how it went: in the journal for good, and beside it for whoever looks. */
export class DiagnosticRecords {
  readonly #journal: Journal;
  readonly #clock: Clock;

  constructor(journal: Journal, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
    journal.database.exec(`
      CREATE TABLE IF NOT EXISTS diagnostic_record (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        subject TEXT NOT NULL,
        body TEXT NOT NULL
      ) STRICT;
    `);
  }

  /** Durable before it returns; throws when it could not be written. */
  write(result: Omit<DiagnosticRecord, 'id' | 'at'>): DiagnosticRecord {
    const record: DiagnosticRecord = { id: newToken(), at: this.#clock.wall(), ...result };
    const { subject, outcome, fault, by, run } = record;
    this.#journal.transaction(() => {
      this.#journal.append({
        kind: 'diagnostics.result',
        facts: { subject, outcome, fault, by: staffFact(by), run },
      });
      const { database } = this.#journal;
      database
        .prepare('INSERT INTO diagnostic_record (subject, body) VALUES (?, ?)')
        .run(subject, JSON.stringify(record));
      database
        .prepare(
          'DELETE FROM diagnostic_record WHERE number <= (SELECT max(number) FROM diagnostic_record) - ?',
        )
        .run(KEPT);
    });
    return record;
  }

  /** The newest result of every subject. */
  latest(): readonly DiagnosticRecord[] {
    return this.#read(
      'SELECT body FROM diagnostic_record WHERE number IN (SELECT max(number) FROM diagnostic_record GROUP BY subject)',
    );
  }

  /** The newest results, the newest first. */
  newest(count: number): readonly DiagnosticRecord[] {
    return this.#read(`SELECT body FROM diagnostic_record ORDER BY number DESC LIMIT ${Math.trunc(count)}`);
  }

  #read(query: string): readonly DiagnosticRecord[] {
    const rows = this.#journal.database.prepare(query).all();
    const records = z
      .array(diagnosticRecordSchema)
      .safeParse(rows.map(({ body }) => JSON.parse(String(body))));
    return records.success ? records.data : [];
  }
}
