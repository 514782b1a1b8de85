import { describe, expect, it } from 'vitest';
import { checkAddress, checkSameOrigin, type Headers } from './guard.ts';

const PORT = 8123;
const codeOf = (headers: Headers, port = PORT) => {
  const result = checkAddress(headers, port);
  return result.ok ? 'ok' : result.error.code;
};

describe('the address a request came under', () => {
  it.each([
    ['127.0.0.1:8123', 'ok'],
    ['localhost:8123', 'ok'],
    ['LocalHost:8123', 'ok'],
    ['[::1]:8123', 'ok'],
    [undefined, 'wrongHost'],
    ['', 'wrongHost'],
    ['127.0.0.1', 'wrongHost'],
    ['127.0.0.1:80', 'wrongHost'],
    ['127.0.0.1:81230', 'wrongHost'],
    ['127.0.0.2:8123', 'wrongHost'],
    ['0.0.0.0:8123', 'wrongHost'],
    ['::1:8123', 'wrongHost'],
    ['localhost.:8123', 'wrongHost'],
    ['localhost.evil.example:8123', 'wrongHost'],
    ['evil.example:8123', 'wrongHost'],
    ['127.0.0.1:8123@evil.example', 'wrongHost'],
  ])('Host %s: %s', (host, code) => {
    expect(codeOf({ host })).toBe(code);
  });

  it('a port that addresses leave out', () => {
    expect(codeOf({ host: '127.0.0.1' }, 80)).toBe('ok');
    expect(codeOf({ host: '127.0.0.1:80' }, 80)).toBe('ok');
  });

  it.each([
    ['http://127.0.0.1:8123', 'ok'],
    ['http://localhost:8123', 'ok'],
    ['http://[::1]:8123', 'ok'],
    ['https://127.0.0.1:8123', 'wrongOrigin'],
    ['http://127.0.0.1:8124', 'wrongOrigin'],
    ['http://127.0.0.1', 'wrongOrigin'],
    ['http://127.0.0.1:8123/', 'wrongOrigin'],
    ['http://evil.example', 'wrongOrigin'],
    ['null', 'wrongOrigin'],
    ['', 'wrongOrigin'],
    ['file://', 'wrongOrigin'],
  ])('Origin %s: %s', (origin, code) => {
    expect(codeOf({ host: '127.0.0.1:8123', origin })).toBe(code);
  });

  it.each([
    ['same-origin', 'ok'],
    ['none', 'ok'],
    ['same-site', 'wrongOrigin'],
    ['cross-site', 'wrongOrigin'],
  ])('Sec-Fetch-Site %s: %s', (site, code) => {
    expect(codeOf({ host: '127.0.0.1:8123', 'sec-fetch-site': site })).toBe(code);
  });

  it('an act of a page names the very address it was opened under', () => {
    expect(checkSameOrigin({ host: 'localhost:8123', origin: 'http://localhost:8123' }).ok).toBe(true);
    expect(checkSameOrigin({ host: 'localhost:8123', origin: 'http://127.0.0.1:8123' }).ok).toBe(false);
    expect(checkSameOrigin({ host: 'localhost:8123' }).ok).toBe(false);
  });
});
