import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../../launcher/main.ts', import.meta.url));

/** The terminal as `npm start -- --shell none` runs it, its pages built already. */
export type Launched = {
  readonly url: string;
  readonly branchUrl: string;
  /** Everything that was written on standard output and error. */
  readonly output: () => string;
  /** Kills the host, which the launcher starts again. Only where the system tells who belongs to whom (Linux). */
  killHost(): void;
  stop(): Promise<void>;
};

export type LaunchSettings = {
  readonly dataDir: string;
  /** Where everything temporary goes. */
  readonly temporary: string;
  readonly profile: string;
};

/** Resolves once it says `ready`. */
export async function launchTerminal({ dataDir, temporary, profile }: LaunchSettings): Promise<Launched> {
  const options = [
    '--shell',
    'none',
    '--port',
    '0',
    '--branch-port',
    '0',
    '--data',
    dataDir,
    '--profile',
    profile,
  ];
  const { INIT_CWD: _, ...environment } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', LAUNCHER, ...options], {
    env: { ...environment, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let output = '';
  const address = (name: 'ready' | 'branch') => new RegExp(`^${name} (\\S+)$`, 'm').exec(output)?.[1];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (address('ready')) resolve();
      });
    void exited.then(() => reject(new Error(`the terminal did not start: ${output.slice(-600)}`)));
  });
  return {
    url: address('ready') ?? '',
    branchUrl: address('branch') ?? '',
    output: () => output,
    killHost: () => {
      const host = childrenOf(child.pid ?? 0).find((pid) => commandOf(pid).includes('host/main.ts'));
      if (host === undefined) throw new Error('the launcher has no host');
      process.kill(host, 'SIGKILL');
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).map(Number);

const commandOf = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');
