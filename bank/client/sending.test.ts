import { describe, expect, it } from 'vitest';
import { neverSent } from './sending.ts';

const system = (code: string, syscall?: string) =>
  Object.assign(new Error(code), syscall === undefined ? { code } : { code, syscall });
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('whether anything was sent', () => {
  it.each([
    ['nobody listens', fetchFailed(system('ECONNREFUSED', 'connect')), 'ECONNREFUSED'],
    ['no route', fetchFailed(system('EHOSTUNREACH', 'connect')), 'EHOSTUNREACH'],
    ['connecting took too long', fetchFailed(system('ETIMEDOUT', 'connect')), 'ETIMEDOUT'],
    [
      "fetch's own connect timeout",
      fetchFailed(system('UND_ERR_CONNECT_TIMEOUT')),
      'UND_ERR_CONNECT_TIMEOUT',
    ],
    ['no such name', fetchFailed(system('ENOTFOUND', 'getaddrinfo')), 'ENOTFOUND'],
    ['a certificate of the past', fetchFailed(system('CERT_HAS_EXPIRED')), 'CERT_HAS_EXPIRED'],
    [
      'both addresses refuse',
      fetchFailed(new AggregateError([system('ECONNREFUSED', 'connect'), system('ENETUNREACH', 'connect')])),
      'ECONNREFUSED',
    ],
  ])('certainly not: %s', (_, failure, word) => expect(neverSent(failure)).toBe(word));

  it.each([
    ['reset in the middle', fetchFailed(system('ECONNRESET', 'read'))],
    ['timed out while reading', fetchFailed(system('ETIMEDOUT', 'read'))],
    ['pipe broke while writing', fetchFailed(system('EPIPE', 'write'))],
    ['other side closed', fetchFailed(system('UND_ERR_SOCKET'))],
    ['no headers came', fetchFailed(system('UND_ERR_HEADERS_TIMEOUT'))],
    [
      'one address refused, one was reset',
      fetchFailed(new AggregateError([system('ECONNREFUSED', 'connect'), system('ECONNRESET', 'read')])),
    ],
    ['no cause told', new TypeError('fetch failed')],
    ['aborted', new DOMException('aborted', 'AbortError')],
    ['not an error', 'ECONNREFUSED'],
    ['an empty aggregate', fetchFailed(new AggregateError([]))],
    ['nothing', undefined],
  ])('perhaps: %s', (_, failure) => expect(neverSent(failure)).toBeUndefined());

  it('does not follow a chain of causes for ever', () => {
    const loop: Error & { cause?: unknown } = new Error('loop');
    loop.cause = loop;
    expect(neverSent(loop)).toBeUndefined();
  });
});
