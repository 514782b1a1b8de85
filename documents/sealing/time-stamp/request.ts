import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { err, ok, type Result } from '#foundation/result.ts';
import { children, DerFault, onlyDer, smallInteger, TAG } from '../../asn1/der.ts';
import { OID } from '../../asn1/oids.ts';
import { readTimeStamp } from '../../verifying/time-stamp.ts';
import { derOf, toBuffer } from '../cms.ts';
import type { SealingError } from '../failure.ts';

/** A request (RFC 3161, 2.4.1) and what its answer must repeat. */
export type StampRequest = { readonly bytes: Uint8Array; readonly nonce: Uint8Array };

export function stampRequest(stamped: Uint8Array): StampRequest {
  const nonce = Uint8Array.from(randomBytes(8));
  // A positive integer in its shortest form.
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: OID.sha256 }),
      hashedMessage: new asn1js.OctetString({
        valueHex: toBuffer(createHash('sha256').update(stamped).digest()),
      }),
    }),
    nonce: new asn1js.Integer({ valueHex: toBuffer(nonce) }),
    certReq: true,
  });
  return { bytes: derOf(request.toSchema()), nonce };
}

/**
 * The token in an answer, if it was granted and stamps these very bytes for this very request. Whether its maker is
 * trusted is asked when the paper is verified.
 */
export function tokenIn(
  answer: Uint8Array,
  stamped: Uint8Array,
  nonce: Uint8Array,
): Result<Uint8Array, SealingError> {
  const unusable = (detail: string) => err({ code: 'timeStampUnusable', detail } as const);
  try {
    const [status, token, ...more] = children(onlyDer(answer), TAG.sequence);
    const [code] = status ? children(status, TAG.sequence) : [];
    // Granted, or granted with changes (2.4.2); anything else brings no token.
    if (!code || smallInteger(code) > 1 || !token || more.length > 0) return unusable('refused');
    const read = readTimeStamp(token.whole, stamped);
    if (!read.ok) return unusable(read.error.detail ?? read.error.code);
    if (!read.value.nonce || Buffer.compare(read.value.nonce, nonce) !== 0) return unusable('nonce');
    return ok(token.whole);
  } catch (failure) {
    if (failure instanceof DerFault) return unusable(failure.message);
    throw failure;
  }
}
