import { createHash, verify as verifySignature, X509Certificate } from 'node:crypto';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import {
  children,
  type Der,
  DerFault,
  isEqual,
  isSorted,
  oidOf,
  onlyDer,
  smallInteger,
  TAG,
  Taker,
} from '../asn1/der.ts';
import { OID } from '../asn1/oids.ts';

/** More than this no CMS of a paper has. */
const MAX_CERTIFICATES = 8;

export type Cms = {
  readonly signer: X509Certificate;
  /** All of it, the signer's first; each is named by the signed attributes. */
  readonly chain: readonly X509Certificate[];
  readonly messageDigest: Uint8Array;
  /** What is carried along, where the type is not plain data. */
  readonly content?: Uint8Array;
  readonly algorithm: string;
  /** DER of a TimeStampToken. */
  readonly timeStamp?: Uint8Array;
  readonly signatureValue: Uint8Array;
};

export type CmsFault = CodedError<'cmsBroken' | 'cmsAlgorithm' | 'cmsSignatureWrong'>;

/**
 * Reads and checks one SignedData (RFC 5652) strictly: DER, one signer, no attribute it does not know, every
 * certificate named by signingCertificateV2 (RFC 5035), and the signature over the attributes right. Written apart from
 * what builds them, so that a mistake there is seen here. Whether anybody trusts the chain is asked elsewhere.
 *
 * @param type object identifier of the content: `data` for a detached signature, `tstInfo` for a token
 * @param strangers attributes of others are let through where they are signed: tokens of other makers have them
 */
export function readCms(bytes: Uint8Array, type: string, strangers = false): Result<Cms, CmsFault> {
  try {
    return read(bytes, type, strangers);
  } catch (failure) {
    // OpenSSL throws for a certificate it cannot read; our own reader for anything that is not DER.
    if (failure instanceof DerFault) return err({ code: 'cmsBroken', detail: failure.message });
    if (failure instanceof Error && 'code' in failure)
      return err({ code: 'cmsBroken', detail: 'certificate' });
    throw failure;
  }
}

const broken = (detail: string): { readonly ok: false; readonly error: CmsFault } =>
  err({ code: 'cmsBroken', detail });

function read(bytes: Uint8Array, type: string, strangers: boolean): Result<Cms, CmsFault> {
  const info = new Taker(onlyDer(bytes), TAG.sequence);
  if (oidOf(info.take(TAG.oid)) !== OID.signedData) return broken('type');
  const outer = children(info.take(TAG.context0));
  info.end();
  const [signedData] = outer;
  if (!signedData || outer.length !== 1) return broken('content');

  const parts = new Taker(signedData, TAG.sequence);
  const version = smallInteger(parts.take(TAG.integer));
  const digests = children(parts.take(TAG.set));
  const [digest] = digests;
  const encapsulated = new Taker(parts.take(TAG.sequence), TAG.sequence);
  const contentType = oidOf(encapsulated.take(TAG.oid));
  const carried = encapsulated.optional(TAG.context0);
  encapsulated.end();
  const certificates = children(parts.take(TAG.context0));
  const signers = children(parts.take(TAG.set));
  parts.end();
  const [signerInfo] = signers;
  if (contentType !== type || version !== (type === OID.data ? 1 : 3)) return broken('version');
  if (!digest || digests.length !== 1 || !signerInfo || signers.length !== 1) return broken('signers');
  const content = carried && onlyDer(carried.content, TAG.octetString).content;
  if ((content === undefined) !== (type === OID.data)) return broken('content');
  if (
    certificates.length < 1 ||
    certificates.length > MAX_CERTIFICATES ||
    (!strangers && !isSorted(certificates))
  )
    return broken('certificates');

  const signer = new Taker(signerInfo, TAG.sequence);
  if (smallInteger(signer.take(TAG.integer)) !== 1) return broken('signer version');
  const sid = signer.take(TAG.sequence);
  const digestAlgorithm = signer.take(TAG.sequence);
  const attributes = signer.take(TAG.context0);
  const signatureAlgorithm = signer.take(TAG.sequence);
  const signatureValue = signer.take(TAG.octetString).content;
  const unsigned = signer.optional(TAG.context1);
  signer.end();
  const hash = HASHES.get(algorithmOf(digestAlgorithm));
  if (!hash || !isEqual(digestAlgorithm.whole, digest.whole))
    return err({ code: 'cmsAlgorithm', detail: 'digest' });

  const found = readAttributes(attributes, strangers);
  if (!found) return broken('attributes');
  if (oidOf(found.contentType) !== type) return broken('contentType');
  const chain = chainOf(found.signingCertificates, certificates, strangers);
  if (!chain) return broken('signingCertificateV2');
  const [own] = chain;
  if (!own || !isNamed(sid, own.raw)) return broken('signer');
  // What is signed is the set of attributes with the tag of a set (RFC 5652, 5.4).
  const covered = Uint8Array.from(attributes.whole);
  covered[0] = TAG.set;
  const scheme = SCHEMES.get(algorithmOf(signatureAlgorithm));
  const key = own.publicKey;
  if (!scheme || scheme.key !== key.asymmetricKeyType || (scheme.hash !== undefined && scheme.hash !== hash))
    return err({ code: 'cmsAlgorithm', detail: 'signature' });
  if (!isStrong(key.asymmetricKeyDetails)) return err({ code: 'cmsAlgorithm', detail: 'key' });
  if (!verifySignature(hash, covered, key, signatureValue)) return err({ code: 'cmsSignatureWrong' });
  const timeStamp = unsigned && timeStampOf(unsigned);
  if (unsigned && !timeStamp) return broken('unsigned attributes');
  if (content && !isEqual(createHash(hash).update(content).digest(), found.messageDigest.content))
    return err({ code: 'cmsSignatureWrong', detail: 'content' });
  return ok({
    signer: own,
    chain,
    messageDigest: found.messageDigest.content,
    ...(content ? { content } : {}),
    algorithm: `${key.asymmetricKeyType}/${hash}`,
    ...(timeStamp ? { timeStamp } : {}),
    signatureValue,
  });
}

const HASHES = new Map<string, string>([
  [OID.sha256, 'sha256'],
  [OID.sha384, 'sha384'],
  [OID.sha512, 'sha512'],
]);
const SCHEMES = new Map<string, { readonly key: 'ec' | 'rsa'; readonly hash?: string }>([
  [OID.ecdsaWithSha256, { key: 'ec', hash: 'sha256' }],
  [OID.ecdsaWithSha384, { key: 'ec', hash: 'sha384' }],
  [OID.ecdsaWithSha512, { key: 'ec', hash: 'sha512' }],
  [OID.rsaEncryption, { key: 'rsa' }],
  [OID.sha256WithRsa, { key: 'rsa', hash: 'sha256' }],
  [OID.sha384WithRsa, { key: 'rsa', hash: 'sha384' }],
  [OID.sha512WithRsa, { key: 'rsa', hash: 'sha512' }],
]);

/** RSA from 2048 bits, and the three curves of FIPS 186 that WebCrypto makes. */
export const isStrong = (details: { modulusLength?: number; namedCurve?: string } | undefined): boolean =>
  (details?.modulusLength ?? 0) >= 2048 ||
  ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '');

/** The name of an algorithm whose parameters are absent or NULL. */
function algorithmOf(of: Der): string {
  const parts = new Taker(of, TAG.sequence);
  const name = oidOf(parts.take(TAG.oid));
  if (parts.optional(TAG.null)?.content.length) throw new DerFault('parameters');
  parts.end();
  return name;
}

function readAttributes(of: Der, strangers: boolean) {
  const attributes = children(of);
  if (!isSorted(attributes)) return undefined;
  const values = new Map<string, Der>();
  for (const attribute of attributes) {
    const parts = new Taker(attribute, TAG.sequence);
    const type = oidOf(parts.take(TAG.oid));
    const set = children(parts.take(TAG.set));
    parts.end();
    const [value] = set;
    if (!value || set.length !== 1 || values.has(type)) return undefined;
    if (!strangers && !KNOWN.has(type)) return undefined;
    values.set(type, value);
  }
  const contentType = values.get(OID.contentType);
  const messageDigest = values.get(OID.messageDigest);
  const signingCertificates = values.get(OID.signingCertificateV2);
  if (messageDigest?.tag !== TAG.octetString || !contentType || !signingCertificates) return undefined;
  return { contentType, messageDigest, signingCertificates };
}
const KNOWN = new Set<string>([OID.contentType, OID.messageDigest, OID.signingCertificateV2]);

/**
 * The certificates in the order in which they are named, by SHA-256, the default of RFC 5035. Tokens of others may bring
 * certificates they do not name; the chain they are in is asked for each of them.
 */
function chainOf(
  ess: Der,
  certificates: readonly Der[],
  strangers: boolean,
): readonly X509Certificate[] | undefined {
  const outer = new Taker(ess, TAG.sequence);
  const named = children(outer.take(TAG.sequence));
  outer.optional(TAG.sequence);
  outer.end();
  const byHash = new Map(
    certificates.map((der) => [createHash('sha256').update(der.whole).digest('hex'), der.whole]),
  );
  const chain: X509Certificate[] = [];
  for (const id of named) {
    const hash = children(id, TAG.sequence).find((part) => part.tag === TAG.octetString);
    const key = Buffer.from(hash?.content ?? []).toString('hex');
    const der = byHash.get(key);
    if (!der) return undefined;
    byHash.delete(key);
    chain.push(new X509Certificate(der));
  }
  if (chain.length === 0 || (byHash.size > 0 && !strangers)) return undefined;
  return [...chain, ...[...byHash.values()].map((der) => new X509Certificate(der))];
}

/** Whether issuer and serial number of the signer's identifier are those of the certificate. */
function isNamed(sid: Der, certificate: Uint8Array): boolean {
  const [issuer, serial, ...more] = children(sid);
  const fields = children(children(onlyDer(certificate), TAG.sequence)[0] ?? sid, TAG.sequence);
  // Version, serial number, algorithm, issuer (RFC 5280, 4.1).
  const [, ownSerial, , ownIssuer] = fields;
  return (
    more.length === 0 &&
    isEqual(issuer?.whole ?? sid.whole, ownIssuer?.whole ?? certificate) &&
    isEqual(serial?.whole ?? sid.whole, ownSerial?.whole ?? certificate)
  );
}

function timeStampOf(unsigned: Der): Uint8Array | undefined {
  const attributes = children(unsigned);
  const [attribute] = attributes;
  if (!attribute || attributes.length !== 1) return undefined;
  const parts = new Taker(attribute, TAG.sequence);
  if (oidOf(parts.take(TAG.oid)) !== OID.timeStampToken) return undefined;
  const values = children(parts.take(TAG.set));
  parts.end();
  return values.length === 1 ? values[0]?.whole : undefined;
}
