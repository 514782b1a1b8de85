import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CLONE } from '#launcher/bootstrap/clone.mjs';
import { descendants, type ProcessSeen } from './processes.ts';

/** A terminal that was started as a person starts it, in a folder of its own. */
export class Started {
  readonly process: ChildProcess;
  readonly exited: Promise<number | null>;
  /** Lines of standard output so far. */
  readonly out: string[] = [];
  /** Lines of standard error so far. */
  readonly said: string[] = [];
  #heard: (() => void)[] = [];
  #over = false;

  constructor(place: Place, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    const { INIT_CWD: _, npm_lifecycle_event: __, DISPLAY: ___, WAYLAND_DISPLAY: ____, ...own } = process.env;
    this.process = spawn(
      process.execPath,
      [join(CLONE, 'launcher', 'bootstrap', 'start.mjs'), '--port', '0', '--branch-port', '0', ...args],
      { env: { ...own, TMPDIR: place.temporary, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.exited = once(this.process, 'close').then(([code]: unknown[]) => {
      this.#over = true;
      this.#tell();
      return typeof code === 'number' ? code : null;
    });
    const { stdout, stderr } = this.process;
    if (!stdout || !stderr) throw new Error('no output');
    for (const [stream, lines] of [[stdout, this.out] as const, [stderr, this.said] as const]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        this.#tell();
      });
    }
  }

  /** The first line of either output that fits, now or later. Fails when everything ends without it. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      for (const line of [...this.out, ...this.said]) {
        const found = pattern.exec(line);
        if (found) return found;
      }
      if (this.#over) throw new Error(`no ${pattern} in:\n${[...this.out, ...this.said].join('\n')}`);
      await new Promise<void>((resolve) => this.#heard.push(resolve));
    }
  }

  /** Where it serves. */
  async addresses(): Promise<{ readonly branch: string; readonly terminal: string }> {
    const [, terminal = ''] = await this.line(/^ready (http:.*)$/);
    const [, branch = ''] = await this.line(/^branch (http:.*)$/);
    return { branch, terminal };
  }

  /** Everything that runs because of it, itself not. */
  get children(): ProcessSeen[] {
    return descendants(this.process.pid ?? 0);
  }

  /** One of its processes, by the program it runs. */
  child(program: string): number {
    const found = this.children.find(({ commandLine }) => commandLine.includes(program));
    if (!found) throw new Error(`${program} does not run`);
    return found.pid;
  }

  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.process.kill(signal);
    return this.exited;
  }

  #tell(): void {
    const heard = this.#heard;
    this.#heard = [];
    for (const resolve of heard) resolve();
  }
}

/** Folders of one start: where its data lies, and where it may make temporary ones. */
export type Place = { readonly data: string; readonly temporary: string; remove(): void };

export function newPlace(): Place {
  const folder = mkdtempSync(join(process.env.VESTIBULE_TEST_TMP ?? tmpdir(), 's-'));
  // A browser that runs as another account passes through.
  chmodSync(folder, 0o711);
  const temporary = join(folder, 't');
  mkdirSync(temporary, { mode: 0o711 });
  return {
    data: join(folder, 'data'),
    temporary,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Resolves once something answers there; whoever is being started again is asked until it does. */
export async function answers(url: string): Promise<number> {
  for (;;) {
    try {
      const response = await fetch(url);
      await response.arrayBuffer();
      return response.status;
    } catch {
      // Refused: nobody listens yet.
    }
  }
}
