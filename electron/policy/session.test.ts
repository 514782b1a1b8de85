import { describe, expect, test } from 'vitest';
import { permissionNames } from '../test-support/dts.ts';
import { fakeElectron } from '../test-support/fake-electron.ts';
import { emit, fakeEvent } from '../test-support/strict.ts';
import { GRANTS, type Grant, installPermissions, isGranted } from './permissions.ts';
import { lockSession } from './session.ts';

const OURS = 'vestibule://customer/';
const STRANGERS = [
  'https://example.org/',
  'vestibule://bench/',
  'vestibule://customer.evil/',
  'null',
  'about:blank',
  '',
];

function locked(grants?: readonly Grant[]) {
  const fake = fakeElectron();
  const session = fake.electron.session.fromPartition('customer', { cache: false });
  const refused: string[] = [];
  if (grants) installPermissions(session, (code) => refused.push(code), grants);
  else lockSession(session, (code) => refused.push(code));
  const made = fake.sessions.get('customer');
  if (!made) throw new Error('no session');
  /** Asks a handler the way Electron does. */
  const ask = (handler: string, ...args: unknown[]): unknown =>
    Reflect.apply(made.set[handler] ?? (() => 'no handler'), undefined, args);
  const request = (permission: string, requestingUrl: string) => {
    const answers: boolean[] = [];
    ask('request', {}, permission, (answer: boolean) => answers.push(answer), { requestingUrl });
    return answers;
  };
  return { ...made, fake, refused, ask, request };
}

describe('permissions', () => {
  const requested = permissionNames('setPermissionRequestHandler');
  const checked = permissionNames('setPermissionCheckHandler');

  test("Electron's list was found", () => {
    expect(requested.length).toBeGreaterThan(40);
    expect(checked.length).toBeGreaterThan(40);
    for (const newer of [
      'web-printing',
      'smart-card',
      'keyboardLock',
      'loopback-network',
      'local-network-access',
    ])
      expect(requested).toContain(newer);
  });

  test("camera and microphone are the customer's page's, and nothing else is anybody's", () => {
    expect(GRANTS).toEqual([{ origin: 'vestibule://customer', permission: 'media' }]);
    const { request, ask } = locked();
    for (const origin of [OURS, ...STRANGERS]) {
      const granted = (name: string) => name === 'media' && origin === OURS;
      for (const name of requested)
        expect(request(name, origin), `${name} ${origin}`).toEqual([granted(name)]);
      for (const name of checked)
        expect(ask('check', null, name, origin, {}), `${name} ${origin}`).toBe(granted(name));
    }
  });

  test('an empty table grants nothing to anybody', () => {
    const { request } = locked([]);
    for (const origin of [OURS, ...STRANGERS])
      for (const name of requested) expect(request(name, origin), `${name} ${origin}`).toEqual([false]);
  });

  test('a line in the table grants one thing to one origin, and nothing else', () => {
    const { request, ask } = locked([{ origin: 'vestibule://customer', permission: 'fullscreen' }]);
    for (const origin of [OURS, ...STRANGERS])
      for (const name of requested) {
        const granted = name === 'fullscreen' && origin === OURS;
        expect(request(name, origin), `${name} ${origin}`).toEqual([granted]);
        expect(ask('check', null, name, origin, {}), `${name} ${origin}`).toBe(granted);
      }
  });

  test('an origin is compared as parsed', () => {
    const grants: Grant[] = [{ origin: 'vestibule://customer', permission: 'media' }];
    expect(isGranted(grants, 'vestibule://customer/deep?x#y', 'media')).toBe(true);
    for (const like of [
      'vestibule://customer.evil/',
      'vestibule://customer@evil/',
      'xvestibule://customer/',
      'vestibule:customer',
    ])
      expect(isGranted(grants, like, 'media'), like).toBe(false);
  });

  test('a refusal is told, by the name of what was asked', () => {
    const { request, refused } = locked();
    request('geolocation', OURS);
    expect(refused).toEqual(['permission geolocation']);
  });
});

describe('a session', () => {
  test('chooses, pairs and shares no device', () => {
    const { ask } = locked();
    expect(ask('device', { deviceType: 'hid', origin: OURS })).toBe(false);
    const streams: unknown[] = [];
    ask('displayMedia', { securityOrigin: OURS }, (answer: unknown) => streams.push(answer));
    expect(streams).toEqual([null]);
    expect(ask('usbClasses', { protectedClasses: ['hid', 'smart-card'] })).toEqual(['hid', 'smart-card']);
    const paired: unknown[] = [];
    ask('bluetooth', { deviceId: 'x' }, (answer: unknown) => paired.push(answer));
    expect(paired).toEqual([{ confirmed: false }]);
  });

  test.each([
    ['select-hid-device', [{}], null],
    ['select-serial-port', [[], {}], ''],
    ['select-usb-device', [{}], undefined],
    ['select-webauthn-account', [{}], null],
    ['file-system-access-restricted', [{}], 'deny'],
  ] as const)('answers %s with nothing', (event, details, nothing) => {
    const { fake } = locked();
    const session = fake.sessions.get('customer')?.fake ?? {};
    const chosen: unknown[] = [];
    const happening = fakeEvent();
    emit(session, event, happening, ...details, (choice: unknown) => chosen.push(choice));
    expect(happening.prevented).toBe(true);
    expect(chosen).toEqual([nothing]);
  });

  test('downloads nothing', () => {
    const { fake, refused } = locked();
    const happening = fakeEvent();
    emit(fake.sessions.get('customer')?.fake ?? {}, 'will-download', happening, {}, {});
    expect(happening.prevented).toBe(true);
    expect(refused).toEqual(['download']);
  });

  test('lets no request out but to our scheme', () => {
    const { ask, refused } = locked();
    const cancelled = (url: string) => {
      let answer: unknown;
      ask('beforeRequest', { url }, (given: unknown) => {
        answer = given;
      });
      return answer;
    };
    expect(cancelled('vestibule://customer/assets/a.js')).toEqual({ cancel: false });
    for (const url of [
      'http://127.0.0.1:8460/',
      'https://example.org/',
      'ws://127.0.0.1/bridge',
      'file:///etc/passwd',
      'data:,x',
      'blob:vestibule://customer/1',
      'chrome://gpu',
      'devtools://x',
      '',
      'vestibule',
    ])
      expect(cancelled(url), url).toEqual({ cancel: true });
    expect(refused).toHaveLength(10);
  });

  test('accepts no certificate, uses no proxy, loads no dictionary', () => {
    const { ask, fake } = locked();
    const answers: unknown[] = [];
    ask('certificate', { hostname: 'localhost', verificationResult: 'OK' }, (answer: unknown) =>
      answers.push(answer),
    );
    expect(answers).toEqual([-2]);
    expect(fake.recorder.of('session.setProxy')).toEqual([[{ mode: 'direct' }]]);
    expect(fake.recorder.of('session.setSpellCheckerEnabled')).toEqual([[false]]);
  });
});
