import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { CLONE } from '../house/repository.ts';

/** Loads all of what it would run, does nothing and ends: no options, no host. */
const PROGRAMS = [
  ['host/main.ts'],
  ['branch/cli/branch.ts', '--help'],
  ['bank/sandbox/main.ts'],
  ['launcher/main.ts', '--help'],
] as const;

/**
 * For a run of tests that starts dozens of hosts and branches and kills most of them: a killed one keeps nothing of
 * what it compiled, so each would compile the whole of it again. Here each ends by itself once.
 */
export default async function compiledAhead(): Promise<void> {
  if (!process.env.NODE_COMPILE_CACHE) return;
  for (const [program, ...args] of PROGRAMS)
    await new Promise<void>((resolve) => {
      const flags = ['--disable-warning=ExperimentalWarning', join(CLONE, program), ...args];
      // Whether it was content matters to its own tests.
      execFile(process.execPath, flags, { timeout: 60_000 }, () => resolve());
    });
}
