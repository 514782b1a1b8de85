import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { FLOW_VERSION } from '#flows/version.ts';
import { type BundleFile, sealBundle } from './container.ts';

/** Days that may be chosen, and bytes of the journal that are taken along at the most. */
export const MOST_DAYS = 31;
const MOST_JOURNAL_BYTES = 128 * 1024 * 1024;
const DAY = 24 * 3_600_000;

export type BundleWish = {
  /** First and last day, `YYYY-MM-DD` in UTC, as the journal dates its entries. */
  readonly from: string;
  readonly to: string;
};

/** What a bundle is made of beside the journal; each is left out where there is none. */
export type Surroundings = {
  /** As loaded; it names no secret, only where secrets are kept. */
  readonly profile?: unknown;
  readonly configuration?: string;
  /** Recent frames of devices, decoded, without anybody's data. */
  readonly traces?: readonly unknown[];
  readonly health?: Readonly<Record<string, unknown>>;
  /** Lines the program said to whoever looks after the machine. */
  readonly said?: readonly string[];
};

export type MadeBundle = {
  readonly bytes: Buffer;
  readonly entries: number;
  /** The journal of the chosen days was longer than a bundle may be: its oldest part is left out. */
  readonly cut: boolean;
};

/** The newest days of a journal, today's among them. */
export const lastDays = (wall: number, days: number): BundleWish => ({
  from: new Date(wall - (Math.min(days, MOST_DAYS) - 1) * DAY).toISOString().slice(0, 10),
  to: new Date(wall).toISOString().slice(0, 10),
});

/**
 * One file for whoever looks for a fault elsewhere: entries of the chosen days with their facts and hashes, versions,
 * profile, health, counters, frames. Sealed values and keys never go into it: only what stands in the journal unsealed.
 */
export function makeBundle(
  database: DatabaseSync,
  wish: BundleWish,
  madeAt: number,
  surroundings: Surroundings = {},
): MadeBundle {
  const { text, first, last, entries, cut } = extract(database, wish);
  const json = (name: string, value: unknown): BundleFile => ({
    name,
    bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
  });
  const files: BundleFile[] = [
    { name: 'journal.txt', bytes: text },
    json('counters.json', countersOf(database)),
    ...(surroundings.profile === undefined ? [] : [json('profile.json', surroundings.profile)]),
    ...(surroundings.health ? [json('health.json', surroundings.health)] : []),
    ...(surroundings.traces
      ? [
          {
            name: 'traces.jsonl',
            bytes: Buffer.from(surroundings.traces.map((frame) => `${JSON.stringify(frame)}\n`).join('')),
          },
        ]
      : []),
    ...(surroundings.said
      ? [{ name: 'said.txt', bytes: Buffer.from(`${surroundings.said.join('\n')}\n`) }]
      : []),
  ];
  const genesis = database.prepare('SELECT hash FROM entry WHERE seq = 0').get();
  const about = {
    format: 'vestibule-bundle-1',
    madeAt: new Date(madeAt).toISOString(),
    version: FLOW_VERSION,
    node: process.version,
    configuration: surroundings.configuration ?? null,
    journal: { name: genesis ? String(genesis.hash) : null, first, last, entries, cut },
    days: wish,
  };
  return { bytes: sealBundle(about, files), entries, cut };
}

/** One line an entry, as `npm run journal -- export` writes it. The chosen days, newest first when there is too much. */
function extract(database: DatabaseSync, { from, to }: BundleWish) {
  const lines: string[] = [];
  let bytes = 0;
  let cut = false;
  let first: number | null = null;
  let last: number | null = null;
  const rows = database
    .prepare(
      `SELECT seq, body, hash FROM entry WHERE json_extract(body, '$.at') >= ? AND json_extract(body, '$.at') < ?
       ORDER BY seq DESC`,
    )
    .iterate(`${from}T00:00:00.000Z`, `${dayAfter(to)}T00:00:00.000Z`);
  for (const row of rows) {
    const seq = Number(row.seq);
    const line = `${row.hash} ${row.body}\n`;
    bytes += Buffer.byteLength(line);
    // A clock that was set may have left a hole: only what hangs together can be verified.
    if (bytes > MOST_JOURNAL_BYTES || (first !== null && seq !== first - 1)) {
      cut = true;
      break;
    }
    last ??= seq;
    first = seq;
    lines.push(line);
  }
  return { text: Buffer.from(lines.reverse().join('')), first, last, entries: lines.length, cut };
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + DAY).toISOString().slice(0, 10);

/** Counters of the terminal, without those that belong to a visit. */
function countersOf(database: DatabaseSync): Record<string, number> {
  const rows = database.prepare(`SELECT name, value FROM counter WHERE name NOT LIKE '% %'`).all();
  return Object.fromEntries(rows.map(({ name, value }) => [String(name), Number(value)]));
}

/** The profile a data folder was last started with is not kept there; whoever has it names it. */
export function profileAt(file: string | undefined): unknown {
  if (file === undefined || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Where a data folder keeps its journal. */
export const journalFileOf = (dataDir: string): string => join(dataDir, 'journal.sqlite');
