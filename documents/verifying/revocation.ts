import { verify as verifySignature, type X509Certificate } from 'node:crypto';
import { children, DerFault, isEqual, oidOf, onlyDer, TAG, Taker } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { timeOf } from '../asn1/time.ts';

/** A revocation list (RFC 5280, 5.1), read but not yet believed: its issuer's key is asked when it is used. */
export type RevocationList = {
  readonly issuer: Uint8Array;
  readonly thisUpdate: number;
  readonly nextUpdate: number | undefined;
  /** Serial numbers as lower-case hexadecimal, and since when. */
  readonly revoked: ReadonlyMap<string, number>;
  readonly covered: Uint8Array;
  readonly hash: string;
  readonly signature: Uint8Array;
};

const HASHES = new Map<string, string>([
  [OID.ecdsaWithSha256, 'sha256'],
  [OID.ecdsaWithSha384, 'sha384'],
  [OID.ecdsaWithSha512, 'sha512'],
  [OID.sha256WithRsa, 'sha256'],
  [OID.sha384WithRsa, 'sha384'],
  [OID.sha512WithRsa, 'sha512'],
]);
export const MAX_LIST_BYTES = 4 * 1024 * 1024;

/** Undefined where the bytes are no list of this form. */
export function readRevocationList(bytes: Uint8Array): RevocationList | undefined {
  if (bytes.length > MAX_LIST_BYTES) return undefined;
  try {
    const outer = new Taker(onlyDer(bytes), TAG.sequence);
    const covered = outer.take(TAG.sequence);
    const algorithm = outer.take(TAG.sequence);
    const signature = outer.take(TAG.bitString).content;
    outer.end();
    const hash = HASHES.get(oidOf(children(algorithm)[0] ?? algorithm));
    const fields = children(covered);
    const at = fields[0]?.tag === TAG.integer ? 1 : 0;
    const [inner, issuer, thisUpdate, ...rest] = fields.slice(at);
    if (!hash || !inner || !issuer || !thisUpdate || !isEqual(inner.whole, algorithm.whole)) return undefined;
    const next = rest[0]?.tag === TAG.sequence ? undefined : rest[0];
    const list = rest.find((part) => part.tag === TAG.sequence);
    return {
      issuer: issuer.whole,
      thisUpdate: timeOf(thisUpdate),
      nextUpdate: next && next.tag !== TAG.context0 ? timeOf(next) : undefined,
      revoked: new Map(list ? children(list).map(revokedEntry) : []),
      covered: covered.whole,
      hash,
      signature: signature.subarray(1),
    };
  } catch (failure) {
    if (failure instanceof DerFault) return undefined;
    throw failure;
  }
}

function revokedEntry(entry: ReturnType<typeof onlyDer>): readonly [string, number] {
  const parts = new Taker(entry, TAG.sequence);
  const serial = Buffer.from(parts.take(TAG.integer).content).toString('hex');
  const time = children(entry)[1];
  if (!time) throw new DerFault('an entry');
  return [serial, timeOf(time)];
}

/**
 * What the lists of an issuer say of a certificate it issued. Without a list nothing is known and nothing is said; a
 * list that is over its time, or that its issuer did not sign, is not believed to clear anybody.
 */
export function revocationOf(
  certificate: X509Certificate,
  issuer: X509Certificate,
  lists: readonly RevocationList[],
  at: number,
  now: number,
): 'certificateRevoked' | 'revocationListStale' | undefined {
  const [tbs] = children(onlyDer(certificate.raw));
  const [, serial, , issuerName] = tbs ? children(tbs) : [];
  if (!serial || !issuerName) return 'certificateRevoked';
  const own = lists.filter((list) => isEqual(list.issuer, issuerName.whole));
  const number = Buffer.from(serial.content).toString('hex');
  let fresh = own.length === 0;
  for (const list of own) {
    const since = list.revoked.get(number);
    const isSigned = verifySignature(list.hash, list.covered, issuer.publicKey, list.signature);
    if (isSigned && since !== undefined && since <= at) return 'certificateRevoked';
    if (isSigned && list.thisUpdate <= now && now <= (list.nextUpdate ?? now)) fresh = true;
  }
  return fresh ? undefined : 'revocationListStale';
}
