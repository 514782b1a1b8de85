import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { build, staleTargets } from '../bootstrap/build.mjs';
import { CLONE } from '../bootstrap/clone.mjs';
import { PACKAGES } from '../bootstrap/packages.mjs';
import { voice } from '../bootstrap/say.mjs';
import { closingLine, EMPTY, sum, type Tally } from './tally.ts';
import { TALLY_VARIABLE } from './tally-reporter.ts';

/** The groups of tests in vitest.config.ts. */
const PROJECTS = ['unit', 'stories', 'browser'];
/** The files of those a machine may lack something for. */
const PROJECT_FILES = new Map([['browser', 'test/browser/**/*.test.ts']]);

const tallySchema = z.object({
  passed: z.int(),
  failed: z.int(),
  skipped: z.int(),
  leftOut: z.record(z.string(), z.int()),
});

const running = new Set<ChildProcess>();

/** Runs one program of `node_modules` to its end; its words go to whoever runs the tests. */
function run(program: string, args: readonly string[], environment = process.env): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(process.execPath, [join(CLONE, 'node_modules', program), ...args], {
    cwd: CLONE,
    env: environment,
    stdio: 'inherit',
  });
  running.add(child);
  child.once('error', () => resolve(false));
  child.once('exit', (code) => resolve(code === 0));
  return promise.finally(() => running.delete(child));
}

const one = (passed: boolean): Tally => ({ ...EMPTY, [passed ? 'passed' : 'failed']: 1 });

/** A check that counts as one test. */
async function check(name: string, program: string, ...args: readonly string[]): Promise<Tally> {
  const passed = await run(program, args);
  process.stdout.write(`${name}: ${passed ? 'passed' : 'failed'}\n`);
  return one(passed);
}

/** Builds what changed; a build that fails counts as a failed test, one that succeeds as none. */
async function buildStale(): Promise<Tally> {
  let tally = EMPTY;
  for (const target of staleTargets(CLONE)) {
    const order = { clone: CLONE, node: process.execPath, target, environment: process.env, voice: voice() };
    const outcome = await build(order);
    if (outcome.ok) continue;
    process.stderr.write(`${outcome.message}\n`);
    tally = sum(tally, one(false));
  }
  return tally;
}

/** @param projects those to run; none named = every one */
async function runTests(filters: readonly string[], projects: readonly string[]): Promise<Tally> {
  const file = join(tmpdir(), 'tally.json');
  const args = [
    'run',
    '--reporter=default',
    `--reporter=${join(CLONE, 'launcher', 'test', 'tally-reporter.ts')}`,
    ...projects.map((name) => `--project=${name}`),
    ...filters,
  ];
  const passed = await run('vitest/vitest.mjs', args, { ...process.env, [TALLY_VARIABLE]: file });
  const tally = readTally(file);
  // No tally, or a clean one of a run that was not: something broke that no test stands for.
  if (!tally) return one(false);
  return !passed && tally.failed === 0 ? sum(tally, one(false)) : tally;
}

function readTally(file: string): Tally | undefined {
  try {
    return tallySchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Groups of tests that cannot run here at all, and what they lack. */
function lackingProjects(missing: readonly string[]): Map<string, string> {
  const lacking = PACKAGES.filter(({ name }) => missing.includes(name));
  return new Map(lacking.flatMap(({ name, projects = [] }) => projects.map((project) => [project, name])));
}

/** Tells what was not run and counts whole files that were left out. */
function tellNotRun(tally: Tally, lacking: ReadonlyMap<string, string>): Tally {
  let files = 0;
  for (const [project, name] of lacking) {
    for (const file of globSync(PROJECT_FILES.get(project) ?? [], { cwd: CLONE })) {
      process.stdout.write(`not run here: ${file} (${name} is missing)\n`);
      files += 1;
    }
  }
  for (const [file, count] of Object.entries(tally.leftOut)) {
    process.stdout.write(`not run here: ${count} of ${file}\n`);
  }
  return { ...tally, skipped: tally.skipped + files };
}

async function main(): Promise<number> {
  const lacking = lackingProjects((process.env.VESTIBULE_TEST_MISSING ?? '').split(','));
  const projects = lacking.size === 0 ? [] : PROJECTS.filter((name) => !lacking.has(name));
  const [types, lint] = await Promise.all([
    // One checker: several do much of the same work again each, on cores the lint has use for.
    check('type check', 'typescript/bin/tsc', '-p', '.', '--checkers', '1'),
    check('lint', '@biomejs/biome/bin/biome', 'check', '.'),
  ]);
  const checks = sum(types, lint);
  const built = await buildStale();
  const tested = await runTests(process.argv.slice(2), projects);
  const tally = tellNotRun(sum(sum(checks, built), tested), lacking);
  process.stdout.write(`${closingLine(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
}

const abandon = () => {
  for (const child of running) child.kill('SIGTERM');
  process.exit(130);
};
process.on('message', abandon);
process.on('disconnect', abandon);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, abandon);
process.exit(await main());
