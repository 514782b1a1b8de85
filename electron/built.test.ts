import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toPageSchema } from '#contracts/bridge/messages.ts';
import { hostReportSchema } from '#contracts/launch/host-options.ts';
import { SECURITY_HEADERS } from '#host/http/headers.ts';

const CLONE = fileURLToPath(new URL('..', import.meta.url));
const RUNNER = fileURLToPath(new URL('./test-support/run-built.ts', import.meta.url));
/** Longest a test waits for one thing; a slow machine needs a tenth. */
const PATIENCE = 30_000;

let built: string;
let folder: string;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  // In the clone, as what is built finds its packages from where it lies.
  built = join(CLONE, 'dist', `.electron-test-${process.pid}`);
  const vite = join(CLONE, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'electron/vite.config.ts', '--outDir', built, '--emptyOutDir'];
  await promisify(execFile)(process.execPath, args, { cwd: CLONE });
  folder = mkdtempSync(join(tmpdir(), 'built-'));
  for (const name of ['pages', 'branch-pages']) mkdirSync(join(folder, name, 'assets'), { recursive: true });
  const document = '<html><head><meta name="vestibule-token" content=""></head></html>';
  for (const page of globSync('*.html', { cwd: join(CLONE, 'renderer') }))
    for (const name of ['pages', 'branch-pages']) writeFileSync(join(folder, name, page), document);
  writeFileSync(
    join(folder, 'profile.json'),
    JSON.stringify({ terminal: { id: 'T01', branch: { zh: '示例支行', en: 'Example Branch' } } }),
  );
}, PATIENCE);
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => {
  for (const path of [built, folder]) rmSync(path, { recursive: true, force: true });
});

/** A run of the built shell; `until` waits for something it said. */
function run(args: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) {
  const options = {
    port: 0,
    branchPort: 0,
    dataDir: mkdtempSync(join(folder, 'data-')),
    profileFile: join(folder, 'profile.json'),
    pagesDir: join(folder, 'pages'),
    bank: { url: 'http://127.0.0.1:9/', token: 'nobody-answers-there', sandbox: true },
    simulators: { pipes: {}, control: join(folder, 'no-such-pipe') },
  };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', RUNNER, built, ...args], {
    env: { PATH: process.env.PATH, VESTIBULE_HOST_OPTIONS: JSON.stringify(options), ...environment },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  running.add(child);
  const said: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  let errors = '';
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  child.on('message', (message) => {
    said.push(message as Record<string, unknown>);
    for (const look of waiting) look();
  });
  const exited = once(child, 'exit').then(([code]) => {
    running.delete(child);
    for (const look of waiting) look();
    return code as number | null;
  });
  const until = (what: string, fits: (message: Record<string, unknown>) => boolean) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const fail = () => reject(new Error(`waited for ${what}; it said ${JSON.stringify(said)} ${errors}`));
      const timer = setTimeout(fail, PATIENCE);
      const look = () => {
        const found = said.find(fits);
        if (!found && running.has(child)) return;
        clearTimeout(timer);
        waiting.delete(look);
        if (found) resolve(found);
        else fail();
      };
      waiting.add(look);
      look();
    });
  const heard = async (role: string, type: string) => {
    const { heard: message } = await until(
      `${type} of ${role}`,
      (told) => told.role === role && (told.heard as { type?: string })?.type === type,
    );
    return toPageSchema.parse(message);
  };
  return { child, said, until, heard, exited, errors: () => errors };
}

describe('the built shell', { timeout: PATIENCE * 2 }, () => {
  test('opens both windows, and their pages join the real bridge over a MessagePort', async () => {
    const { until, heard, child, exited, said } = run();
    const report = hostReportSchema.parse(await until('the report', ({ type }) => type === 'ready'));
    if (report.type !== 'ready') throw new Error('not ready');
    for (const role of ['customer', 'bench']) {
      expect(await until(`page of ${role}`, ({ page }) => page === role)).toEqual({
        page: role,
        status: 200,
        csp: SECURITY_HEADERS['content-security-policy'],
        tokens: 1,
      });
      expect(await heard(role, 'welcome')).toEqual({ type: 'welcome', role });
    }
    const shown = await heard('customer', 'screen');
    expect(shown.type === 'screen' && shown.screen.body.kind).toBeTypeOf('string');
    // The listener is there all the same: branch and bench API.
    expect((await fetch(report.url)).status).toBe(200);
    expect(JSON.stringify(said)).not.toContain('nobody-answers-there');
    child.send('close the window');
    expect(await exited).toBe(0);
  });

  test('gives a page one function and nothing else', async () => {
    const { until, child, exited } = run(['--kiosk']);
    expect(await until('the preload', ({ exposed }) => exposed !== undefined)).toEqual({
      exposed: { vestibule: ['connect'] },
      role: 'customer',
    });
    child.disconnect();
    expect(await exited).toBe(143);
  });

  test('has locked everything when it is loaded, before Electron is ready', async () => {
    const { until, child, exited } = run();
    const { calls } = await until('the calls', (told) => Array.isArray(told.calls));
    expect(calls).toEqual([
      'app.setName',
      ...['app.setPath', 'app.setPath', 'app.setPath'],
      'app.enableSandbox',
      ...Array.from({ length: 8 }, () => 'app.commandLine.appendSwitch'),
      'protocol.registerSchemesAsPrivileged',
      'Menu.setApplicationMenu',
      // Listeners: sessions, contents, three credentials, before-quit, window-all-closed.
      ...Array.from({ length: 7 }, () => 'app.on'),
      'app.whenReady',
    ]);
    child.kill('SIGTERM');
    expect(await exited).toBe(143);
  });

  test.each([
    ['a debugging port', ['--remote-debugging-port=9222'], {}],
    ['an inspector', ['--inspect'], {}],
    ['an address', ['https://example.org/'], {}],
    ['a variable of Electron', [], { ELECTRON_ENABLE_LOGGING: '1' }],
    ['no options', [], { VESTIBULE_HOST_OPTIONS: '' }],
  ])('does not touch Electron when it is started with %s', async (_what, args, environment) => {
    const { exited, said, errors } = run(args, environment);
    expect(await exited).toBe(1);
    expect(said).toMatchObject([{ type: 'failed' }]);
    expect(errors()).toBe('');
  });

  test('says why the host cannot run', async () => {
    const { exited, until } = run([], {
      VESTIBULE_HOST_OPTIONS: JSON.stringify({
        port: 0,
        branchPort: 0,
        dataDir: mkdtempSync(join(folder, 'data-')),
        profileFile: join(folder, 'no-profile.json'),
        pagesDir: join(folder, 'pages'),
        bank: { url: 'http://127.0.0.1:9/', token: 'x', sandbox: true },
      }),
    });
    expect(await until('the failure', ({ type }) => type === 'failed')).toMatchObject({
      message: expect.stringContaining('no-profile.json'),
    });
    expect(await exited).toBe(1);
  });
});

describe('what is built', () => {
  const files = () => globSync('**/*', { cwd: built, withFileTypes: true }).filter((entry) => entry.isFile());

  test('is a main process, a host, a preload, and what the first two share', () => {
    expect(
      files()
        .map(({ name }) => name)
        .filter((name) => !/^[A-Za-z0-9_-]{8}\.js$/.test(name))
        .sort(),
    ).toEqual(['host.js', 'main.js', 'preload.cjs']);
  });

  test('has a preload that requires Electron alone, and a main that imports it once it may', () => {
    const text = (name: string) => readFileSync(join(built, name), 'utf8');
    expect(text('preload.cjs').match(/require\([^)]*\)/g)).toEqual(['require("electron")']);
    expect(text('main.js').match(/^import .* from "electron"/gm)).toBeNull();
    expect(text('main.js').match(/await import\("electron"\)/g)).toHaveLength(1);
    expect(text('host.js')).not.toMatch(/["']electron["']/);
  });

  test('takes no lock away and opens nothing with the desktop', () => {
    for (const { parentPath, name } of files())
      expect(readFileSync(join(parentPath, name), 'utf8')).not.toMatch(
        /openExternal|openPath|showItemInFolder|setAsDefaultProtocolClient|no-sandbox|disable-web-security|ignore-certificate-errors/,
      );
  });
});
