import { describe, expect, test } from 'vitest';
import type { PageRole } from '#contracts/bridge/messages.ts';
import { fakeElectron } from '../test-support/fake-electron.ts';
import { emit, fakeEvent } from '../test-support/strict.ts';
import type { WebContents } from '../types.ts';
import { lockContents, mayNavigate } from './contents.ts';

const OWN = 'vestibule://customer/';

/** Where somebody has tried to send a page; the customer's may go to none of them. */
const ELSEWHERE = [
  ...[
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    ' javascript:void 0',
    'vbscript:x',
  ],
  ...[
    'data:text/html,<script>alert(1)</script>',
    'data:,',
    'data:text/html;base64,PGI+',
    'data://vestibule://customer/',
  ],
  ...[
    'blob:vestibule://customer/1',
    'blob:null/1',
    'blob:https://example.org/1',
    'filesystem:vestibule://customer/x',
  ],
  ...['about:blank', 'about:srcdoc', 'about:config', 'about:vestibule://customer/'],
  ...[
    'view-source:vestibule://customer/',
    'view-source:https://example.org',
    'chrome://settings',
    'chrome://gpu/',
  ],
  ...[
    'chrome-extension://abc/x.html',
    'chrome-untrusted://x',
    'chrome-error://chromewebdata/',
    'devtools://devtools/x',
  ],
  ...[
    'shell:startup',
    'shell:::{20D04FE0-3AEA-1069-A2D8-08002B30309D}',
    'ms-settings:',
    'search-ms:query=x',
    'cmd:/c dir',
  ],
  ...[
    '\\\\server\\share',
    '//server/share',
    'file:///etc/passwd',
    'file://server/share',
    'smb://server/x',
    'C:\\Windows',
  ],
  ...[
    'http://127.0.0.1:8460/',
    'http://localhost/',
    'https://good.com.evil/',
    'https://vestibule/',
    'https://customer/',
  ],
  ...[
    'https://vestibule:x@evil.example/',
    'ftp://example.org/',
    'ws://127.0.0.1/bridge',
    'mailto:a@example.org',
    'tel:1',
  ],
  ...[
    'vestibule://bench/',
    'vestibule://customer@evil/',
    'vestibule://evil@customer/',
    'vestibule://x:y@customer/',
  ],
  ...[
    'vestibule://customer.evil/',
    'vestibule://customer:8080/',
    'vestibule://CUSTOMER/',
    'vestibule:/customer/',
  ],
  ...[
    'vestibule:customer',
    'vestibule:///',
    'vestibule://customer/?next=https://evil',
    'vestibule://customer/#x',
  ],
  ...[
    'vestibule://customer/assets/x.js',
    'vestibule://customer//',
    'vestibule://customer/..%2f',
    'vestibules://customer/',
  ],
  ...[
    '',
    ' ',
    'null',
    'undefined',
    `vestibule://customer/${'a'.repeat(10_000)}`,
    'vestibule://customer/\u0000',
  ],
];

function locked(owner: PageRole | 'nobody' = 'customer') {
  const fake = fakeElectron();
  const window = new fake.electron.BrowserWindow({ webPreferences: { partition: 'customer' } });
  const contents: WebContents = window.webContents;
  const refused: string[] = [];
  const roleOf = (asked: WebContents) => (asked === contents && owner !== 'nobody' ? owner : undefined);
  lockContents(contents, roleOf, (code) => refused.push(code));
  /** Whether Electron was kept from going on. */
  const prevented = (event: string, fields: object = {}, ...more: unknown[]) => {
    const happening = fakeEvent(fields);
    emit(contents, event, happening, ...more);
    return happening.prevented;
  };
  return { contents, recorder: fake.recorder, refused, prevented };
}

describe('navigation', () => {
  test('there are sixty ways out, and none of them leads anywhere', () => {
    expect(new Set(ELSEWHERE).size).toBeGreaterThanOrEqual(60);
    const { prevented, refused } = locked();
    for (const url of ELSEWHERE) {
      expect(prevented('will-frame-navigate', { url, isMainFrame: true }), url).toBe(true);
      expect(prevented('will-frame-navigate', { url, isMainFrame: false }), url).toBe(true);
    }
    expect(refused).toHaveLength(ELSEWHERE.length * 2);
    expect(new Set(refused)).toEqual(new Set(['navigation']));
  });

  test('a page loads itself again, in its top frame', () => {
    const { prevented, refused } = locked();
    expect(prevented('will-frame-navigate', { url: OWN, isMainFrame: true })).toBe(false);
    expect(refused).toEqual([]);
    expect(prevented('will-frame-navigate', { url: OWN, isMainFrame: false })).toBe(true);
  });

  test('each role has its own page, and contents of no window of ours have none', () => {
    expect(mayNavigate('bench', 'vestibule://bench/', true)).toBe(true);
    expect(mayNavigate('bench', OWN, true)).toBe(false);
    expect(mayNavigate(undefined, OWN, true)).toBe(false);
    expect(mayNavigate(undefined, 'vestibule://undefined/', true)).toBe(false);
  });

  test('no redirect, webview, second window or held-open page', () => {
    const { prevented, recorder, refused } = locked();
    expect(prevented('will-redirect', { url: OWN, isMainFrame: true })).toBe(true);
    expect(prevented('will-attach-webview', {}, {}, { src: OWN })).toBe(true);
    const [[handler] = []] = recorder.of('webContents.setWindowOpenHandler');
    const asked = handler as (details: { url: string }) => unknown;
    for (const url of [OWN, ...ELSEWHERE]) expect(asked({ url })).toEqual({ action: 'deny' });
    expect(new Set(refused)).toEqual(new Set(['redirect', 'webview', 'window']));
    // Here preventing means: the page's own wish to stay is ignored.
    expect(prevented('will-prevent-unload')).toBe(true);
  });
});

describe('input', () => {
  const input = { control: false, alt: false, meta: false, isComposing: false };

  test('only listed keys reach the page', () => {
    const { prevented } = locked();
    const blocked = (key: string, held = {}) =>
      prevented('before-input-event', {}, { ...input, key, ...held });
    expect(blocked('1')).toBe(false);
    expect(blocked('Tab')).toBe(false);
    expect(blocked('F5')).toBe(true);
    expect(blocked('r', { control: true })).toBe(true);
    expect(blocked('1', { control: true })).toBe(true);
  });

  test('no key reaches contents of no window of ours', () => {
    const { prevented } = locked('nobody');
    for (const key of ['1', 'Tab', 'F12'])
      expect(prevented('before-input-event', {}, { ...input, key })).toBe(true);
    expect(prevented('will-frame-navigate', { url: OWN, isMainFrame: true })).toBe(true);
  });

  test('no device is chosen, and the page keeps its scale after every load', () => {
    const { contents, prevented, recorder } = locked();
    const chosen: string[] = [];
    expect(prevented('select-bluetooth-device', {}, [{}], (id: string) => chosen.push(id))).toBe(true);
    expect(chosen).toEqual(['']);
    emit(contents, 'did-finish-load');
    emit(contents, 'did-finish-load');
    expect(recorder.of('webContents.setVisualZoomLevelLimits')).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });
});
