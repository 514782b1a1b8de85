import { join } from 'node:path';
import type { PageRole } from '#contracts/bridge/messages.ts';
import type { HostOptions, HostReport } from '#contracts/launch/host-options.ts';
import type { Clock } from '#foundation/clock.ts';
import { makeFolder } from '#foundation/make-folder.ts';
import { EXIT } from './exit.ts';
import { HostProcess } from './host-process/host-process.ts';
import { CONNECT_CHANNEL } from './ipc/channels.ts';
import { connectChannel } from './ipc/connect.ts';
import { registerChannels } from './ipc/guard.ts';
import { terminalKey } from './key/terminal-key.ts';
import type { LauncherLine } from './launcher-line.ts';
import { SCHEME } from './origins.ts';
import { pageHandler } from './pages/handler.ts';
import { installPolicy } from './policy/install.ts';
import type { ElectronApi, WebContents } from './types.ts';
import { sideBySide, whole } from './windows/geometry.ts';
import { PageWindow } from './windows/page-window.ts';
import { windowOptions } from './windows/window-options.ts';

export type ShellOrder = {
  readonly options: HostOptions;
  readonly kiosk: boolean;
  /** Everything the host may see of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Absolute paths of the built preload and of the host's entry. */
  readonly preload: string;
  readonly hostScript: string;
  /** As `process.platform`. */
  readonly platform: string;
  readonly clock: Clock;
  readonly launcher: LauncherLine;
  /** One line for whoever watches standard error. */
  say(text: string): void;
};

/**
 * The shell: the terminal's window, staff's over it while they have it, the bench's beside it while devices are simulated, and the host in a process of its
 * own. It knows nothing of banking. Call it before Electron is ready; it returns at once.
 */
export class Shell {
  readonly #electron: ElectronApi;
  readonly #order: ShellOrder;
  readonly #pages = new Map<number, PageWindow>();
  readonly #served = new Set<PageRole>();
  #staff: PageWindow | undefined;
  #host: HostProcess | undefined;
  #ending = false;

  constructor(electron: ElectronApi, order: ShellOrder) {
    this.#electron = electron;
    this.#order = order;
  }

  run(): void {
    const { app } = this.#electron;
    const { options, launcher } = this.#order;
    // Chromium's own files belong to this terminal's data, and its keyring entry to this program.
    const folder = join(options.dataDir, 'electron');
    try {
      makeFolder(folder);
    } catch {
      return this.#fail({
        type: 'failed',
        code: 'dataUnwritable',
        message: `The data folder ${options.dataDir} cannot be made. Choose another with --data.`,
      });
    }
    app.setName('Vestibule');
    for (const path of ['userData', 'sessionData', 'crashDumps'] as const) app.setPath(path, folder);
    installPolicy(this.#electron, {
      roleOf: (contents) => this.#roleOf(contents),
      refused: (code) => this.#refused(code),
      playedCamera: options.simulators?.camera === true,
    });
    launcher.onEnd(() => this.#end(EXIT.asked));
    app.on('before-quit', (event) => {
      event.preventDefault();
      this.#end(EXIT.asked);
    });
    // Each window says itself what its end means.
    app.on('window-all-closed', () => undefined);
    app.whenReady().then(
      () => this.#open().catch((failure: unknown) => this.#broke(failure)),
      (failure: unknown) => this.#broke(failure),
    );
  }

  async #open(): Promise<void> {
    if (this.#ending) return;
    const { MessageChannelMain, ipcMain, safeStorage } = this.#electron;
    const { options, platform, environment, clock, say } = this.#order;
    const connect = connectChannel(
      () => new MessageChannelMain(),
      (_role, port) => this.#host?.givePort(port) ?? false,
      clock,
      (code) => this.#refused(code),
    );
    registerChannels(
      ipcMain,
      { [CONNECT_CHANNEL]: connect },
      (contents) => this.#roleOf(contents),
      (code) => this.#refused(code),
    );
    const pages = this.#roles().map((role) => this.#window(role));
    const key = await terminalKey({
      safeStorage,
      platform,
      dataDir: options.dataDir,
      credentials: environment.CREDENTIALS_DIRECTORY,
      clock,
    });
    if (this.#ending) return;
    if (!key.ok) return this.#fail({ type: 'failed', ...key.error });
    if ('why' in key.value)
      say(`The terminal's key does not come from the desktop's keyring: ${key.value.why}.`);
    let shown = false;
    this.#host = new HostProcess({
      options,
      key: 'key' in key.value ? key.value.key : undefined,
      clock,
      fork: () => this.#fork(),
      say,
      ready: (report) => {
        void this.#order.launcher.report(report);
        // After a restart the pages come back by themselves, each with the new host's token.
        if (!shown) for (const page of pages) page.load();
        shown = true;
      },
      supervisor: (wanted) => this.#supervisor(wanted),
      failed: (report) => this.#fail(report),
    });
    this.#host.start();
  }

  /** The bench is there only while devices are simulated, and not over a kiosk. */
  #roles(): readonly PageRole[] {
    const { kiosk, options } = this.#order;
    return options.simulators && !kiosk ? ['customer', 'bench'] : ['customer'];
  }

  #window(role: PageRole): PageWindow {
    const { BrowserWindow, screen, session } = this.#electron;
    const { options, kiosk, preload, clock, say } = this.#order;
    const display = screen.getPrimaryDisplay();
    const place = kiosk
      ? whole(display.bounds)
      : sideBySide(display.workArea)[role === 'bench' ? 'bench' : 'customer'];
    const { protocol } = session.fromPartition(role, { cache: false });
    const handler = pageHandler({
      role,
      pagesDir: options.pagesDir,
      token: (of) => this.#host?.token(of) ?? Promise.resolve(undefined),
      refused: (code) => this.#refused(code),
    });
    // A role's page may come again, in the same session.
    if (!this.#served.has(role)) protocol.handle(SCHEME, handler);
    this.#served.add(role);
    const window = new BrowserWindow(windowOptions({ role, place, kiosk, preload }));
    const page = new PageWindow({
      role,
      window,
      clock,
      kiosk,
      say,
      // A kiosk's window is closed by no customer: something took it, and it is wanted back.
      closed: () => this.#gone(role, kiosk ? EXIT.failed : EXIT.closed),
      lost: () => this.#gone(role, EXIT.failed),
    });
    this.#pages.set(window.webContents.id, page);
    return page;
  }

  /** Staff's page lies over the customer's while they have the terminal, and is gone with everything on it after that. */
  #supervisor(wanted: boolean): void {
    if (this.#ending || wanted === (this.#staff !== undefined)) return;
    if (wanted) {
      this.#staff = this.#window('supervisor');
      this.#staff.load();
      return;
    }
    for (const [id, page] of this.#pages) if (page === this.#staff) this.#pages.delete(id);
    this.#staff?.destroy();
    this.#staff = undefined;
  }

  /** Without the bench the terminal goes on; without the terminal's page there is nothing to go on with. */
  #gone(role: PageRole, code: number): void {
    // The host sees that the page is gone and takes the terminal back.
    if (role === 'supervisor') this.#staff = undefined;
    if (role === 'customer') this.#end(code);
  }

  #fork() {
    const { hostScript, environment } = this.#order;
    return this.#electron.utilityProcess.fork(hostScript, [], {
      serviceName: 'Vestibule host',
      env: { ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  }

  #roleOf(contents: WebContents): PageRole | undefined {
    return this.#pages.get(contents.id)?.role;
  }

  #refused(code: string): void {
    this.#host?.refused(code);
  }

  #broke(failure: unknown): void {
    this.#order.say(`The shell broke: ${failure instanceof Error ? failure.message : 'unknown'}`);
    this.#end(EXIT.broken);
  }

  #fail(report: Extract<HostReport, { type: 'failed' }>): void {
    void this.#order.launcher.report(report).then(() => this.#end(EXIT.failed));
  }

  /** Ends once: the host first, so that the journal is closed while the window still covers the desktop. */
  #end(code: number): void {
    if (this.#ending) return;
    this.#ending = true;
    const gone = this.#host?.end() ?? Promise.resolve();
    void gone.finally(() => {
      for (const page of this.#pages.values()) page.destroy();
      this.#electron.app.exit(code);
    });
  }
}
