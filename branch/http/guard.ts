import { err, ok, type Result } from '#foundation/result.ts';
import type { Refusal } from './answer.ts';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** The values of Host under which the service answers on this port; 80 is left out of an address. */
export const ownHosts = (port: number): readonly string[] =>
  NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/** Headers as the request carried them, lower-case names. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Refuses a request that reached the port under another name (DNS rebinding) or was started by a page of another
 * origin. A program sends no Origin; a page of ours sends ours.
 */
export function checkAddress(headers: Headers, port: number): Result<void, Refusal> {
  const hosts = ownHosts(port);
  const { host, origin } = headers;
  if (typeof host !== 'string' || !hosts.includes(host.toLowerCase()))
    return err({ code: 'wrongHost', detail: `open http://127.0.0.1:${port}/` });
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`))
    return err({ code: 'wrongOrigin' });
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return err({ code: 'wrongOrigin' });
  return ok(undefined);
}

/** For acts of a page: the Origin must be there and be the very address the page was opened under. */
export function checkSameOrigin(headers: Headers): Result<void, Refusal> {
  return headers.origin === `http://${headers.host}` ? ok(undefined) : err({ code: 'wrongOrigin' });
}
