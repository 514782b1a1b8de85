import { describe, expect, it } from 'vitest';
import { checkAddress, checkSameOrigin, type Headers, ownAddress } from './guard.ts';

const PORT = 8123;
const codeOf = (headers: Headers, port = PORT) => {
  const result = checkAddress(headers, ownAddress(port, false, []));
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

  it('a listener with TLS is spoken to by https alone, under its own name too', () => {
    const own = ownAddress(8443, true, ['branch.example']);
    const of = (headers: Headers) => {
      const result = checkAddress(headers, own);
      return result.ok ? 'ok' : result.error;
    };
    expect(of({ host: 'branch.example:8443', origin: 'https://branch.example:8443' })).toBe('ok');
    expect(of({ host: 'branch.example:8443', origin: 'http://branch.example:8443' })).toMatchObject({
      code: 'wrongOrigin',
    });
    expect(of({ host: 'other.example:8443' })).toEqual({
      code: 'wrongHost',
      detail: 'open https://branch.example:8443/',
    });
    expect(checkAddress({ host: 'branch.example' }, ownAddress(443, true, ['branch.example'])).ok).toBe(true);
  });

  it('an act of a page names the very address it was opened under', () => {
    expect(checkSameOrigin({ host: 'localhost:8123', origin: 'http://localhost:8123' }).ok).toBe(true);
    expect(checkSameOrigin({ host: 'localhost:8123', origin: 'http://127.0.0.1:8123' }).ok).toBe(false);
    expect(checkSameOrigin({ host: 'localhost:8123' }).ok).toBe(false);
  });
});
