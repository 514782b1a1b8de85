import type { PageRole } from '#contracts/bridge/messages.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { Rate } from '#host/bridge/rate.ts';
import { pageUrl } from '../origins.ts';
import type { BrowserWindow } from '../types.ts';

/** A page that dies more often than this is given up. */
const NEW_PAGES = { times: 5, withinMilliseconds: 60_000 };
/** A page that does not answer for this long is replaced, milliseconds. */
const UNRESPONSIVE = 8_000;
/** Between a load that failed and the next, milliseconds. */
const LOAD_AGAIN = 1_000;
/** Chromium's code for a load that was given up for another one. */
const ABORTED = -3;

export type PageWindowOrder = {
  readonly role: PageRole;
  readonly window: BrowserWindow;
  readonly clock: Clock;
  /** Nobody at the terminal can close it. */
  readonly kiosk: boolean;
  say(text: string): void;
  /** A person closed it. */
  closed(): void;
  /** Its page cannot be kept alive. */
  lost(): void;
};

/**
 * One window with its one page. The flow lives in the host, so a page that crashed, hangs or did not load is simply
 * replaced by a new one, within limits, and shows the same screen of the same visit.
 */
export class PageWindow {
  readonly role: PageRole;
  readonly #order: PageWindowOrder;
  readonly #pages: Rate;
  #timer: TimerHandle;
  #over = false;

  constructor(order: PageWindowOrder) {
    const { role, window, clock, kiosk } = order;
    this.role = role;
    this.#order = order;
    const { times, withinMilliseconds } = NEW_PAGES;
    this.#pages = new Rate(clock, (times * 1_000) / withinMilliseconds, times);
    window.once('ready-to-show', () => window.show());
    window.on('close', (event) => {
      if (kiosk && !this.#over) event.preventDefault();
    });
    window.on('closed', () => {
      if (this.#end()) order.closed();
    });
    const { webContents } = window;
    webContents.on('render-process-gone', (_event, { reason }) => {
      if (!this.#over) this.#replace(`was lost (${reason})`);
    });
    webContents.on('preload-error', () => this.#replace('has no line to the host'));
    webContents.on('unresponsive', () => {
      this.#after(UNRESPONSIVE, () => webContents.forcefullyCrashRenderer());
    });
    webContents.on('responsive', () => this.#cancel());
    webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
      if (isMainFrame && code !== ABORTED)
        this.#after(LOAD_AGAIN, () => this.#replace(`did not load (${code})`));
    });
  }

  /** Loads the page; how that went comes as the window's events. */
  load(): void {
    if (this.#over) return;
    this.#cancel();
    this.#order.window.loadURL(pageUrl(this.role)).catch(() => undefined);
  }

  /** Takes the window away; `closed` is not told. */
  destroy(): void {
    if (this.#end()) this.#order.window.destroy();
  }

  #replace(why: string): void {
    const { say, lost } = this.#order;
    say(`The ${this.role} page ${why}.`);
    if (this.#pages.take()) this.load();
    else if (this.#end()) lost();
  }

  #after(milliseconds: number, run: () => void): void {
    this.#cancel();
    this.#timer = this.#order.clock.setTimeout(run, milliseconds);
  }

  #cancel(): void {
    this.#order.clock.clearTimeout(this.#timer);
  }

  /** True the first time. */
  #end(): boolean {
    if (this.#over) return false;
    this.#over = true;
    this.#cancel();
    return true;
  }
}
