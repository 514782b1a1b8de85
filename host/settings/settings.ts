import type * as z from 'zod';
import { type Fact, staffFact } from '../journal/entry.ts';
import type { Journal } from '../journal/journal.ts';

/** One thing staff have set: its name, what it may be, and what it is as long as nobody has set it. */
export type Setting<Schema extends z.ZodType> = {
  readonly name: string;
  readonly schema: Schema;
  readonly usual: z.infer<Schema>;
};

/** Who set it to what, and what it was before. */
export type SettingChange = {
  readonly sequence: number;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Staff number. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/**
 * What staff have set at this terminal, in the journal's file: a change, its history and its journal entry are one durable
 * step, so that a power cut leaves the one or the other and never half of it.
 */
export class Settings {
  readonly #journal: Journal;
  readonly #wall: () => number;

  constructor(journal: Journal, wall: () => number) {
    this.#journal = journal;
    this.#wall = wall;
    journal.database.exec(`
      CREATE TABLE IF NOT EXISTS setting_change (
        seq INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        staff TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
    `);
  }

  /** As it stands; what cannot be read any more is as usual. */
  read<Schema extends z.ZodType>({ name, schema, usual }: Setting<Schema>): z.infer<Schema> {
    const row = this.#journal.database
      .prepare('SELECT after FROM setting_change WHERE name = ? ORDER BY seq DESC LIMIT 1')
      .get(name);
    if (!row) return usual;
    const parsed = schema.safeParse(JSON.parse(String(row.after)));
    return parsed.success ? parsed.data : usual;
  }

  /** Sets it, and says so in the journal with these facts; throws what the journal throws. */
  write<Schema extends z.ZodType>(
    setting: Setting<Schema>,
    after: z.infer<Schema>,
    by: string,
    facts: Readonly<Record<string, Fact>> = {},
  ): void {
    const before = this.read(setting);
    this.#journal.transaction(() => {
      this.#journal.database
        .prepare('INSERT INTO setting_change (name, before, after, staff, at) VALUES (?, ?, ?, ?, ?)')
        .run(setting.name, JSON.stringify(before), JSON.stringify(after), by, this.#wall());
      this.#journal.append({
        kind: 'setting.changed',
        facts: { setting: setting.name, by: staffFact(by), ...facts },
      });
    });
  }

  /** The newest changes first. */
  history(most: number): readonly SettingChange[] {
    return this.#journal.database
      .prepare('SELECT seq, name, before, after, staff, at FROM setting_change ORDER BY seq DESC LIMIT ?')
      .all(most)
      .map((row) => ({
        sequence: Number(row.seq),
        name: String(row.name),
        before: JSON.parse(String(row.before)) as unknown,
        after: JSON.parse(String(row.after)) as unknown,
        by: String(row.staff),
        at: Number(row.at),
      }));
  }
}
