import { createHash, type X509Certificate } from 'node:crypto';
import { err, ok, type Result } from '#foundation/result.ts';
import { children, DerFault, isEqual, oidOf, onlyDer, smallInteger, TAG, Taker } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { timeOf } from '../asn1/time.ts';
import { type CmsFault, readCms } from './cms.ts';

export type TimeStamp = {
  readonly chain: readonly X509Certificate[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** As bytes of its integer; undefined where the request had none. */
  readonly nonce: Uint8Array | undefined;
};

const HASHES = new Map<string, string>([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);

/** Reads a TimeStampToken (RFC 3161, 2.4.2) and checks that it stamps these bytes. Trust is asked elsewhere. */
export function readTimeStamp(token: Uint8Array, stamped: Uint8Array): Result<TimeStamp, CmsFault> {
  const cms = readCms(token, OID.tstInfo, true);
  if (!cms.ok) return cms;
  try {
    const info = new Taker(onlyDer(cms.value.content ?? new Uint8Array()), TAG.sequence);
    if (smallInteger(info.take(TAG.integer)) !== 1)
      return err({ code: 'cmsBroken', detail: 'token version' });
    info.take(TAG.oid);
    const [algorithm, imprint] = children(info.take(TAG.sequence));
    info.take(TAG.integer);
    const at = timeOf(info.take(TAG.generalizedTime));
    info.optional(TAG.sequence);
    info.optional(TAG.boolean);
    const nonce = info.optional(TAG.integer)?.content;
    info.optional(TAG.context0);
    info.optional(TAG.context1);
    info.end();
    const hash = HASHES.get(oidOf((algorithm && children(algorithm)[0]) ?? onlyDer(new Uint8Array())));
    if (!hash) return err({ code: 'cmsAlgorithm', detail: 'imprint' });
    if (!imprint || !isEqual(imprint.content, createHash(hash).update(stamped).digest()))
      return err({ code: 'cmsSignatureWrong', detail: 'imprint' });
    return ok({ chain: cms.value.chain, at, nonce });
  } catch (failure) {
    if (failure instanceof DerFault) return err({ code: 'cmsBroken', detail: failure.message });
    throw failure;
  }
}
