import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { PrivateFolder } from './private-folder.ts';
import { type BrowserOrder, Windows, wasClosed, whyItDied } from './windows.ts';
import { encodeAuthority } from './x-authority.ts';

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'windows-'));
  // Another account is to pass through, as it is through the folder for temporary files.
  chmodSync(place, 0o711);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** A program in the browser's place: it writes down how it was run and behaves as told. */
function browserThat(behaviour: string): string {
  const path = join(place, 'browser');
  const log = join(place, 'log');
  writeFileSync(log, '', { mode: 0o666 });
  chmodSync(log, 0o666);
  writeFileSync(
    path,
    [
      '#!/bin/sh',
      `printf '%s|%s|%s|%s\\n' "$(id -u)" "$HOME" "$XAUTHORITY" "$*" >> "${log}"`,
      behaviour,
    ].join('\n'),
  );
  chmodSync(path, 0o755);
  return path;
}
const runs = () =>
  readFileSync(join(place, 'log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const [uid = '', home = '', cookie = '', flags = ''] = line.split('|');
      return { uid, home, cookie, flags: flags.split(' ') };
    });

const nobody = { name: 'nobody', uid: 65_534, gid: 65_534 };

function opened(behaviour: string, more: Partial<BrowserOrder> = {}) {
  const told = Promise.withResolvers<string>();
  const folder = PrivateFolder.make(more.runAs?.account, [place]);
  if (!folder) throw new Error('no folder');
  const window = { x: 0, y: 0, width: 540, height: 960, zoom: 0.5 };
  const windows = new Windows({
    binary: browserThat(behaviour),
    display: { kind: 'x11', name: ':7', number: 7 },
    runAs: undefined,
    environment: { PATH: process.env.PATH, DISPLAY: ':7', XAUTHORITY: join(place, 'cookies') },
    home: place,
    folder,
    terminal: { url: 'http://127.0.0.1:1/', window, kiosk: false, media: 'played' },
    bench: undefined,
    clock: new ManualClock(),
    closed: () => told.resolve('closed'),
    cannot: (why) => told.resolve(why),
    ...more,
  });
  windows.open();
  return { windows, told: told.promise, folder };
}

describe.skipIf(process.platform === 'win32')('the windows of a start', () => {
  it('end it when the person closes the terminal', async () => {
    const { told } = opened('exit 0');
    expect(await told).toBe('closed');
    expect(runs()[0]?.flags).toContain('--app=http://127.0.0.1:1/');
  });

  it('do not end it when only the bench is closed', async () => {
    const window = { x: 0, y: 0, width: 640, height: 480, zoom: 1 };
    const bench = { url: 'http://127.0.0.1:1/bench', window, kiosk: false, media: 'none' as const };
    const { told, windows } = opened('case "$*" in *bench*) exit 0;; esac; exec sleep 60', { bench });
    await windows.end();
    expect(await Promise.race([told, Promise.resolve('open')])).toBe('open');
  });

  it('each have a fresh profile, made with the reduced page', async () => {
    const { told, folder } = opened('exit 9');
    await told;
    const profiles = readdirSync(folder.path).filter((name) => name.startsWith('profile-'));
    expect(profiles).toHaveLength(4);
    const used = runs().map(({ flags }) => flags.find((flag) => flag.startsWith('--user-data-dir=')));
    expect(new Set(used).size).toBe(4);
    const preferences = readFileSync(join(folder.path, 'profile-1', 'Default', 'Preferences'), 'utf8');
    const allowed = { 'http://127.0.0.1:1,*': { setting: 1 } };
    expect(JSON.parse(preferences)).toMatchObject({
      profile: { content_settings: { exceptions: { media_stream_camera: allowed } } },
      partition: { default_zoom_level: { x: -3.8017840169239308 } },
    });
  });

  it('are opened again when the browser crashes, a few times, and then the reason is told', async () => {
    const { told } = opened('echo "it broke here" >&2; exit 9');
    expect(await told).toBe('the browser ended with code 9: it broke here');
    expect(runs()).toHaveLength(4);
  });

  it('tell that the program cannot be run', async () => {
    const { told } = opened('', { binary: join(place, 'nothing') });
    expect(await told).toContain('ENOENT');
  });

  it('end when asked, and nothing is told of it', async () => {
    const { windows, told } = opened('exec sleep 60');
    await windows.end();
    expect(await Promise.race([told, Promise.resolve('nothing')])).toBe('nothing');
  });

  it.runIf(process.getuid?.() === 0)(
    "run as another account, with its own home and its own copy of the display's cookie",
    async () => {
      const entry = (number: string) => ({
        family: 256,
        address: Uint8Array.of(1),
        number,
        name: 'MIT-MAGIC-COOKIE-1',
        data: new Uint8Array(16),
      });
      writeFileSync(join(place, 'cookies'), encodeAuthority([entry('7'), entry('8')]), { mode: 0o600 });
      const runAs = { account: nobody, switcher: { kind: 'setpriv', path: '/usr/bin/setpriv' } } as const;
      const { told, folder } = opened('test -r "$XAUTHORITY" && test -w "$HOME" || exit 9; exit 0', {
        runAs,
      });
      expect(await told).toBe('closed');
      expect(runs()[0]).toMatchObject({
        uid: '65534',
        home: join(folder.path, 'home'),
        cookie: join(folder.path, 'cookie'),
      });
      expect(readFileSync(join(folder.path, 'cookie'))).toHaveLength(45);
    },
  );
});

describe('the end of a browser', () => {
  it.each([
    [0, null, true],
    [null, 'SIGTERM', true],
    [null, 'SIGHUP', true],
    [143, null, true],
    [1, null, false],
    [null, 'SIGSEGV', false],
    [null, 'SIGKILL', false],
    [139, null, false],
    [null, null, false],
  ] as const)('with code %s or signal %s was wanted: %s', (code, signal, closed) => {
    expect(wasClosed({ code, signal })).toBe(closed);
  });

  it.each([
    ['[1:1:FATAL] No usable sandbox! If you are running on Ubuntu 23.10+', 'no sandbox'],
    ['[1:1:ERROR:ui/ozone] Missing X server or $DISPLAY', 'does not let the browser in'],
    ['Authorization required, but no authorization protocol specified', 'does not let the browser in'],
    ['something else', 'ended with code 1: something else'],
    [
      '[1122/1:ERROR:third_party/crashpad/file_io_posix.cc:145] open /sys: No such file',
      'ended with code 1: noise',
    ],
  ])('that says "%s" is told as: %s', (line, words) => {
    expect(whyItDied({ code: 1, signal: null }, ['noise', line])).toContain(words);
  });

  it('without a word is told by its code or signal', () => {
    expect(whyItDied({ code: 5, signal: null }, [])).toBe('the browser ended with code 5');
    expect(whyItDied({ code: null, signal: 'SIGSEGV' }, [])).toBe('the browser ended with SIGSEGV');
  });
});
