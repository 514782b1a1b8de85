import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECURITY_HEADERS } from '#host/http/headers.ts';
import { pageHandler } from './handler.ts';
import { withToken } from './token.ts';

const TOKEN = 'bcdfghjkmnpqrstvwxzbcdfg';
const PAGE = '<html><head><meta name="vestibule-token" content=""></head></html>';
let pagesDir: string;

beforeAll(() => {
  pagesDir = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(pagesDir, 'assets'));
  for (const role of ['customer', 'bench']) writeFileSync(join(pagesDir, `${role}.html`), PAGE);
  writeFileSync(join(pagesDir, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(pagesDir, 'assets', 'a.woff2'), new Uint8Array([0, 255, 1]));
  writeFileSync(join(pagesDir, 'assets', 'a.exe'), 'MZ');
  writeFileSync(join(pagesDir, 'assets', 'constructor'), 'x');
});
afterAll(() => rmSync(pagesDir, { recursive: true }));

function handling(token: string | undefined = TOKEN) {
  const refused: string[] = [];
  const handle = pageHandler({
    role: 'customer',
    pagesDir,
    token: async (role) => (token ? `${token}-${role}` : undefined),
    refused: (code) => refused.push(code),
  });
  const get = (url: string, more: object = {}) => handle({ method: 'GET', url, ...more });
  return { get, refused };
}
const BASE = 'vestibule://customer';

describe('the scheme', () => {
  test('serves the page with its own token, and nothing keeps it', async () => {
    const { get } = handling();
    const answer = await get(`${BASE}/`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe(PAGE.replace('content=""', `content="${TOKEN}-customer"`));
  });

  test('serves files of the build byte by byte, each as what it is', async () => {
    const { get } = handling();
    const script = await get(`${BASE}/assets/a.js`, { initiatorOrigin: BASE });
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    const font = await get(`${BASE}/assets/a.woff2`, { initiatorOrigin: BASE });
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect([...new Uint8Array(await font.arrayBuffer())]).toEqual([0, 255, 1]);
    const style = await get(`${BASE}/waiting.css`, { initiatorOrigin: BASE });
    expect([style.status, style.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });

  test.each([
    ['a kind of file no build makes', '/assets/a.exe', {}, 404, 'notThere'],
    ['a file without a kind', '/assets/constructor', {}, 404, 'notThere'],
    ['a file that is not there', '/assets/b.js', {}, 404, 'notThere'],
    ['a path out of the pages', '/assets/..%2f..%2fetc%2fpasswd', {}, 404, 'notThere'],
    ['an address of 10 kB', `/assets/${'a'.repeat(10_000)}`, {}, 414, 'tooLong'],
    ['a method that changes something', '/', { method: 'POST' }, 405, 'method'],
    ['a question about methods', '/', { method: 'OPTIONS' }, 405, 'method'],
    ['a page of another origin', '/', { initiatorOrigin: 'vestibule://bench' }, 403, 'origin'],
    ['a page of no origin', '/assets/a.js', { initiatorOrigin: 'null' }, 403, 'origin'],
    ['a page of the web', '/assets/a.js', { initiatorOrigin: 'https://customer' }, 403, 'origin'],
    ['an origin that begins like ours', '/', { initiatorOrigin: `${BASE}.evil` }, 403, 'origin'],
  ])('refuses %s', async (_what, path, more, status, code) => {
    const { get, refused } = handling();
    const answer = await get(`${BASE}${path}`, more);
    expect(answer.status).toBe(status);
    expect(refused).toEqual([code]);
    expect(await answer.text()).toBe(`${status}\n`);
  });

  test('shows that it waits while there is no host', async () => {
    const refused: string[] = [];
    const handle = pageHandler({
      role: 'customer',
      pagesDir,
      token: async () => undefined,
      refused: (code) => refused.push(code),
    });
    const answer = await handle({ method: 'GET', url: `${BASE}/` });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toMatch(/请稍候[\s\S]*One moment please/);
    expect(refused).toEqual([]);
  });

  test('shows that it waits rather than a page without its token', async () => {
    const { get } = handling('not a token: <script>');
    expect((await get(`${BASE}/`)).status).toBe(503);
  });

  test('puts the security headers on every answer', async () => {
    const { get } = handling();
    const answers = await Promise.all([
      get(`${BASE}/waiting.css`),
      get(`${BASE}/assets/a.js`),
      get(`${BASE}/assets/b.js`),
      get(`${BASE}/`, { method: 'POST' }),
      get(`${BASE}/`, { initiatorOrigin: 'null' }),
      get('vestibule://bench/'),
      get('x'.repeat(10_000)),
      handling('no token here!').get(`${BASE}/`),
    ]);
    for (const answer of answers)
      for (const [name, value] of Object.entries({ ...SECURITY_HEADERS, 'cache-control': 'no-store' }))
        expect(answer.headers.get(name), name).toBe(value);
    // The page itself may besides open camera and microphone, for its own origin.
    const page = await get(`${BASE}/`);
    const own = {
      ...SECURITY_HEADERS,
      'permissions-policy': (SECURITY_HEADERS['permissions-policy'] ?? '')
        .replace('camera=()', 'camera=(self)')
        .replace('microphone=()', 'microphone=(self)'),
    };
    for (const [name, value] of Object.entries(own)) expect(page.headers.get(name), name).toBe(value);
  });

  test('has a content security policy that allows nothing unsafe', () => {
    const policy = SECURITY_HEADERS['content-security-policy'] ?? '';
    for (const must of [
      "default-src 'none'",
      "script-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy.split('; ')).toContain(must);
    expect(policy).not.toMatch(/unsafe-|\*|https?:|blob:/);
  });
});

describe('a token', () => {
  test('goes into its place, however the build closes the element', () => {
    const token = 'bcdfghjkmnpqrstv';
    expect(withToken('<meta name="vestibule-token" content="" />', token)).toBe(
      `<meta name="vestibule-token" content="${token}" />`,
    );
    expect(withToken('<meta name="vestibule-token" content="">', token)).toContain(`content="${token}">`);
  });

  test('never becomes anything else', () => {
    for (const token of [
      '',
      'short',
      'x"><script>alert(1)</script>',
      "$&$&$&$&$&$&$&$&$'",
      'a'.repeat(129),
      'bcdfghjkmnpqrstv\n',
    ])
      expect(withToken(PAGE, token), token).toBeUndefined();
    expect(withToken('<html></html>', TOKEN)).toBeUndefined();
  });
});
