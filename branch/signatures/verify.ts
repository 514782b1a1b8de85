import { type KeyObject, verify } from 'node:crypto';
import { httpbis, type SignatureParameters } from 'http-message-signatures';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { matchesContentDigest } from './content-digest.ts';
import { componentValue, SIGNATURE_PROFILE } from './profile.ts';

export type ReceivedRequest = {
  readonly method: string;
  /** The request line's target, not decoded. */
  readonly target: string;
  readonly contentDigest: string | undefined;
  readonly signatureInput: string | undefined;
  readonly signature: string | undefined;
  readonly content: Uint8Array;
};

export type VerifiedSignature = {
  readonly keyId: string;
  readonly nonce: string;
  /** Seconds since the Unix epoch, by the signer's clock. */
  readonly created: number;
};

export type SignatureFault = CodedError<
  | 'signatureMissing'
  | 'signatureMalformed'
  | 'contentDigestMismatch'
  | 'terminalUnknown'
  | 'signatureInvalid'
  | 'clockSkew'
>;

/** Carries a fault out of the library's callbacks; it never leaves this file. */
class Refused extends Error {
  readonly fault: SignatureFault;
  constructor(fault: SignatureFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Whoever keeps the keys could not be asked: no word about the signature. */
class LookupFailed extends Error {
  constructor(cause: unknown) {
    super('the key could not be looked up', { cause });
  }
}

/**
 * Checks a request against the profile: exactly one signature, exactly the profile's components, the content's
 * digest, the key that `findKey` knows for the key id, and the time of signing against `now` (milliseconds since the
 * Unix epoch). Rejects with `findKey`'s own failure, which says nothing about the signature. Whether the nonce is new is the caller's to ask, and only of a request that passed here.
 */
export async function verifyRequest(
  request: ReceivedRequest,
  findKey: (keyId: string) => Promise<KeyObject | undefined>,
  now: number,
): Promise<Result<VerifiedSignature, SignatureFault>> {
  const { contentDigest, signature, signatureInput } = request;
  if (!contentDigest || !signature || !signatureInput) return err({ code: 'signatureMissing' });
  if (!matchesContentDigest(contentDigest, request.content)) return err({ code: 'contentDigestMismatch' });
  const parts = { method: request.method, target: request.target, contentDigest };
  const covered = new Set<string>();
  let claimed: VerifiedSignature | undefined;
  try {
    const valid = await httpbis.verifyMessage(
      {
        keyLookup: async (parameters) => {
          // Asked once for each signature; a second one would let the first be ignored.
          if (claimed) throw malformed('more than one signature');
          claimed = readParameters(parameters);
          const key = await findKey(claimed.keyId).catch((failure: unknown) => {
            throw new LookupFailed(failure);
          });
          if (!key) throw new Refused({ code: 'terminalUnknown' });
          return { verify: async (base, bytes) => verify(null, base, key, bytes) };
        },
        // The library knows a component by its name alone; a parameter (`;req`, `;bs`) would change its meaning.
        componentParser: (name, parameters) => {
          const value = componentValue(name, parts);
          if (value === undefined || parameters.size > 0 || covered.has(name))
            throw malformed('components outside the profile');
          covered.add(name);
          return [value];
        },
        requiredFields: [...SIGNATURE_PROFILE.components],
        requiredParams: [...SIGNATURE_PROFILE.requiredParameters],
        // The library judges times by the machine's clock; ours are judged below, by the injected one.
        notAfter: Number.MAX_SAFE_INTEGER,
        tolerance: Number.MAX_SAFE_INTEGER,
      },
      {
        method: request.method,
        url: 'http://branch.invalid/',
        headers: { signature, 'signature-input': signatureInput, 'content-digest': contentDigest },
      },
    );
    if (!claimed) return err({ code: 'signatureMalformed' });
    if (valid !== true) return err({ code: 'signatureInvalid' });
  } catch (failure) {
    if (failure instanceof LookupFailed) throw failure.cause;
    return err(failure instanceof Refused ? failure.fault : { code: 'signatureMalformed' });
  }
  if (Math.abs(now / 1000 - claimed.created) > SIGNATURE_PROFILE.windowSeconds)
    return err({ code: 'clockSkew' });
  return ok(claimed);
}

const malformed = (detail: string): Refused => new Refused({ code: 'signatureMalformed', detail });

function readParameters(parameters: SignatureParameters): VerifiedSignature {
  const { created, nonce, keyid, alg, ...others } = parameters;
  const seconds = created instanceof Date ? created.getTime() / 1000 : Number.NaN;
  if (!Number.isSafeInteger(seconds)) throw malformed('created');
  if (typeof nonce !== 'string' || !SIGNATURE_PROFILE.nonce.test(nonce)) throw malformed('nonce');
  if (typeof keyid !== 'string' || !SIGNATURE_PROFILE.keyId.test(keyid)) throw malformed('keyid');
  if (alg !== undefined && alg !== SIGNATURE_PROFILE.algorithm) throw malformed('alg');
  // `expires` above all: a verifier that ignored it would break the signer's promise.
  if (Object.keys(others).length > 0) throw malformed('parameters outside the profile');
  return { keyId: keyid, nonce, created: seconds };
}
