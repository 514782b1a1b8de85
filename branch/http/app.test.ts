import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LONG_POLL_MAXIMUM_SECONDS } from '#contracts/branch/assistance.ts';
import type { ManualClock } from '#foundation/clock.ts';
import { type BranchHouse, openBranch, rawRequest } from '../test-support/house.ts';
import { createApp, HTTP_LIMITS } from './app.ts';
import { ownAddress } from './guard.ts';
import { PLAYING_POLICY, SECURITY_HEADERS, SEEING_PERMISSIONS } from './headers.ts';
import { PAGES } from './pages.ts';

let house: BranchHouse<ManualClock>;
let port = 0;
beforeAll(async () => {
  house = await openBranch();
  port = house.service.port;
});
afterAll(() => house.close());

/** Sends bytes as they are and answers all that comes back until the line is closed. */
async function speak(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(bytes);
  return text(socket);
}

describe('every answer', () => {
  it.each([
    ['the page', 'GET', '/lobby', {}, 200],
    ['a file of the page', 'GET', '/assets/lobby-1234.js', {}, 200],
    ['a way to the page', 'GET', '/', {}, 302],
    ['nothing there', 'GET', '/nowhere', {}, 404],
    ['no file there', 'GET', '/assets/none.js', {}, 404],
    ['another method', 'DELETE', '/lobby', {}, 404],
    ['HEAD', 'HEAD', '/lobby', {}, 404],
    ['a preflight', 'OPTIONS', '/v1/assistance', { 'access-control-request-method': 'POST' }, 404],
    ['an unsigned request', 'POST', '/v1/assistance', { 'content-type': 'application/json' }, 401],
    ['no page', 'GET', '/lobby/api/assistance', {}, 403],
    ['no session', 'GET', '/lobby/api/assistance', { 'x-staff': '1' }, 401],
    ['a wrong host', 'GET', '/lobby', { host: 'evil.example' }, 421],
    ['a wrong origin', 'GET', '/lobby', { origin: 'http://evil.example' }, 403],
    ['a path that cannot be decoded', 'GET', '/%zz', {}, 400],
  ])('%s carries the security headers and shares nothing', async (_, method, path, headers, status) => {
    const answer = await rawRequest(port, method, path, headers);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(answer.headers[name]).toBe(value);
    expect(answer.headers['cache-control']).toBe(
      path === '/assets/lobby-1234.js' ? 'public, max-age=31536000, immutable' : 'no-store',
    );
    for (const name of Object.keys(answer.headers))
      expect(name).not.toMatch(/^access-control-|^set-cookie$|^server$/);
  });

  it('what is not HTTP too', async () => {
    const answer = await speak('HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain(`content-security-policy: ${SECURITY_HEADERS['content-security-policy']}`);
    expect(answer).toContain('{"error":{"code":"badRequest"}}');
  });

  it('allows no inline script, no other origin, no frame', () => {
    const policy = SECURITY_HEADERS['content-security-policy'] ?? '';
    expect(policy).not.toMatch(/unsafe|\*|data:|blob:|http/);
    for (const part of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ])
      expect(policy).toContain(part);
  });

  it('let one page alone play what it has fetched, and open nothing else for it', async () => {
    const ordinary = SECURITY_HEADERS['content-security-policy'];
    expect(PLAYING_POLICY).toBe(`${ordinary}; media-src blob:`);
    for (const path of Object.keys(PAGES)) {
      const { headers } = await rawRequest(port, 'GET', path);
      const expected = path === '/recordings' ? PLAYING_POLICY : ordinary;
      expect([path, headers['content-security-policy']]).toEqual([path, expected]);
    }
  });
});

describe('camera and microphone', () => {
  it('may be asked for by the desk of a video teller, and by no other page', async () => {
    const ordinary = SECURITY_HEADERS['permissions-policy'];
    expect(ordinary).toContain('camera=(), microphone=()');
    expect(SEEING_PERMISSIONS).toBe(
      ordinary?.replaceAll('=()', '=(self)').replaceAll(/(geolocation|usb|serial|hid)=\(self\)/g, '$1=()'),
    );
    for (const path of Object.keys(PAGES)) {
      const { headers } = await rawRequest(port, 'GET', path);
      const expected = path === '/teller' ? SEEING_PERMISSIONS : ordinary;
      expect([path, headers['permissions-policy']]).toEqual([path, expected]);
    }
  });
});

describe('the Host and Origin of every route', () => {
  const routes = [
    '/',
    '/lobby',
    '/staff',
    '/staff/api/entry',
    '/staff/api/me',
    '/assets/lobby-1234.js',
    '/lobby/api/assistance',
    '/v1/anchors',
    '/nowhere',
  ];
  it.each(routes)('%s', async (path) => {
    const own = `127.0.0.1:${port}`;
    const code = async (headers: Record<string, string>) =>
      (await rawRequest(port, 'GET', path, headers)).code ?? 'none';
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`])
      expect(await code({ host })).toBe('wrongHost');
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${port + 1}`, `https://${own}`])
      expect(await code({ host: own, origin })).toBe('wrongOrigin');
    expect(await code({ host: own, 'sec-fetch-site': 'cross-site' })).toBe('wrongOrigin');
    for (const host of [own, `localhost:${port}`, `[::1]:${port}`])
      expect(await code({ host, origin: `http://${host}` })).not.toMatch(/^wrong/);
  });

  it('the refusal names the right address', async () => {
    const answer = await rawRequest(port, 'GET', '/lobby', { host: 'evil.example' });
    expect(answer.text).toContain(`http://127.0.0.1:${port}/`);
  });
});

describe('content', () => {
  const json = { 'content-type': 'application/json' };
  it('is taken up to 64 kB', async () => {
    const fits = await rawRequest(port, 'POST', '/v1/assistance', json, 'x'.repeat(HTTP_LIMITS.bodyBytes));
    expect(fits.code).toBe('signatureMissing');
    const tooLarge = await rawRequest(
      port,
      'POST',
      '/v1/assistance',
      json,
      'x'.repeat(HTTP_LIMITS.bodyBytes + 1),
    );
    expect([tooLarge.status, tooLarge.code]).toEqual([413, 'bodyTooLarge']);
  });

  it('that says it is 10 MB is refused before it is read', async () => {
    const answer = await speak(
      `POST /v1/custody HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('without a length is counted as it comes', async () => {
    const chunk = 'x'.repeat(0x8000);
    const answer = await speak(
      `POST /v1/custody HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n` +
        `8000\r\n${chunk}\r\n8000\r\n${chunk}\r\n1\r\nx\r\n0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
  ])('of type %s is refused', async (type) => {
    const answer = await rawRequest(port, 'POST', '/v1/assistance', { 'content-type': type }, '{}');
    expect([answer.status, answer.code]).toEqual([415, 'notJson']);
  });

  it('headers beyond their bound are refused', async () => {
    const answer = await speak(
      `GET /lobby HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('connections', () => {
  it('are bounded in number: one more is closed at once, and the others are not', async () => {
    const own = await openBranch();
    const open = (): Promise<Socket> =>
      new Promise((resolve) => {
        const socket = connect(own.service.port, '127.0.0.1', () => resolve(socket));
        socket.on('error', () => {});
      });
    const sockets = await Promise.all(Array.from({ length: HTTP_LIMITS.connections }, open));
    const further = await open();
    await once(further.resume(), 'close');
    expect(sockets.every((socket) => !socket.destroyed)).toBe(true);
    sockets[0]?.write(
      `GET /lobby HTTP/1.1\r\nhost: 127.0.0.1:${own.service.port}\r\nconnection: close\r\n\r\n`,
    );
    expect(sockets[0] && (await text(sockets[0]))).toMatch(/^HTTP\/1\.1 200 /);
    await own.close();
  });

  it('are bounded in time', () => {
    const { server } = createApp({
      onFault: () => {},
      many: false,
      addressOf: (port) => ownAddress(port, false, []),
    });
    expect(server).toMatchObject({
      requestTimeout: HTTP_LIMITS.request,
      headersTimeout: HTTP_LIMITS.request,
      keepAliveTimeout: HTTP_LIMITS.keepAlive,
      timeout: HTTP_LIMITS.silence,
      maxConnections: HTTP_LIMITS.connections,
    });
    expect(HTTP_LIMITS.silence).toBeGreaterThan(LONG_POLL_MAXIMUM_SECONDS * 1000);
  });
});

describe('the page', () => {
  it.each([
    '/assets/../data/branch.db',
    '/assets/..%2f..%2fdata%2fbranch.db',
    '/assets/%2e%2e/lobby.html',
    '/assets/',
  ])('%s leads nowhere', async (path) => {
    const answer = await rawRequest(port, 'GET', path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.text).not.toContain('SQLite');
  });
});
