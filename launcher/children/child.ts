import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Clock } from '#foundation/clock.ts';
import { belongings } from '../belongings.ts';
import { childEnvironment } from '../bootstrap/environment.mjs';

const WINDOWS = process.platform === 'win32';

/** Lines of a child's output that are kept for a message about its end. */
const KEPT_LINES = 12;
const KEPT_CHARACTERS = 500;

export type Exit = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type ChildOrder = {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Opens a channel: messages, and the way to ask the child to end. Without one it is asked by SIGTERM. */
  readonly channel: boolean;
  /** `pass`: what it writes goes on to our standard error. `keep`: only its last lines, for a message. */
  readonly output: 'pass' | 'keep';
  /** Every line of its standard output; otherwise that is treated as `output` says. */
  readonly onLine?: (line: string) => void;
  readonly onMessage?: (message: unknown) => void;
};

/**
 * A started program, the leader of a group of its own, so that Ctrl-C reaches the launcher alone and the order of
 * ending is the launcher's.
 */
export class Child {
  readonly exited: Promise<Exit>;
  readonly #process: ChildProcess;
  readonly #lines: string[] = [];
  #over = false;

  constructor(order: ChildOrder) {
    const { command, args, environment, cwd, channel, output } = order;
    const out = order.onLine ? 'pipe' : output === 'pass' ? 2 : 'pipe';
    this.#process = spawn(command, args, {
      env: childEnvironment(environment),
      cwd,
      detached: !WINDOWS,
      windowsHide: true,
      stdio: ['ignore', out, output === 'pass' ? 2 : 'pipe', ...(channel ? (['ipc'] as const) : [])],
    });
    const { stdout, stderr, pid } = this.#process;
    if (pid !== undefined) belongings.started(pid);
    this.exited = new Promise((resolve) => {
      const settle = (exit: Exit) => {
        this.#over = true;
        if (pid !== undefined) belongings.ended(pid);
        resolve(exit);
      };
      this.#process.once('error', (failure) => {
        this.#keep(failure.message);
        if (pid === undefined) settle({ code: null, signal: null });
      });
      // Not 'close': a grandchild may hold the pipes open. What it said and wrote last lies in them still, where the
      // next turn of the loop finds it.
      this.#process.once('exit', (code, signal) => {
        setImmediate(() => setImmediate(() => settle({ code, signal })));
      });
    });
    if (stdout) createInterface({ input: stdout }).on('line', order.onLine ?? ((line) => this.#keep(line)));
    if (stderr) createInterface({ input: stderr }).on('line', (line) => this.#keep(line));
    if (order.onMessage) this.#process.on('message', order.onMessage);
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** What it wrote last, as far as that was kept. */
  get lastLines(): readonly string[] {
    return this.#lines;
  }

  /** Asks it to end, and kills it with everything it started when it has not within the grace. */
  async end(clock: Clock, graceMilliseconds: number): Promise<Exit> {
    if (this.#over) return this.exited;
    if (this.#process.connected) this.#process.disconnect();
    else this.#signal('SIGTERM');
    const timer = clock.setTimeout(() => this.kill(), graceMilliseconds);
    const exit = await this.exited;
    clock.clearTimeout(timer);
    return exit;
  }

  /** Kills it and everything it started, now. */
  kill(): void {
    if (!this.#over) this.#signal('SIGKILL');
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    if (WINDOWS) {
      spawnSync('taskkill', ['/PID', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
      return;
    }
    try {
      process.kill(-pid, signal);
    } catch {
      // It ended between the look and the signal.
    }
  }

  #keep(line: string): void {
    this.#lines.push(line.slice(0, KEPT_CHARACTERS));
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  }
}

/** How an end is told to people: `code 1`, `SIGKILL`. */
export const describeExit = ({ code, signal }: Exit): string => signal ?? `code ${code ?? 'unknown'}`;
