import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { Child, describeExit } from '../children/child.ts';

/** Fetching Electron's binary may take this long, no longer. */
export const FETCH_MILLISECONDS = 180_000;
/** How often a running fetch says so. */
const PROGRESS_MILLISECONDS = 10_000;

const remembered = z.object({ version: z.string(), at: z.string(), why: z.string() });

/** Where Electron is looked for. Its package is never imported: that alone would start a download. */
export type ElectronPlace = {
  readonly clone: string;
  /** Where a failed fetch is remembered. */
  readonly dataDir: string;
};

const packageFolder = ({ clone }: ElectronPlace) => join(clone, 'node_modules', 'electron');
const memoryFile = ({ dataDir }: ElectronPlace) => join(dataDir, 'electron-fetch.json');

/** The built entry of the shell. */
export const electronMain = (clone: string): string => join(clone, 'dist', 'electron', 'main.js');

/** Variables that are meant for Node, for Electron's installer or for npm. In front of Electron they change what it is. */
const NOT_FOR_ELECTRON = /^(NODE|NODE_.*|ELECTRON_.*|npm_.*|INIT_CWD)$/i;

/** The environment Electron is started with. */
export const electronEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !NOT_FOR_ELECTRON.test(name)));

/** Electron's binary, or why it cannot be used. */
export function findElectron(
  place: ElectronPlace,
): Result<{ readonly binary: string }, { readonly why: string }> {
  const name = read(join(packageFolder(place), 'path.txt'));
  const binary = name === undefined ? undefined : join(packageFolder(place), 'dist', name);
  if (binary === undefined || !existsSync(binary)) return err({ why: "Electron's binary is not here" });
  if (!existsSync(electronMain(place.clone))) return err({ why: 'the Electron shell is not built' });
  return ok({ binary });
}

/**
 * Fetches Electron's binary with Electron's own installer. A failure is remembered beside the data, so that a terminal
 * that starts by itself does not wait for it each morning; the message says how to try again.
 */
export async function fetchElectron(
  place: ElectronPlace,
  clock: Clock,
  say: (text: string) => void,
): Promise<Result<void, { readonly why: string }>> {
  const version = versionOf(place);
  const before = remembered.safeParse(json(read(memoryFile(place))));
  if (before.success && before.data.version === version) {
    const { at, why } = before.data;
    return err({
      why: `Electron could not be fetched on ${at} (${why}) and is not tried again; remove ${memoryFile(place)} to try`,
    });
  }
  say(`Fetching Electron ${version}, at most ${FETCH_MILLISECONDS / 60_000} minutes ...`);
  const started = clock.monotonic();
  const child = new Child({
    command: process.execPath,
    args: [join(packageFolder(place), 'install.js')],
    environment: process.env,
    cwd: place.clone,
    channel: false,
    output: 'keep',
  });
  let late = false;
  const limit = clock.setTimeout(() => {
    late = true;
    child.kill();
  }, FETCH_MILLISECONDS);
  let ticker: unknown;
  const tick = () => {
    ticker = clock.setTimeout(() => {
      say(`Fetching Electron: ${Math.round((clock.monotonic() - started) / 1000)} s`);
      tick();
    }, PROGRESS_MILLISECONDS);
  };
  tick();
  const exit = await child.exited;
  clock.clearTimeout(limit);
  clock.clearTimeout(ticker);
  if (exit.code === 0) {
    rmSync(memoryFile(place), { force: true });
    return ok(undefined);
  }
  const told = child.lastLines.find((line) => line.includes('Error')) ?? describeExit(exit);
  const why = late ? `it took more than ${FETCH_MILLISECONDS / 60_000} minutes` : told.trim().slice(0, 200);
  const at = new Date(clock.wall()).toISOString().slice(0, 16).replace('T', ' ');
  writeFileSync(memoryFile(place), `${JSON.stringify({ version, at, why })}\n`);
  return err({ why: `Electron could not be fetched (${why})` });
}

function versionOf(place: ElectronPlace): string {
  const parsed = z
    .object({ version: z.string() })
    .safeParse(json(read(join(packageFolder(place), 'package.json'))));
  return parsed.data?.version ?? 'unknown';
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function json(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
