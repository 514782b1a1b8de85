import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { anchorRequestSchema } from '#contracts/branch/anchor.ts';
import { defaultDataFolder } from '#foundation/data-folder.ts';
import { type Anchor_, type Verdict, verifyRows } from '../verify.ts';
import { branchAnchors } from './branch-anchors.ts';

const USAGE = `npm run journal -- verify [--data DIR] [--anchor FILE]   checks the chain, and its end against anchors
npm run journal -- export [--data DIR]                   one line an entry: its hash, a space, its canonical JSON
npm run journal -- anchors [--data DIR]                  what the branch service of this folder has anchored, as JSON

Keep anchors elsewhere: what lies beside the journal can be rewritten with it. docs/journal.md says how to check an
export with a program of your own.`;

type Row = { readonly seq: number; readonly body: string; readonly hash: string };

/** The journal of a data folder, read without disturbing a terminal that runs on it. */
function* rows(dataDir: string): Generator<Row> {
  const database = new DatabaseSync(join(dataDir, 'journal.sqlite'), { readOnly: true });
  try {
    for (const row of database.prepare('SELECT seq, body, hash FROM entry ORDER BY seq').iterate())
      yield { seq: Number(row.seq), body: String(row.body), hash: String(row.hash) };
  } finally {
    database.close();
  }
}

const anchorFile = z.union([
  z.array(z.looseObject(anchorRequestSchema.shape)),
  z.looseObject(anchorRequestSchema.shape),
]);

function readAnchors(file: string): readonly Anchor_[] {
  const parsed = anchorFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Array.isArray(parsed) ? parsed : [parsed];
}

const FAULT_WORDS: Readonly<Record<Verdict['faults'][number]['code'], string>> = {
  unreadable: 'is not a journal entry',
  gap: 'is missing',
  altered: 'was altered',
  brokenChain: 'does not follow the entry before it',
  badGenesis: 'is not the beginning of a journal',
  shortened: 'was anchored and is not there: the end was cut off',
  otherJournal: 'was anchored for another journal',
  anchorMismatch: 'is not the entry that was anchored',
};

function tell(verdict: Verdict): void {
  const { entries, faults, anchors, head } = verdict;
  for (const { sequence, code } of faults) console.log(`Entry ${sequence} ${FAULT_WORDS[code]}.`);
  if (faults.length === 0) console.log(`${entries} entries, whole and in order. Head ${head ?? 'none'}.`);
  if (anchors === 0)
    console.log(
      'No anchor was given, so this cannot know whether entries were cut off the end, or whether the whole journal was ' +
        'written anew. Give one with --anchor (npm run journal -- anchors).',
    );
  else if (faults.length === 0) console.log(`All ${anchors} anchors are met.`);
}

async function main(args: string[]): Promise<number> {
  const parsed = parse(args);
  if (!parsed) {
    console.error(USAGE);
    return 2;
  }
  const { command, data, anchor } = parsed;
  const base = process.env.INIT_CWD ?? process.cwd();
  const dataDir = data
    ? resolve(base, data)
    : defaultDataFolder({ platform: process.platform, environment: process.env, home: homedir() });
  if (!existsSync(join(dataDir, 'journal.sqlite'))) {
    console.error(`There is no journal in ${dataDir}. Name the terminal's data folder with --data.`);
    return 2;
  }
  if (command === 'export') {
    for (const { hash, body } of rows(dataDir)) process.stdout.write(`${hash} ${body}\n`);
    return 0;
  }
  if (command === 'anchors') {
    const first = rows(dataDir).next().value;
    console.log(JSON.stringify(first ? await branchAnchors(dataDir, first) : [], null, 2));
    return 0;
  }
  let anchors: readonly Anchor_[] = [];
  if (anchor)
    try {
      anchors = readAnchors(resolve(base, anchor));
    } catch {
      console.error(`${anchor} is not a file of anchors as npm run journal -- anchors writes it.`);
      return 2;
    }
  const verdict = verifyRows(rows(dataDir), anchors);
  tell(verdict);
  return verdict.faults.length === 0 ? 0 : 1;
}

function parse(
  args: string[],
): { command: 'verify' | 'export' | 'anchors'; data?: string; anchor?: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { data: { type: 'string' }, anchor: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
    const [command, ...more] = positionals;
    if (more.length > 0 || (command !== 'verify' && command !== 'export' && command !== 'anchors'))
      return undefined;
    return { command, ...values };
  } catch {
    return undefined;
  }
}

// Whoever reads the export may have seen enough (`| head`): that is no error.
process.stdout.on('error', (failure: NodeJS.ErrnoException) =>
  process.exit(failure.code === 'EPIPE' ? 0 : 1),
);
process.exitCode = await main(process.argv.slice(2));
