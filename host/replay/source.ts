import { existsSync, readFileSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Entry, entrySchema, hashOf } from '../journal/entry.ts';
import { openBundle } from '../support-bundle/container.ts';
import { journalFileOf } from '../support-bundle/make.ts';

/** What is played: entries in their order, and what the bundle says of where they come from. */
export type Source = {
  readonly entries: readonly Entry[];
  readonly version: string | null;
  readonly configuration: string | null;
};
export type SourceFault = { readonly code: 'notThere' | 'noBundle' | 'tooLarge' | 'altered' };

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads a bundle, or the journal of a data folder on this machine. */
export function readSource(path: string): Result<Source, SourceFault> {
  if (!existsSync(path)) return err({ code: 'notThere' });
  if (statSync(path).isDirectory()) return readFolder(path);
  const bundle = openBundle(readFileSync(path));
  if (!bundle.ok) return bundle;
  const { about, files } = bundle.value;
  const entries: Entry[] = [];
  for (const line of (files.get('journal.txt') ?? Buffer.alloc(0)).toString('utf8').split('\n')) {
    if (line === '') continue;
    const entry = entryOf(line.slice(65));
    if (!entry || hashOf(line.slice(65)) !== line.slice(0, 64)) return err({ code: 'altered' });
    entries.push(entry);
  }
  return ok({ entries, version: textOr(about.version), configuration: textOr(about.configuration) });
}

function readFolder(dataDir: string): Result<Source, SourceFault> {
  if (!existsSync(journalFileOf(dataDir))) return err({ code: 'notThere' });
  const database = new DatabaseSync(journalFileOf(dataDir), { readOnly: true });
  try {
    const entries = database
      .prepare('SELECT body FROM entry ORDER BY seq')
      .all()
      .flatMap(({ body }) => entryOf(String(body)) ?? []);
    return ok({ entries, version: null, configuration: null });
  } finally {
    database.close();
  }
}

function entryOf(body: string): Entry | undefined {
  try {
    return entrySchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}
