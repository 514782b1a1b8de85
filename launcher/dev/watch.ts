import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { forgetBuild, PAGE_TARGETS, type Target } from '../bootstrap/build.mjs';
import { CLONE } from '../bootstrap/clone.mjs';
import { Child } from '../children/child.ts';

/** A saved file is often several events, and an editor saves several files: one change is what settles in this time. */
export const SETTLE_MILLISECONDS = 250;

/** The rooms a host is made of. */
const HOST_ROOMS = ['host', 'flows', 'devices', 'branch', 'contracts', 'texts', 'foundation'];
const END_MILLISECONDS = 2_000;

/** Collects events until none has come for a while, then tells once. */
export class Settling {
  readonly #clock: Clock;
  readonly #tell: () => void;
  #timer: TimerHandle | undefined;

  constructor(clock: Clock, tell: () => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  event(): void {
    this.stop();
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#tell();
    }, SETTLE_MILLISECONDS);
  }

  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

/** Whether a change of this file is one of the program: tests and editors' own files are not. */
export const isSource = (name: string | null): boolean =>
  name === null || (/\.(ts|tsx|json|css|html|ya?ml)$/.test(name) && !/\.test\.tsx?$|(^|[\\/])\./.test(name));

export type Development = { end(): Promise<void> };

export type Changes = {
  /** Sources of the host, or pages that were built anew. */
  host(): void;
  /** Sources of the sandbox bank; the host has the bank's client too. */
  bank(): void;
};

/** Builds the pages whenever their sources change, and tells what is to be started again. Nothing is polled. */
export function develop(clock: Clock, changes: Changes): Development {
  const builders = PAGE_TARGETS.map(watchBuild);
  const host = new Settling(clock, changes.host);
  const bank = new Settling(clock, changes.bank);
  const watchers = [
    ...HOST_ROOMS.map((room) => watchFolder(room, host)),
    ...PAGE_TARGETS.map(({ name }) => watchFolder(join('dist', name), host)),
    watchFolder('bank', bank),
  ];
  return {
    async end() {
      for (const watcher of watchers) watcher?.close();
      host.stop();
      bank.stop();
      await Promise.all(builders.map((vite) => vite.end(clock, END_MILLISECONDS)));
    },
  };
}

/** Vite's own watch of one target, which writes into the folder that is served. */
function watchBuild(target: Target): Child {
  forgetBuild(CLONE, target);
  const vite = join(CLONE, 'node_modules', 'vite', 'bin', 'vite.js');
  return new Child({
    command: process.execPath,
    args: [vite, 'build', '--watch', '--logLevel', 'warn', '--config', target.config],
    environment: process.env,
    cwd: CLONE,
    channel: false,
    output: 'pass',
  });
}

function watchFolder(folder: string, settling: Settling) {
  const path = join(CLONE, folder);
  if (!existsSync(path)) return undefined;
  const everything = folder.startsWith('dist');
  return watch(path, { recursive: true }, (_, name) => {
    if (everything || isSource(name)) settling.event();
  });
}
