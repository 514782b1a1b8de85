import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { OID } from '../asn1/oids.ts';

pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto }));

/** A key of WebCrypto that signs, and its chain in DER: the signer's certificate first, the root left out. */
export type SigningIdentity = {
  readonly key: CryptoKey;
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
};

export type CmsContent =
  /** Detached: a digest of what is signed elsewhere (PAdES). */
  | { readonly digest: Uint8Array }
  /** Carried along: a token of RFC 3161. */
  | { readonly type: string; readonly content: Uint8Array };

/**
 * A SignedData with one signer (RFC 5652) and the attributes CAdES and PAdES B-B ask for: contentType, messageDigest and
 * signingCertificateV2 (RFC 5035), which names every certificate of the chain, so that none can be exchanged. There is
 * no signingTime: in a PDF the time is `/M` (EN 319 142-1). Sets are in the order of DER.
 */
export async function signCms(identity: SigningIdentity, content: CmsContent): Promise<Uint8Array> {
  const [own] = identity.chain;
  const certificate = pkijs.Certificate.fromBER(toBuffer(own));
  const type = 'type' in content ? content.type : OID.data;
  const digest = 'type' in content ? createHash('sha256').update(content.content).digest() : content.digest;
  const attributes = [
    attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: type })),
    attribute(OID.messageDigest, new asn1js.OctetString({ valueHex: toBuffer(digest) })),
    attribute(OID.signingCertificateV2, essCertificates(identity.chain)),
  ].sort((a, b) => Buffer.compare(derOf(a.toSchema()), derOf(b.toSchema())));
  const signed = new pkijs.SignedData({
    version: type === OID.data ? 1 : 3,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: type }),
    certificates: [...identity.chain]
      .sort(Buffer.compare)
      .map((der) => pkijs.Certificate.fromBER(toBuffer(der))),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  // Set afterwards: the constructor would cut the content into pieces, which DER does not have.
  if ('type' in content)
    signed.encapContentInfo.eContent = new asn1js.OctetString({ valueHex: toBuffer(content.content) });
  await signed.sign(identity.key, 0, 'SHA-256', toBuffer(digest));
  return wrap(signed);
}

/** The value of the one signature in a CMS of ours: what a time stamp is asked for. */
export function signatureValue(cms: Uint8Array): Uint8Array | undefined {
  const value = unwrap(cms)?.signerInfos[0]?.signature.valueBlock.valueHexView;
  return value && Uint8Array.from(value);
}

/** The same CMS with a time-stamp token as its one unsigned attribute; what was signed stays as it was. */
export function withTimeStamp(cms: Uint8Array, token: Uint8Array): Uint8Array | undefined {
  const signed = unwrap(cms);
  const signer = signed?.signerInfos[0];
  const parsed = asn1js.fromBER(toBuffer(token));
  if (!signed || !signer || parsed.offset === -1 || signer.unsignedAttrs) return undefined;
  signer.unsignedAttrs = new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [attribute(OID.timeStampToken, parsed.result)],
  });
  return wrap(signed);
}

/** Reads a CMS that may be followed by the zeros of its hole. */
function unwrap(cms: Uint8Array): pkijs.SignedData | undefined {
  try {
    const read = asn1js.fromBER(toBuffer(cms));
    if (read.offset === -1) return undefined;
    const info = new pkijs.ContentInfo({ schema: read.result });
    return info.contentType === OID.signedData ? new pkijs.SignedData({ schema: info.content }) : undefined;
  } catch {
    return undefined;
  }
}

const wrap = (signed: pkijs.SignedData): Uint8Array =>
  derOf(new pkijs.ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) }).toSchema());

const essCertificates = (chain: readonly Uint8Array[]): asn1js.Sequence =>
  sequence(
    sequence(
      ...chain.map((der) =>
        sequence(new asn1js.OctetString({ valueHex: toBuffer(createHash('sha256').update(der).digest()) })),
      ),
    ),
  );

const attribute = (type: string, value: asn1js.AsnType): pkijs.Attribute =>
  new pkijs.Attribute({ type, values: [value] });
const sequence = (...value: asn1js.AsnType[]): asn1js.Sequence => new asn1js.Sequence({ value });
export const derOf = (value: { toBER(sizeOnly?: boolean): ArrayBuffer }): Uint8Array =>
  new Uint8Array(value.toBER(false));
/** A buffer of its own with just these bytes. */
export const toBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
