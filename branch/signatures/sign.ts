import { type KeyObject, sign } from 'node:crypto';
import { httpbis, type Request } from 'http-message-signatures';
import { contentDigest } from './content-digest.ts';
import { componentValue, SIGNATURE_PROFILE, type SignedParts } from './profile.ts';

export type SigningInput = {
  readonly method: string;
  /** Path and query as they will stand in the request line. */
  readonly target: string;
  readonly content: Uint8Array;
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** Milliseconds since the Unix epoch; the signature carries whole seconds. */
  readonly created: number;
  /** Never used before by this key. */
  readonly nonce: string;
};

export type SignatureHeaders = {
  readonly 'content-digest': string;
  readonly 'signature-input': string;
  readonly signature: string;
};

/** The three fields that make a request a signed one. */
export async function signRequest(input: SigningInput): Promise<SignatureHeaders> {
  const parts: SignedParts = {
    method: input.method,
    target: input.target,
    contentDigest: contentDigest(input.content),
  };
  const signed = await httpbis.signMessage<Request>(
    {
      name: SIGNATURE_PROFILE.label,
      key: {
        id: input.keyId,
        alg: SIGNATURE_PROFILE.algorithm,
        sign: async (base) => sign(null, base, input.privateKey),
      },
      fields: [...SIGNATURE_PROFILE.components],
      params: [...SIGNATURE_PROFILE.parameters],
      paramValues: { created: new Date(input.created), nonce: input.nonce },
      componentParser: (name) => {
        const value = componentValue(name, parts);
        return value === undefined ? null : [value];
      },
    },
    // Only the component parser above is asked for values; the address here is never read.
    { method: input.method, url: 'http://branch.invalid/', headers: {} },
  );
  return {
    'content-digest': parts.contentDigest,
    'signature-input': single(signed.headers['Signature-Input']),
    signature: single(signed.headers.Signature),
  };
}

const single = (field: string | string[] | undefined): string =>
  Array.isArray(field) ? field.join(', ') : (field ?? '');
