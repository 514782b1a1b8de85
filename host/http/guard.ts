/** Headers as a request carried them, lower-case names. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'] as const;

/** Why a request is not for us. */
export type AddressFault = 'wrongHost' | 'wrongOrigin';

/** The Host values under which this port answers: loopback by name, and what the profile allows besides. */
export const ownHosts = (port: number, further: readonly string[]): readonly string[] =>
  [...LOOPBACK, ...further].flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));

/**
 * Refuses a request that reached the port under another name (DNS rebinding) or was started by a page of another
 * origin. A program sends no Origin; a page of ours sends ours.
 */
export function addressFault(
  headers: Headers,
  port: number,
  further: readonly string[],
): AddressFault | undefined {
  const hosts = ownHosts(port, further);
  const { host, origin } = headers;
  if (typeof host !== 'string' || !hosts.includes(host.toLowerCase())) return 'wrongHost';
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) return 'wrongOrigin';
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'wrongOrigin';
  return undefined;
}
