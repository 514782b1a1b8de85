/** Codes that only the making of a connection ends with; nothing was written before there is one. */
const BEFORE_ANY_BYTE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  // The other side's certificate was refused, so TLS was never done.
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * Whether a failed fetch certainly never sent a byte of its request. What is said by a connection that stood (reset,
 * closed, silent) may have come after the request arrived, and is never certain.
 */
export function neverSent(failure: unknown): boolean {
  const cause = failure instanceof Error ? failure.cause : undefined;
  // A name with several addresses: each was tried.
  if (cause instanceof AggregateError) return cause.errors.length > 0 && cause.errors.every(ofConnecting);
  return ofConnecting(cause);
}

function ofConnecting(cause: unknown): boolean {
  if (!(cause instanceof Error) || !('code' in cause)) return false;
  if (BEFORE_ANY_BYTE.has(String(cause.code))) return true;
  // The same codes (no route, timed out, reset) come from lines that stood; the system says which call it was.
  return 'syscall' in cause && cause.syscall === 'connect';
}
