import * as z from 'zod';
import { type BranchConfiguration, branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import {
  type TicketLabel,
  type TicketRequest,
  ticketLabelSchema,
  ticketRequestSchema,
} from '#contracts/branch/ticket.ts';
import type { Journal } from '../journal/journal.ts';

/** A number that was given out while the terminal was cut off and is not handed in yet. */
export type CutNumber = {
  readonly request: TicketRequest;
  readonly label: TicketLabel;
  readonly businessDate: string;
  /** Milliseconds since 1970, by this machine's clock at that moment. */
  readonly cutAt: number;
  /** It stood on the screen: somebody may hold it. */
  readonly shown: boolean;
  readonly givenUp: boolean;
};

const rowSchema = z
  .object({
    label: ticketLabelSchema,
    business_date: z.string(),
    request: z.string(),
    cut_at: z.number(),
    shown: z.number(),
    given_up: z.number(),
  })
  .transform(
    (row): CutNumber => ({
      request: ticketRequestSchema.parse(JSON.parse(row.request)),
      label: row.label,
      businessDate: row.business_date,
      cutAt: row.cut_at,
      shown: row.shown === 1,
      givenUp: row.given_up === 1,
    }),
  );

/**
 * The terminal's own numbers on disk, beside the journal and in its transactions. A request lies here only until it
 * is handed in, and says nothing about who it is.
 */
export class NumbersStore {
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
    journal.database.exec(`
      CREATE TABLE IF NOT EXISTS held_number (
        label TEXT PRIMARY KEY,
        business_date TEXT NOT NULL,
        place INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS cut_number (
        place INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        label TEXT NOT NULL,
        business_date TEXT NOT NULL,
        request TEXT NOT NULL,
        cut_at INTEGER NOT NULL,
        shown INTEGER NOT NULL,
        given_up INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE IF NOT EXISTS known_queue (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        configuration TEXT NOT NULL,
        learnt_at INTEGER NOT NULL
      ) STRICT;
    `);
  }

  /** What may be given out, with its day; the one to be given first stands first. */
  held(): { readonly businessDate: string; readonly labels: readonly TicketLabel[] } | undefined {
    const rows = this.#journal.database
      .prepare('SELECT label, business_date FROM held_number ORDER BY place')
      .all();
    const [first] = rows;
    return (
      first && { businessDate: String(first.business_date), labels: rows.map(({ label }) => String(label)) }
    );
  }

  /** In place of everything that was held. Call inside a transaction of the journal. */
  hold(businessDate: string, labels: readonly TicketLabel[]): void {
    const { database } = this.#journal;
    database.exec('DELETE FROM held_number');
    const insert = database.prepare('INSERT INTO held_number (label, business_date, place) VALUES (?, ?, ?)');
    labels.forEach((label, place) => {
      insert.run(label, businessDate, place);
    });
  }

  /** Takes a held number out for this request. Call inside a transaction of the journal. */
  cut(number: Omit<CutNumber, 'shown' | 'givenUp'>): void {
    const { database } = this.#journal;
    database.prepare('DELETE FROM held_number WHERE label = ?').run(number.label);
    database
      .prepare(
        `INSERT INTO cut_number (id, label, business_date, request, cut_at, shown, given_up)
           VALUES (?, ?, ?, ?, ?, 0, 0)`,
      )
      .run(
        number.request.id,
        number.label,
        number.businessDate,
        JSON.stringify(number.request),
        Math.round(number.cutAt),
      );
  }

  /** Those not handed in yet, in the order in which they were given out. */
  cuts(): CutNumber[] {
    return this.#journal.database
      .prepare('SELECT * FROM cut_number ORDER BY place')
      .all()
      .map((row) => rowSchema.parse(row));
  }

  find(id: string): CutNumber | undefined {
    const row = this.#journal.database.prepare('SELECT * FROM cut_number WHERE id = ?').get(id);
    return row && rowSchema.parse(row);
  }

  /** Call inside a transaction of the journal, like the two that follow. */
  markShown(id: string): void {
    this.#journal.database.prepare('UPDATE cut_number SET shown = 1 WHERE id = ?').run(id);
  }

  markGivenUp(id: string): void {
    this.#journal.database.prepare('UPDATE cut_number SET given_up = 1 WHERE id = ?').run(id);
  }

  forget(id: string): void {
    this.#journal.database.prepare('DELETE FROM cut_number WHERE id = ?').run(id);
  }

  /** How the branch serves, as it last said so. */
  learn(configuration: BranchConfiguration, at: number): void {
    this.#journal.transaction(() =>
      this.#journal.database
        .prepare('INSERT OR REPLACE INTO known_queue (one, configuration, learnt_at) VALUES (1, ?, ?)')
        .run(JSON.stringify(configuration), Math.round(at)),
    );
  }

  known(): { readonly configuration: BranchConfiguration; readonly learntAt: number } | undefined {
    const row = this.#journal.database.prepare('SELECT configuration, learnt_at FROM known_queue').get();
    if (!row) return undefined;
    const configuration = branchConfigurationSchema.safeParse(JSON.parse(String(row.configuration)));
    return configuration.success
      ? { configuration: configuration.data, learntAt: Number(row.learnt_at) }
      : undefined;
  }
}
