import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HostOptions, HostReport } from '#contracts/launch/host-options.ts';
import { ManualClock, settle } from '#foundation/clock.ts';
import { LauncherLine } from './launcher-line.ts';
import { Shell } from './shell.ts';
import { FakeChild } from './test-support/fake-child.ts';
import { type FakeOptions, fakeElectron } from './test-support/fake-electron.ts';
import { emit, fakeEvent } from './test-support/strict.ts';

const READY = {
  type: 'ready',
  url: 'http://127.0.0.1:8460/',
  branchUrl: 'http://127.0.0.1:8461/',
  staffLines: [],
};
const TOKEN = 'bcdfghjkmnpqrstvwxzbcdfg';
const PAGE = '<html><head><meta name="vestibule-token" content=""></head></html>';
const SIMULATORS: HostOptions['simulators'] = { pipes: {}, control: '/pipe' };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
  writeFileSync(join(folder, 'customer.html'), PAGE);
  writeFileSync(join(folder, 'bench.html'), PAGE);
  writeFileSync(join(folder, 'supervisor.html'), PAGE);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Setting = {
  kiosk?: boolean;
  simulators?: HostOptions['simulators'];
  dataDir?: string;
  fake?: FakeOptions;
};

function shell({ kiosk = false, simulators, dataDir, fake: options }: Setting = {}) {
  const clock = new ManualClock();
  const child = new FakeChild();
  const fake = fakeElectron({ fork: () => child, ...options });
  const reports: HostReport[] = [];
  const said: string[] = [];
  const signals = new Map<string, () => void>();
  const launcher = new LauncherLine(
    {
      send: (message, done) => {
        reports.push(message as HostReport);
        done();
      },
      on: (event, listener) => signals.set(event, listener),
    },
    (text) => said.push(text),
  );
  const order = {
    options: {
      port: 0,
      branchPort: 0,
      dataDir: dataDir ?? join(folder, 'data'),
      profileFile: '/profile.json',
      pagesDir: folder,
      bank: { url: 'http://127.0.0.1:1/', token: 'secret', sandbox: true },
      ...(simulators ? { simulators } : {}),
    },
    kiosk,
    environment: { PATH: '/usr/bin' },
    preload: '/app/preload.cjs',
    hostScript: '/app/host.js',
    platform: 'linux',
    clock,
    launcher,
    say: (text: string) => said.push(text),
  };
  new Shell(fake.electron, order).run();
  const exits = () => fake.recorder.of('app.exit').map(([code]) => code);
  const begin = async () => {
    await fake.ready();
    for (let turn = 0; turn < 5; turn++) await settle();
  };
  const serve = async () => {
    await begin();
    child.says(READY);
    await settle();
  };
  const window = (at: number) => {
    const made = fake.windows[at];
    if (!made) throw new Error('no such window');
    return made;
  };
  const connect = (at: number) => {
    const { contents, frame } = window(at);
    return fake.send('vestibule:connect', { sender: contents, senderFrame: frame });
  };
  return { ...fake, order, clock, child, reports, said, signals, exits, begin, serve, window, connect };
}

describe('the shell', () => {
  test('has locked everything before Electron is ready, and keeps its files in the data folder', () => {
    const { recorder, windows, order } = shell();
    const names = recorder.calls.map(({ what }) => what);
    expect(names).toContain('app.enableSandbox');
    expect(names).toContain('protocol.registerSchemesAsPrivileged');
    expect(names.indexOf('app.enableSandbox')).toBeLessThan(names.indexOf('app.whenReady'));
    expect(names.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(
      names.indexOf('app.whenReady'),
    );
    expect(windows).toEqual([]);
    const own = join(order.options.dataDir, 'electron');
    expect(recorder.of('app.setPath')).toEqual([
      ['userData', own],
      ['sessionData', own],
      ['crashDumps', own],
    ]);
    expect(existsSync(own)).toBe(true);
  });

  test('opens one window, and shows its page when the host serves', async () => {
    const { begin, child, recorder, reports, windows } = shell();
    await begin();
    expect(windows.map(({ options }) => options.webPreferences.partition)).toEqual(['customer']);
    expect(recorder.of('window.loadURL')).toEqual([]);
    expect(reports).toEqual([]);
    child.says(READY);
    await settle();
    expect(recorder.of('window.loadURL')).toEqual([['vestibule://customer/']]);
    expect(reports).toEqual([READY]);
  });

  test('opens the bench beside it while devices are simulated, but not over a kiosk', async () => {
    const both = shell({ simulators: SIMULATORS });
    await both.serve();
    expect(both.recorder.of('window.loadURL')).toEqual([['vestibule://customer/'], ['vestibule://bench/']]);
    const kiosk = shell({ simulators: SIMULATORS, kiosk: true });
    await kiosk.serve();
    expect(kiosk.windows.map(({ options }) => [options.kiosk, options.width, options.height])).toEqual([
      [true, 1920, 1080],
    ]);
  });

  test('lays the page of staff over the customer’s while they have the terminal, and takes it away with all that is on it', async () => {
    const { serve, child, recorder, windows, window } = shell({ kiosk: true });
    await serve();
    child.says({ type: 'supervisor', wanted: true });
    child.says({ type: 'supervisor', wanted: true });
    expect(windows.map(({ options }) => [options.webPreferences.partition, options.kiosk])).toEqual([
      ['customer', true],
      ['supervisor', true],
    ]);
    expect(recorder.of('window.loadURL').at(-1)).toEqual(['vestibule://supervisor/']);
    child.says({ type: 'supervisor', wanted: false });
    expect(recorder.of('window.destroy')).toHaveLength(1);
    child.says({ type: 'supervisor', wanted: true });
    expect(windows).toHaveLength(3);
    expect(window(2).options.webPreferences.partition).toBe('supervisor');
    // A host that died has no mode any more.
    child.ends(70);
    expect(recorder.of('window.destroy')).toHaveLength(2);
  });

  test('keeps every session in memory and serves in each only its own page', async () => {
    const { serve, recorder, sessions, child } = shell({ simulators: SIMULATORS });
    await serve();
    expect(recorder.of('session.fromPartition')).toEqual([
      ['customer', { cache: false }],
      ['bench', { cache: false }],
    ]);
    const ask = async (session: string, url: string) => {
      const handler = sessions.get(session)?.handlers.get('vestibule');
      const answer = handler?.({ method: 'GET', url });
      await settle();
      child.says({ type: 'token', id: child.last('token')?.id, token: TOKEN });
      return answer;
    };
    const page = await ask('bench', 'vestibule://bench/');
    expect(await page?.text()).toContain(TOKEN);
    expect(child.last('token')?.role).toBe('bench');
    expect((await ask('customer', 'vestibule://bench/'))?.status).toBe(404);
    expect(sessions.get('default')?.handlers.size).toBe(0);
    expect(child.last('refused')).toEqual({ type: 'refused', code: 'notOurs' });
  });

  test('starts the host with what was admitted, in a process that inherits nothing else', async () => {
    const forks: unknown[][] = [];
    const child = new FakeChild();
    const { begin, order } = shell({
      fake: {
        fork: (...given) => {
          forks.push(given);
          return child;
        },
      },
    });
    await begin();
    expect(forks).toEqual([
      [
        '/app/host.js',
        [],
        { serviceName: 'Vestibule host', env: { PATH: '/usr/bin' }, stdio: ['ignore', 'inherit', 'inherit'] },
      ],
    ]);
    expect(child.told[0]?.message).toEqual({ type: 'start', options: order.options });
  });

  test('says so where the desktop has no keyring, and hands over the key where it has one', async () => {
    const without = shell();
    await without.begin();
    expect(without.said).toEqual([
      "The terminal's key does not come from the desktop's keyring: this desktop has no keyring (basic_text).",
    ]);
    expect(without.child.told[0]?.message).not.toHaveProperty('key');
    const sealed = shell({
      dataDir: join(folder, 'sealed'),
      fake: {
        safeStorage: {
          getSelectedStorageBackend: () => 'gnome_libsecret',
          isAsyncEncryptionAvailable: async () => true,
          encryptStringAsync: async (text: string) => Buffer.from(`v11${text}`),
        },
      },
    });
    await sealed.begin();
    expect(sealed.said).toEqual([]);
    expect(sealed.child.told[0]?.message.key).toHaveLength(32);
  });

  test('does not start over a key it cannot open', async () => {
    const dataDir = join(folder, 'locked');
    const first = shell({ dataDir });
    writeFileSync(join(dataDir, 'terminal-key.sealed'), 'v11x');
    await first.begin();
    await settle();
    expect(first.reports).toMatchObject([{ type: 'failed', code: 'keyUnreadable' }]);
    expect(first.child.told).toEqual([]);
    expect(first.exits()).toEqual([1]);
  });

  test('gives each page that asks a line to the host', async () => {
    const { serve, child, connect, window } = shell({ simulators: SIMULATORS });
    await serve();
    connect(0);
    connect(1);
    expect(child.told.filter(({ message }) => message.type === 'page')).toHaveLength(2);
    expect(window(0).posted.map(({ channel, ports }) => [channel, ports.length])).toEqual([
      ['vestibule:port', 1],
    ]);
    expect(window(1).posted).toHaveLength(1);
  });

  test('tells the journal what it refused', async () => {
    const { serve, child, window } = shell();
    await serve();
    const happening = fakeEvent({ url: 'https://example.org/?name=Li', isMainFrame: true });
    emit(window(0).contents, 'will-frame-navigate', happening);
    expect(happening.prevented).toBe(true);
    expect(child.last('refused')).toEqual({ type: 'refused', code: 'navigation' });
  });

  test('keeps its windows while the host is away, and the pages are not loaded by the shell', async () => {
    const { serve, child, recorder, exits } = shell();
    await serve();
    child.ends(70);
    child.says(READY);
    await settle();
    expect(recorder.of('window.loadURL')).toHaveLength(1);
    expect(recorder.of('window.destroy')).toEqual([]);
    expect(exits()).toEqual([]);
  });
});

describe('the end', () => {
  const ended = async (kiosk: Setting, happen: (running: ReturnType<typeof shell>) => void) => {
    const running = shell(kiosk);
    await running.serve();
    happen(running);
    expect(running.child.last('end')).toEqual({ type: 'end' });
    expect(running.exits()).toEqual([]);
    running.child.ends(0);
    await settle();
    return running;
  };

  test('comes when a person closes the window: final', async () => {
    const { exits } = await ended({}, ({ window }) => emit(window(0).window, 'closed'));
    expect(exits()).toEqual([0]);
  });

  test('of a kiosk window is none that a person wanted', async () => {
    const { exits } = await ended({ kiosk: true }, ({ window }) => emit(window(0).window, 'closed'));
    expect(exits()).toEqual([1]);
  });

  test('does not come with the bench', async () => {
    const { serve, window, exits, child } = shell({ simulators: SIMULATORS });
    await serve();
    emit(window(1).window, 'closed');
    await settle();
    expect([exits(), child.last('end')]).toEqual([[], undefined]);
  });

  test.each(['disconnect', 'SIGTERM', 'SIGINT', 'SIGHUP'])(
    'comes when it is asked for by %s: not final',
    async (signal) => {
      const { exits, recorder } = await ended({}, ({ signals }) => signals.get(signal)?.());
      expect(exits()).toEqual([143]);
      expect(recorder.of('window.destroy')).toHaveLength(1);
    },
  );

  test('comes once, whoever else asks, and Electron waits for the host', async () => {
    const happening = fakeEvent();
    const { exits } = await ended({}, ({ app, signals }) => {
      emit(app, 'before-quit', happening);
      signals.get('SIGTERM')?.();
      emit(app, 'before-quit', fakeEvent());
    });
    expect(happening.prevented).toBe(true);
    expect(exits()).toEqual([143]);
  });

  test('comes when the page cannot be kept alive', async () => {
    const { exits } = await ended({}, ({ window }) => {
      for (let deaths = 0; deaths < 6; deaths++)
        emit(window(0).contents, 'render-process-gone', fakeEvent(), { reason: 'crashed', exitCode: 1 });
    });
    expect(exits()).toEqual([1]);
  });

  test('comes when the host cannot run, and the launcher is told why', async () => {
    const failed = { type: 'failed', code: 'portBusy', message: 'Port 8460 cannot be used.' };
    const { begin, child, reports, exits, said } = shell();
    await begin();
    child.says(failed);
    child.ends(0);
    await settle();
    expect(reports).toEqual([failed]);
    // The launcher says it.
    expect(said).not.toContain('Port 8460 cannot be used.');
    expect(exits()).toEqual([1]);
  });

  test('comes at once where there is no place for its files', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { reports, exits, windows } = shell({ dataDir: join(folder, 'file', 'data') });
    await settle();
    expect(reports).toMatchObject([{ type: 'failed', code: 'dataUnwritable' }]);
    expect([exits(), windows]).toEqual([[1], []]);
  });

  test('before the host was started needs nobody', async () => {
    const { signals, exits, begin, child, windows } = shell();
    signals.get('SIGTERM')?.();
    await settle();
    expect(exits()).toEqual([143]);
    await begin();
    expect([child.told, windows]).toEqual([[], []]);
  });
});
