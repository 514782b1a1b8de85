import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { electronTypes } from '../test-support/dts.ts';
import { fakeElectron } from '../test-support/fake-electron.ts';
import { emit, fakeEvent } from '../test-support/strict.ts';
import { installPolicy } from './install.ts';
import { SWITCHES } from './switches.ts';

function installed(playedCamera = false) {
  const fake = fakeElectron();
  const refused: string[] = [];
  installPolicy(fake.electron, {
    roleOf: () => 'customer',
    refused: (code) => refused.push(code),
    playedCamera,
  });
  return { ...fake, refused };
}

describe('before Electron is ready', () => {
  test('every renderer is in the sandbox, there is no menu, and the scheme is a secure one of its own', () => {
    const { recorder } = installed();
    expect(recorder.calls[0]?.what).toBe('app.enableSandbox');
    expect(recorder.of('Menu.setApplicationMenu')).toEqual([[null]]);
    expect(recorder.of('protocol.registerSchemesAsPrivileged')).toEqual([
      [[{ scheme: 'vestibule', privileges: { standard: true, secure: true, supportFetchAPI: true } }]],
    ]);
  });

  test('Chromium is told these switches and no other', () => {
    const { recorder } = installed();
    expect(recorder.of('app.commandLine.appendSwitch')).toEqual([
      ['disable-pinch', undefined],
      ['overscroll-history-navigation', '0'],
      ['disable-background-networking', undefined],
      ['disable-component-update', undefined],
      ['disable-sync', undefined],
      ['disable-http-cache', undefined],
      ['no-proxy-server', undefined],
      ['host-resolver-rules', 'MAP * ~NOTFOUND'],
    ]);
    for (const [name] of SWITCHES)
      expect(name).not.toMatch(/sandbox|security|certificate|debug|extension|js-flags|insecure|enable-/);
  });

  test('a camera is played only where it is asked for', () => {
    const played = [['use-fake-device-for-media-stream']];
    const given = (playedCamera: boolean) =>
      installed(playedCamera)
        .recorder.of('app.commandLine.appendSwitch')
        .filter(([name]) => String(name).includes('media'));
    expect(given(true)).toEqual(played);
    expect(given(false)).toEqual([]);
  });

  test('every session and every web content is locked when it comes to be, whoever made it', async () => {
    const { electron, recorder, ready } = installed();
    await ready();
    expect(recorder.of('session.setPermissionRequestHandler')).toHaveLength(1);
    electron.session.fromPartition('anybody', { cache: false });
    expect(recorder.of('session.setPermissionRequestHandler')).toHaveLength(2);
    new electron.BrowserWindow({ webPreferences: { partition: 'anybody' } });
    expect(recorder.of('webContents.setWindowOpenHandler')).toHaveLength(1);
  });
});

describe('credentials', () => {
  test.each([
    ['certificate-error', [{}, 'https://127.0.0.1/', 'net::ERR_CERT_DATE_INVALID', {}], [false]],
    ['certificate-error', [{}, 'https://127.0.0.1/', 'net::ERR_CERT_COMMON_NAME_INVALID', {}], [false]],
    ['certificate-error', [{}, 'https://127.0.0.1/', 'net::ERR_CERT_AUTHORITY_INVALID', {}], [false]],
    ['certificate-error', [{}, 'https://127.0.0.1/', 'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', {}], [false]],
    ['select-client-certificate', [{}, 'https://127.0.0.1/', [{ subjectName: 'x' }]], []],
    ['login', [{}, { url: 'https://127.0.0.1/' }, { isProxy: true }], []],
    ['login', [null, { url: 'https://127.0.0.1/' }, { isProxy: false }], []],
  ] as const)('%s is answered with no: %j', (event, details, answer) => {
    const { app, refused } = installed();
    const happening = fakeEvent();
    const answers: unknown[][] = [];
    emit(app, event, happening, ...details, (...given: unknown[]) => answers.push(given));
    // Without it Electron would choose by itself: the first certificate, or a dialog.
    expect(happening.prevented).toBe(true);
    expect(answers).toEqual([answer]);
    expect(refused).toHaveLength(1);
  });
});

test('the fake fails on whatever it was not told about', () => {
  const { electron } = fakeElectron();
  expect(() => Reflect.get(electron, 'shell')).toThrow('electron.shell is not known');
  expect(() => electron.app.quit()).toThrow('app.quit is not known');
  expect(() => electron.app.on('activate', () => undefined)).toThrow('app has no event activate');
  expect(() => Object.assign(electron.app, { name: 'x' })).toThrow('app.name was to be changed');
});

test('the events the fake knows are events Electron has', () => {
  const types = electronTypes();
  const source = readFileSync(new URL('../test-support/fake-electron.ts', import.meta.url), 'utf8');
  const lists = source.slice(
    source.indexOf('const APP_EVENTS'),
    source.indexOf('/** What a test may decide'),
  );
  const events = [...lists.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
  expect(events.length).toBeGreaterThan(20);
  for (const event of events) expect(types, event).toContain(`on(event: '${event}'`);
});
