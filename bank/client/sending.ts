/** Trouble of a certificate is found before the request's first byte is written. */
const BEFORE_THE_REQUEST = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** System calls that come before any byte of a request. */
const BEFORE_THE_CONNECTION = new Set(['connect', 'getaddrinfo']);

/**
 * The system's word for a failure that came certainly before anything was sent (`ECONNREFUSED`, `ENOTFOUND`...);
 * nothing when that is not certain. Node's fetch hides the cause one or two levels down, and several when a name has
 * several addresses: all of them must be certain.
 */
export function neverSent(failure: unknown): string | undefined {
  const roots = rootsOf(failure, 5);
  const words = roots.map(wordOf);
  return words.length > 0 && words.every((word) => word !== undefined) ? words[0] : undefined;
}

function rootsOf(failure: unknown, depth: number): unknown[] {
  if (depth === 0 || !(failure instanceof Error)) return [failure];
  if (failure instanceof AggregateError && failure.errors.length > 0)
    return failure.errors.flatMap((inner) => rootsOf(inner, depth - 1));
  return failure.cause === undefined ? [failure] : rootsOf(failure.cause, depth - 1);
}

function wordOf(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !('code' in failure) || typeof failure.code !== 'string')
    return undefined;
  const early =
    'syscall' in failure && typeof failure.syscall === 'string' && BEFORE_THE_CONNECTION.has(failure.syscall);
  return early || BEFORE_THE_REQUEST.has(failure.code) ? failure.code : undefined;
}
