import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#foundation/clock.ts';
import { Child, type Exit } from '../children/child.ts';
import { RestartBudget } from '../children/restart-budget.ts';
import { browserFlags, browserPreferences } from './browser-flags.ts';
import type { Display } from './display.ts';
import type { Window } from './geometry.ts';
import type { PrivateFolder } from './private-folder.ts';
import { accountEnvironment, asAccount, type Command, type Environment, type RunAs } from './unprivileged.ts';
import { cookiesFor } from './x-authority.ts';

/** A window whose browser crashed is opened again this often. */
const REOPENINGS = { times: 3, withinMilliseconds: 60_000 };
/** A browser that was asked to end is killed after this. */
const END_MILLISECONDS = 2_000;

export type WindowOrder = {
  readonly url: string;
  readonly window: Window;
  readonly kiosk: boolean;
  /** What it has of camera and microphone. */
  readonly media: 'none' | 'real' | 'played';
};

export type BrowserOrder = {
  readonly binary: string;
  readonly display: Display;
  readonly runAs: RunAs | undefined;
  readonly environment: Environment;
  /** Of the person who started this; their X cookies lie there. */
  readonly home: string;
  /** Belongs to the account it runs as; removed by whoever made it. */
  readonly folder: PrivateFolder;
  readonly terminal: WindowOrder;
  readonly bench: WindowOrder | undefined;
  readonly clock: Clock;
  /** The person closed the terminal's window. */
  closed(): void;
  /** The terminal's window cannot be shown, and why. */
  cannot(why: string): void;
};

/** The windows of one start, each a browser of its own. */
export class Windows {
  readonly #order: BrowserOrder;
  readonly #budget: RestartBudget;
  readonly #open = new Set<Child>();
  #opened = 0;
  #ending = false;

  constructor(order: BrowserOrder) {
    this.#order = order;
    this.#budget = new RestartBudget(order.clock, REOPENINGS);
  }

  /** Opens them; what becomes of the terminal's window is told by the order's callbacks. */
  open(): void {
    void this.#keepTerminal();
    if (this.#order.bench) this.#start(this.#order.bench);
  }

  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all([...this.#open].map((child) => child.end(this.#order.clock, END_MILLISECONDS)));
  }

  kill(): void {
    this.#ending = true;
    for (const child of this.#open) child.kill();
  }

  async #keepTerminal(): Promise<void> {
    for (;;) {
      const browser = this.#start(this.#order.terminal);
      const exit = await browser.exited;
      if (this.#ending) return;
      if (wasClosed(exit)) return this.#order.closed();
      if (!this.#budget.take()) return this.#order.cannot(whyItDied(exit, browser.lastLines));
    }
  }

  #start({ url, window, kiosk, media }: WindowOrder): Child {
    const { binary, display, runAs, folder, environment } = this.#order;
    this.#opened += 1;
    const profileFolder = folder.folder(`profile-${this.#opened}`);
    const preferences = JSON.stringify(
      browserPreferences({
        zoom: window.zoom,
        mediaFor: media === 'none' ? undefined : new URL(url).origin,
      }),
    );
    folder.file(join(folder.folder(`profile-${this.#opened}`, 'Default'), 'Preferences'), preferences);
    const flags = browserFlags({
      url,
      profileFolder,
      kiosk,
      window,
      display: display.kind,
      playedCamera: media === 'played',
    });
    const browser: Command = { command: binary, args: flags };
    const child = new Child({
      ...(runAs ? asAccount(runAs, browser) : browser),
      environment: runAs ? this.#accountEnvironment(runAs) : { ...environment },
      cwd: folder.path,
      channel: false,
      output: 'keep',
    });
    this.#open.add(child);
    void child.exited.then(() => this.#open.delete(child));
    return child;
  }

  #accountEnvironment({ account }: RunAs): NodeJS.ProcessEnv {
    const { environment, folder } = this.#order;
    const cookie = this.#copyCookie();
    return accountEnvironment(environment, account, {
      home: folder.folder('home'),
      temporary: folder.path,
      cookie,
    });
  }

  /** The account's own copy of the display's cookie; a display that asks for none needs none. */
  #copyCookie(): string | undefined {
    const { display, environment, home, folder } = this.#order;
    if (display.kind !== 'x11') return undefined;
    try {
      const file = readFileSync(environment.XAUTHORITY || join(home, '.Xauthority'));
      const own = cookiesFor(new Uint8Array(file), display.number);
      return own && folder.file(join(folder.path, 'cookie'), own);
    } catch {
      return undefined;
    }
  }
}

const CLOSING_SIGNALS: readonly (NodeJS.Signals | null)[] = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/** Whether a browser ended because somebody wanted it to: the window's cross, or a signal from the desktop. */
export const wasClosed = ({ code, signal }: Exit): boolean =>
  code === 0 || CLOSING_SIGNALS.includes(signal) || code === 143 || code === 130 || code === 129;

/** What the browser said about its end, in one sentence. */
export function whyItDied({ code, signal }: Exit, lines: readonly string[]): string {
  const text = lines.join('\n');
  if (/No usable sandbox/.test(text)) {
    return 'the browser has no sandbox on this machine (install chromium-sandbox, or allow user namespaces)';
  }
  if (/cannot open display|Missing X server|Unable to open X display|Authorization required/i.test(text)) {
    return 'the display does not let the browser in';
  }
  // What the crash handler says of itself is no reason.
  const last = lines.findLast((line) => !line.includes('crashpad'))?.trim();
  return `the browser ended with ${signal ?? `code ${code}`}${last ? `: ${last}` : ''}`;
}
