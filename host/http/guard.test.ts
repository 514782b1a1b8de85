import { describe, expect, it } from 'vitest';
import { addressFault, ownHosts } from './guard.ts';

const PORT = 8460;
const host = `127.0.0.1:${PORT}`;

describe('an address', () => {
  it.each([
    ['loopback by number', { host }],
    ['by name', { host: `localhost:${PORT}` }],
    ['by the sixth protocol', { host: `[::1]:${PORT}` }],
    ['in capitals', { host: `LOCALHOST:${PORT}` }],
    ['a name of the profile', { host: `kiosk.branch:${PORT}` }],
    ['a page of ours', { host, origin: `http://${host}` }],
    ['a page of ours under another of our names', { host, origin: `http://localhost:${PORT}` }],
    ['typed by a person', { host, 'sec-fetch-site': 'none' }],
    ['asked for by our own page', { host, 'sec-fetch-site': 'same-origin' }],
  ])('%s is ours', (_, headers) => {
    expect(addressFault(headers, PORT, ['kiosk.branch'])).toBeUndefined();
  });

  it.each([
    ['no host', {}, 'wrongHost'],
    ['two hosts', { host: [host, host] }, 'wrongHost'],
    ['another name that leads here', { host: `evil.example:${PORT}` }, 'wrongHost'],
    ['our name with something before it', { host: `x.${host}` }, 'wrongHost'],
    ['our name with somebody', { host: `user@${host}` }, 'wrongHost'],
    ['another port', { host: '127.0.0.1:1' }, 'wrongHost'],
    ['no port', { host: '127.0.0.1' }, 'wrongHost'],
    ['another loopback address', { host: `127.0.0.2:${PORT}` }, 'wrongHost'],
    ['another origin', { host, origin: 'http://evil.example' }, 'wrongOrigin'],
    ['an origin of another port', { host, origin: 'http://127.0.0.1:1' }, 'wrongOrigin'],
    ['an origin with TLS', { host, origin: `https://${host}` }, 'wrongOrigin'],
    ['an origin that is none', { host, origin: 'null' }, 'wrongOrigin'],
    ['an origin with a path', { host, origin: `http://${host}/` }, 'wrongOrigin'],
    ['a page of another site', { host, 'sec-fetch-site': 'cross-site' }, 'wrongOrigin'],
    ['a page of a neighbour', { host, 'sec-fetch-site': 'same-site' }, 'wrongOrigin'],
  ] as const)('%s is not', (_, headers, fault) => {
    expect(addressFault(headers as Parameters<typeof addressFault>[0], PORT, [])).toBe(fault);
  });

  it('of port 80 may leave it out, of any other not', () => {
    expect(ownHosts(80, [])).toContain('localhost');
    expect(ownHosts(PORT, [])).not.toContain('localhost');
    expect(addressFault({ host: 'localhost', origin: 'http://localhost' }, 80, [])).toBeUndefined();
  });
});
