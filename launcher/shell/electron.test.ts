import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, settle } from '#foundation/clock.ts';
import { electronEnvironment, FETCH_MILLISECONDS, fetchElectron, findElectron } from './electron.ts';

let clone: string;
let dataDir: string;
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'electron-'));
  dataDir = join(clone, 'data');
  mkdirSync(dataDir);
  write('node_modules/electron/package.json', '{"version":"45.4.1"}');
});
afterEach(() => rmSync(clone, { recursive: true, force: true, maxRetries: 3 }));

function write(file: string, text = '') {
  mkdirSync(dirname(join(clone, file)), { recursive: true });
  writeFileSync(join(clone, file), text);
}
const place = () => ({ clone, dataDir });

describe("Electron's binary", () => {
  it('is used when both it and the shell are here', () => {
    expect(findElectron(place())).toMatchObject({
      ok: false,
      error: { why: "Electron's binary is not here" },
    });
    write('node_modules/electron/path.txt', 'electron');
    expect(findElectron(place())).toMatchObject({
      ok: false,
      error: { why: "Electron's binary is not here" },
    });
    write('node_modules/electron/dist/electron');
    expect(findElectron(place())).toMatchObject({
      ok: false,
      error: { why: expect.stringContaining('not built') },
    });
    write('dist/electron/main.js');
    expect(findElectron(place())).toEqual({
      ok: true,
      value: { binary: join(clone, 'node_modules', 'electron', 'dist', 'electron') },
    });
  });
});

describe('its environment', () => {
  it('has nothing in it that would change what Electron is', () => {
    const environment = {
      DISPLAY: ':0',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
      NODE_OPTIONS: '--inspect',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      NODE: '/usr/bin/node',
      ELECTRON_RUN_AS_NODE: '1',
      ELECTRON_MIRROR: 'https://mirror.example',
      npm_config_registry: 'x',
      INIT_CWD: '/',
    };
    expect(electronEnvironment(environment)).toEqual({
      DISPLAY: ':0',
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus',
    });
  });
});

describe('fetching it', () => {
  const fetch = async (installer: string, clock = new ManualClock()) => {
    write('node_modules/electron/install.js', installer);
    const said: string[] = [];
    const outcome = fetchElectron(place(), clock, (text) => said.push(text));
    return { outcome, said, clock };
  };

  it('runs its own installer', async () => {
    const mark = join(clone, 'fetched');
    const { outcome, said } = await fetch(`require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');`);
    expect(await outcome).toEqual({ ok: true, value: undefined });
    expect(existsSync(mark)).toBe(true);
    expect(said).toEqual(['Fetching Electron 45.4.1, at most 3 minutes ...']);
  });

  it('that fails is told, remembered, and not tried again', async () => {
    const { outcome } = await fetch(
      "console.error('Error: getaddrinfo ENOTFOUND github.com'); process.exit(1);",
    );
    expect(await outcome).toMatchObject({ error: { why: expect.stringContaining('ENOTFOUND') } });
    const mark = join(clone, 'tried');
    const again = await fetch(`require('node:fs').writeFileSync(${JSON.stringify(mark)}, '');`);
    expect(await again.outcome).toMatchObject({
      error: {
        why: expect.stringMatching(/on 2026-11-22 02:00 .*ENOTFOUND.*remove .*electron-fetch\.json to try/),
      },
    });
    expect(existsSync(mark)).toBe(false);
  });

  it.each([
    ['when that is forgotten', () => rmSync(join(dataDir, 'electron-fetch.json'))],
    ['for another version', () => write('node_modules/electron/package.json', '{"version":"46.0.0"}')],
    ['when what is remembered is damaged', () => write('data/electron-fetch.json', '{')],
  ])('is tried again %s', async (_, change) => {
    await (await fetch('process.exit(1);')).outcome;
    change();
    expect(await (await fetch('')).outcome).toMatchObject({ ok: true });
  });

  it('says that it is under way, and takes three minutes at most', async () => {
    const { outcome, said, clock } = await fetch('setInterval(() => {}, 1000);');
    clock.advance(25_000);
    expect(said.slice(1)).toEqual(['Fetching Electron: 10 s', 'Fetching Electron: 20 s']);
    clock.advance(FETCH_MILLISECONDS);
    await settle();
    expect(await outcome).toMatchObject({ error: { why: expect.stringContaining('more than 3 minutes') } });
    expect(clock.armed).toBe(0);
  });
});
