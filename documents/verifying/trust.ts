import type { X509Certificate } from 'node:crypto';
import { children, type Der, DerFault, oidOf, onlyDer, smallInteger, TAG } from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';
import { isStrong } from './cms.ts';
import { type RevocationList, revocationOf } from './revocation.ts';

export type TrustFault =
  | 'signerNotAnchored'
  | 'certificateNotYetValid'
  | 'certificateExpired'
  | 'certificateRevoked'
  | 'revocationListStale'
  | 'certificateUsage';

export type TrustQuestion = {
  readonly anchors: readonly X509Certificate[];
  readonly lists: readonly RevocationList[];
  /** At which the certificates must be valid, milliseconds since the epoch. */
  readonly at: number;
  /** Now, for the age of revocation lists. */
  readonly now: number;
  readonly purpose: 'signature' | 'timeStamp';
};

const MAX_PATH = 8;

/** Whether a chain leads to an anchor (RFC 5280, 6.1, without policies and name constraints: critical ones refuse). */
export function trustFault(
  chain: readonly X509Certificate[],
  question: TrustQuestion,
): TrustFault | undefined {
  const [signer, ...others] = chain;
  if (!signer) return 'signerNotAnchored';
  if (!isFor(signer, question.purpose)) return 'certificateUsage';
  const rest = new Set(others);
  let current = signer;
  for (let depth = 0; depth < MAX_PATH; depth++) {
    const timely = outOfTime(current, question.at);
    if (timely) return timely;
    const anchor = question.anchors.find(
      (known) => known.raw.equals(current.raw) || isIssuedBy(current, known, depth),
    );
    const issuer = anchor ?? [...rest].find((other) => isIssuedBy(current, other, depth));
    if (!issuer) return 'signerNotAnchored';
    const revoked = revocationOf(current, issuer, question.lists, question.at, question.now);
    if (revoked) return revoked;
    if (anchor) {
      // Certificates that are part of no path say nothing, and nobody would see them exchanged.
      const stray = [...rest].some((other) => !other.raw.equals(anchor.raw));
      return stray ? 'signerNotAnchored' : outOfTime(anchor, question.at);
    }
    rest.delete(issuer);
    current = issuer;
  }
  return 'signerNotAnchored';
}

/** Whether a certificate is valid at an instant. */
export function outOfTime(
  certificate: X509Certificate,
  at: number,
): 'certificateNotYetValid' | 'certificateExpired' | undefined {
  if (at < Date.parse(certificate.validFrom)) return 'certificateNotYetValid';
  return at > Date.parse(certificate.validTo) ? 'certificateExpired' : undefined;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate, below: number): boolean {
  // An equal certificate is its own issuer only where it is an anchor, which is asked before.
  if (certificate.raw.equals(issuer.raw) || !certificate.checkIssued(issuer)) return false;
  if (!issuer.ca || !isStrong(issuer.publicKey.asymmetricKeyDetails)) return false;
  const extensions = extensionsOf(issuer);
  if (!extensions || ((keyUsageOf(extensions) ?? 0) & KEY_CERT_SIGN) === 0) return false;
  const longest = pathLength(extensions);
  return (longest === undefined || below <= longest) && certificate.verify(issuer.publicKey);
}

const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;
const KEY_CERT_SIGN = 0x04;
/** Extensions that are understood here; another critical one refuses the certificate. */
const UNDERSTOOD = new Set<string>([
  OID.keyUsage,
  OID.basicConstraints,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
  OID.subjectAltName,
]);

/** Whether a certificate's own extensions let it sign documents, or stamp times (RFC 3161, 2.3). */
export function isFor(certificate: X509Certificate, purpose: TrustQuestion['purpose']): boolean {
  const extensions = extensionsOf(certificate);
  const usage = extensions && keyUsageOf(extensions);
  if (!extensions || usage === undefined || certificate.ca) return false;
  const extended = extensions.get(OID.extendedKeyUsage);
  if (purpose === 'signature')
    return (usage & NON_REPUDIATION) !== 0 && !certificate.keyUsage?.includes(OID.timeStamping);
  return (
    (usage & (DIGITAL_SIGNATURE | NON_REPUDIATION)) !== 0 &&
    extended?.critical === true &&
    certificate.keyUsage?.length === 1 &&
    certificate.keyUsage[0] === OID.timeStamping
  );
}

type Extensions = ReadonlyMap<string, { readonly critical: boolean; readonly value: Uint8Array }>;

/** Undefined where a critical extension is not understood, or one stands there twice. */
function extensionsOf(certificate: X509Certificate): Extensions | undefined {
  try {
    const [tbs] = children(onlyDer(certificate.raw), TAG.sequence);
    const list = tbs && children(tbs, TAG.sequence).find((part) => part.tag === 0xa3);
    const found = new Map<string, { critical: boolean; value: Uint8Array }>();
    for (const extension of list ? children(onlyDer(list.content), TAG.sequence) : []) {
      const [type, ...rest] = children(extension, TAG.sequence);
      const value = rest.at(-1);
      if (!type || value?.tag !== TAG.octetString) return undefined;
      const critical = rest.length === 2 && rest[0]?.tag === TAG.boolean && rest[0].content[0] === 0xff;
      const oid = oidOf(type);
      if (found.has(oid) || (critical && !UNDERSTOOD.has(oid))) return undefined;
      found.set(oid, { critical, value: value.content });
    }
    return found;
  } catch (failure) {
    if (failure instanceof DerFault) return undefined;
    throw failure;
  }
}

/** The first eight bits of the key usage; undefined where a certificate has none. */
function keyUsageOf(extensions: Extensions): number | undefined {
  const extension = extensions.get(OID.keyUsage);
  return extension && (asDer(extension.value)?.content[1] ?? 0);
}

function pathLength(extensions: Extensions): number | undefined {
  const extension = extensions.get(OID.basicConstraints);
  const constraints = extension && asDer(extension.value);
  try {
    const length = constraints && children(constraints).find((part) => part.tag === TAG.integer);
    return length && smallInteger(length);
  } catch {
    return 0;
  }
}

function asDer(bytes: Uint8Array): Der | undefined {
  try {
    return onlyDer(bytes);
  } catch {
    return undefined;
  }
}
