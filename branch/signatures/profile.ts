/**
 * The one way a terminal's request is signed: HTTP Message Signatures (RFC 9421) with these components and
 * parameters, Ed25519, and the content bound in by Content-Digest (RFC 9530). Signer and verifier read it here.
 */
export const SIGNATURE_PROFILE = {
  /** Label of the signature in both fields; the verifier accepts any. */
  label: 'terminal',
  algorithm: 'ed25519',
  /** Each must be covered, once, without parameters; nothing else may be. */
  components: ['@method', '@path', '@query', 'content-digest'],
  /** Must be there; `alg`, when there, must be the algorithm above. */
  requiredParameters: ['created', 'nonce', 'keyid'],
  parameters: ['created', 'nonce', 'keyid', 'alg'],
  /** Seconds `created` may lie before or after the service's clock. */
  windowSeconds: 60,
  /** Unpadded base64url is the habit: 16 random bytes are 22 characters. */
  nonce: /^[A-Za-z0-9_-]{16,64}$/,
  keyId: /^[A-Z0-9-]{1,16}$/,
} as const;

/** What of a request is signed. `target` is the request line's: path and query exactly as sent. */
export type SignedParts = {
  readonly method: string;
  readonly target: string;
  readonly contentDigest: string;
};

/**
 * A component's value by RFC 9421 section 2, taken from the bytes of the request line rather than from a parsed
 * URL, so that what is verified is what is routed. Undefined for a component that is not in the profile.
 */
export function componentValue(name: string, parts: SignedParts): string | undefined {
  const question = parts.target.indexOf('?');
  switch (name) {
    case '@method':
      return parts.method;
    case '@path':
      return (question < 0 ? parts.target : parts.target.slice(0, question)) || '/';
    case '@query':
      // An absent query is a lone question mark (2.2.7).
      return question < 0 ? '?' : parts.target.slice(question);
    case 'content-digest':
      return parts.contentDigest.trim();
    default:
      return undefined;
  }
}
