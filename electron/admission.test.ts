import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admit, keepOnly } from './admission.ts';

const OPTIONS = {
  port: 0,
  branchPort: 0,
  dataDir: '/var/lib/vestibule',
  profileFile: '/etc/vestibule.json',
  pagesDir: '/opt/vestibule/pages',
  bank: { url: 'http://127.0.0.1:1/', token: 'a-secret', sandbox: true },
};
const ENVIRONMENT = { VESTIBULE_HOST_OPTIONS: JSON.stringify(OPTIONS), PATH: '/usr/bin', DISPLAY: ':0' };
let folder: string;
let entry: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'admission-'));
  entry = join(folder, 'main.js');
  writeFileSync(entry, '');
  symlinkSync(entry, join(folder, 'link.js'));
  writeFileSync(join(folder, 'other.js'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

const started = (args: readonly string[], environment: Record<string, string | undefined> = ENVIRONMENT) =>
  admit({ argv: ['/usr/bin/electron', ...args], environment, entry });

/** Switches that open a way in or take a lock away; Chromium and Node know hundreds. */
const SWITCHES = [
  ...[
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--remote-debugging-address=0.0.0.0',
    '--inspect',
  ],
  ...[
    '--inspect-brk=0.0.0.0:9229',
    '--inspect-port=1',
    '--debug',
    '--wait-for-debugger',
    '--enable-logging',
    '--v=1',
  ],
  ...[
    '--proxy-server=127.0.0.1:8080',
    '--proxy-pac-url=http://evil/',
    '--proxy-bypass-list=*',
    '--host-rules=MAP * evil',
  ],
  ...[
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--load-extension=/tmp/x',
    '--disable-extensions-except=/tmp/x',
  ],
  ...[
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--test-type',
  ],
  ...[
    '--allow-running-insecure-content',
    '--disable-site-isolation-trials',
    '--user-data-dir=/tmp/x',
    '--single-process',
  ],
  ...[
    '--disable-features=NetworkService',
    '--enable-features=X',
    '--password-store=basic',
    '--ssl-key-log-file=/tmp/k',
  ],
  ...[
    '--require',
    '-r',
    '--import=/tmp/x.mjs',
    '--eval=1',
    '-i',
    '--app=/tmp/x',
    '--kiosk=false',
    '--KIOSK',
    '-kiosk',
  ],
  ...['--', '-', '', ' --kiosk', '--kiosk ', 'https://example.org/', '/tmp', '.', 'file:///tmp/x.html'],
];

describe('the command line', () => {
  test('is our own script, and whether it is a kiosk', () => {
    for (const [args, kiosk] of [
      [[entry], false],
      [[entry, '--kiosk'], true],
      [['--kiosk', entry], true],
      [[join(folder, 'link.js')], false],
      // Packaged, the script is not named.
      [[], false],
      [['--kiosk'], true],
    ] as const) {
      const admitted = started(args);
      expect(admitted.ok && admitted.value.kiosk, args.join(' ')).toBe(kiosk);
      expect(admitted.ok && admitted.value.options).toEqual(OPTIONS);
    }
  });

  test('is nothing else, before the script or after it', () => {
    expect(new Set(SWITCHES).size).toBeGreaterThanOrEqual(30);
    for (const strange of SWITCHES)
      for (const args of [[strange, entry], [entry, strange], [entry, '--kiosk', strange], [strange]]) {
        const admitted = started(args);
        expect(admitted.ok, args.join(' ')).toBe(false);
        expect(!admitted.ok && admitted.error.code).toBe('badArgument');
      }
  });

  test('names our script once, the kiosk once, and no other script', () => {
    for (const args of [
      [entry, entry],
      [entry, '--kiosk', '--kiosk'],
      [join(folder, 'other.js')],
      [join(folder, 'none.js')],
    ])
      expect(started(args).ok, args.join(' ')).toBe(false);
  });
});

describe('the environment', () => {
  test.each([
    ...['ELECTRON_RUN_AS_NODE', 'ELECTRON_ENABLE_LOGGING', 'ELECTRON_NO_ASAR', 'ELECTRON_OVERRIDE_DIST_PATH'],
    ...[
      'ELECTRON_ENABLE_SECURITY_WARNINGS',
      'ELECTRON_OZONE_PLATFORM_HINT',
      'electron_run_as_node',
      'ELECTRON_FORCE_IS_PACKAGED',
    ],
    ...[
      'NODE_OPTIONS',
      'NODE_PATH',
      'NODE_EXTRA_CA_CERTS',
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'NODE_DEBUG',
      'NODE_V8_COVERAGE',
    ],
    ...['NODE_INSPECT_RESUME_ON_START', 'NODE_REPL_EXTERNAL_MODULE', 'NODE_USE_ENV_PROXY', 'Node_Options'],
    ...[
      'LD_PRELOAD',
      'LD_AUDIT',
      'DYLD_INSERT_LIBRARIES',
      'CHROME_DEVEL_SANDBOX',
      'SSLKEYLOGFILE',
      'OPENSSL_CONF',
    ],
  ])('with %s starts nothing, and the message names it without its value', (name) => {
    for (const value of ['1', '', 'a-value-nobody-needs-to-see']) {
      const admitted = started([entry], { ...ENVIRONMENT, [name]: value });
      expect(admitted.ok).toBe(false);
      if (admitted.ok) return;
      expect(admitted.error.code).toBe('badEnvironment');
      expect(admitted.error.message).toContain(name);
      expect(admitted.error.message).not.toContain('a-value-nobody');
    }
  });

  test('that somebody fetched Electron from a mirror with is no harm, and goes no further', () => {
    const admitted = started([entry], {
      ...ENVIRONMENT,
      ELECTRON_MIRROR: 'https://mirror.example/',
      NODE_ENV: 'x',
    });
    expect(admitted.ok && admitted.value.environment).toEqual({ PATH: '/usr/bin', DISPLAY: ':0' });
  });

  test('goes on only as far as it is known', () => {
    const known = {
      HOME: '/home/kiosk',
      LANG: 'zh_CN.UTF-8',
      LC_ALL: 'C',
      XDG_RUNTIME_DIR: '/run/user/1',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1/bus',
      CREDENTIALS_DIRECTORY: '/run/credentials/x',
      SystemRoot: 'C:\\Windows',
    };
    const unknown = {
      HTTPS_PROXY: 'http://evil:1',
      BANK_TOKEN: 'secret',
      npm_config_x: '1',
      PATHX: '',
      LD_LIBRARY_PATH: '/x',
    };
    const admitted = started([entry], { ...ENVIRONMENT, ...known, ...unknown, GONE: undefined });
    if (!admitted.ok) throw new Error(admitted.error.message);
    expect(admitted.value.environment).toEqual({ PATH: '/usr/bin', DISPLAY: ':0', ...known });
    const own: Record<string, string | undefined> = { ...ENVIRONMENT, ...known, ...unknown };
    keepOnly(own, admitted.value.environment);
    expect(own).toEqual(admitted.value.environment);
  });
});

describe('the options', () => {
  test.each([
    ['are missing', undefined],
    ['are no JSON', '{'],
    ['are not what a host takes', JSON.stringify({ ...OPTIONS, more: 1 })],
    ['lack something', JSON.stringify({ ...OPTIONS, bank: undefined })],
  ])('that %s start nothing, and the message says how to start', (_what, options) => {
    const admitted = started([entry], { ...ENVIRONMENT, VESTIBULE_HOST_OPTIONS: options });
    expect(admitted.ok).toBe(false);
    expect(!admitted.ok && admitted.error).toEqual({
      code: 'badOptions',
      message: 'The shell is started by the launcher: npm start.',
    });
  });
});
