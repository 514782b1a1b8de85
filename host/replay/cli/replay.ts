import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FLOW_VERSION } from '#flows/version.ts';
import { stretchesOf } from '../recording.ts';
import { replayStretch } from '../replay.ts';
import { readSource, type SourceFault } from '../source.ts';
import type { Divergence } from '../walked.ts';

const USAGE = `npm run replay -- BUNDLE [--seed N]   plays every recorded visit of a support bundle through this program's flows
npm run replay -- DATA-FOLDER         the same from a terminal's data folder on this machine
Exit code 0: every screen and every question came as it is recorded; 1: they part, and where; 2: wrong call, or no bundle.`;

const FAULT_WORDS: Readonly<Record<SourceFault['code'], string>> = {
  notThere: 'is not there',
  noBundle: 'is no support bundle',
  tooLarge: 'is larger than a bundle may be',
  altered: 'is not as its manifest says: it was altered on the way',
};

function read(args: string[]): { readonly path: string; readonly seed: number } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { seed: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
    const [path, ...more] = positionals;
    const seed = values.seed ?? '1';
    if (path === undefined || more.length > 0 || !/^\d{1,9}$/.test(seed)) return undefined;
    return { path: resolve(process.env.INIT_CWD ?? process.cwd(), path), seed: Number(seed) };
  } catch {
    return undefined;
  }
}

function tell({ sequence, visit, expected, got, before }: Divergence): void {
  console.log(
    `\nEntry ${sequence}${visit === null ? '' : `, visit ${visit}`}: from here on it goes another way.`,
  );
  console.log(`  recorded: ${expected}`);
  console.log(`  now:      ${got}`);
  if (before.length > 0) console.log('  before it, as recorded:');
  for (const line of before) console.log(`    ${line}`);
}

async function main(args: string[]): Promise<number> {
  const call = read(args);
  if (!call) {
    console.error(USAGE);
    return 2;
  }
  const source = readSource(call.path);
  if (!source.ok) {
    console.error(`${call.path} ${FAULT_WORDS[source.error.code]}.`);
    return 2;
  }
  const { entries, version, configuration } = source.value;
  console.log(`seed ${call.seed}`);
  if (version !== null && version !== FLOW_VERSION)
    console.log(
      `Recorded by version ${version}; this is ${FLOW_VERSION}: what parts may be what was changed.`,
    );
  if (configuration !== null) console.log(`Recorded with the configuration ${configuration}.`);
  const { stretches, unplayable } = stretchesOf(entries);
  if (unplayable.length > 0)
    console.log(`${unplayable.length} visits began before what is recorded here does, and cannot be played.`);
  let visits = 0;
  for (const stretch of stretches) {
    const { divergence } = await replayStretch(stretch, call.seed);
    if (divergence) {
      tell(divergence);
      return 1;
    }
    visits += stretch.visits.length;
  }
  console.log(
    `${visits} visits in ${stretches.length} stretches, ${entries.length} entries: all as recorded.`,
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
