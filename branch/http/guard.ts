import { err, ok, type Result } from '#foundation/result.ts';
import type { Refusal } from './answer.ts';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** Headers as the request carried them, lower-case names. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Under which addresses a listener may be spoken to. */
export type OwnAddress = {
  readonly scheme: 'http' | 'https';
  /** Values of Host, lower-case; the first is the one to be told to people. */
  readonly hosts: readonly string[];
};

/** A listener on this port, under the loopback names and, where it is reached from elsewhere, under `names` too. */
export function ownAddress(port: number, tls: boolean, names: readonly string[]): OwnAddress {
  const usual = tls ? 443 : 80;
  const of = (name: string) => (port === usual ? [name, `${name}:${port}`] : [`${name}:${port}`]);
  return { scheme: tls ? 'https' : 'http', hosts: [...names, ...NAMES].flatMap(of) };
}

/**
 * Where a reverse proxy hands on the phones' requests: under its own public name, for what a phone shows and nothing
 * else. Staff, boards and terminals are not to be reached from outside.
 */
export function publicAddress(publicUrl: string): OwnAddress {
  const { protocol, host } = new URL(publicUrl);
  return { scheme: protocol === 'https:' ? 'https' : 'http', hosts: [host.toLowerCase()] };
}

/** The pages of phones, their APIs, and the files of pages. */
export const isForPhones = (url: string): boolean => /^\/(?:(?:t|c|p|assets)\/|[cp]$)/.test(url);

/**
 * Refuses a request that reached the port under another name (DNS rebinding) or was started by a page of another
 * origin. A program sends no Origin; a page of ours sends ours.
 */
export function checkAddress(headers: Headers, { scheme, hosts }: OwnAddress): Result<void, Refusal> {
  const { host, origin } = headers;
  if (typeof host !== 'string' || !hosts.includes(host.toLowerCase()))
    return err({ code: 'wrongHost', detail: `open ${scheme}://${hosts[0] ?? ''}/` });
  if (origin !== undefined && !hosts.some((own) => origin === `${scheme}://${own}`))
    return err({ code: 'wrongOrigin' });
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return err({ code: 'wrongOrigin' });
  return ok(undefined);
}

/** For acts of a page: the Origin must be there and be the very address the page was opened under. */
export function checkSameOrigin(headers: Headers): Result<void, Refusal> {
  const { host, origin } = headers;
  // That the scheme is ours was asked of every request.
  return origin === `http://${host}` || origin === `https://${host}`
    ? ok(undefined)
    : err({ code: 'wrongOrigin' });
}
