import { randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { OID } from '../../asn1/oids.ts';
import { derOf, toBuffer } from '../cms.ts';

export type Name = readonly { readonly type: string; readonly value: string }[];

/** What a certificate is for: its key usage, and more where a standard asks for it. */
export type Purpose =
  | { readonly kind: 'authority' }
  /** Signs documents: digitalSignature and nonRepudiation (RFC 5280, 4.2.1.3). */
  | { readonly kind: 'signature'; readonly once?: boolean }
  /** RFC 3161, 2.3: timeStamping alone, critical. */
  | { readonly kind: 'timeStamp' }
  /** A key for something else; no paper is signed with it. */
  | { readonly kind: 'keyAgreement' };

export type CertificateWish = {
  readonly subject: Name;
  readonly publicKey: CryptoKey;
  readonly purpose: Purpose;
  /** Milliseconds since the epoch, whole seconds are kept. */
  readonly from: number;
  readonly to: number;
  /** Undefined makes it self-issued by `key`. */
  readonly issuer?: Uint8Array;
  readonly key: CryptoKey;
};

/** An X.509 certificate (RFC 5280) in DER. */
export async function makeCertificate(wish: CertificateWish): Promise<Uint8Array> {
  const certificate = new pkijs.Certificate({ version: 2 });
  const serial = randomBytes(16);
  // Positive and without leading zeros.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new asn1js.Integer({ valueHex: toBuffer(serial) });
  certificate.subject.typesAndValues.push(...wish.subject.map(attributeOf));
  const issuer = wish.issuer && pkijs.Certificate.fromBER(toBuffer(wish.issuer));
  certificate.issuer = issuer?.subject ?? certificate.subject;
  certificate.notBefore.value = new Date(wish.from);
  certificate.notAfter.value = new Date(wish.to);
  await certificate.subjectPublicKeyInfo.importKey(wish.publicKey);
  const keyId = await identifier(certificate.subjectPublicKeyInfo);
  const issuerKeyId = issuer ? await identifier(issuer.subjectPublicKeyInfo) : keyId;
  certificate.extensions = [
    extension(OID.subjectKeyIdentifier, false, new asn1js.OctetString({ valueHex: keyId })),
    extension(
      OID.authorityKeyIdentifier,
      false,
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1js.OctetString({ valueHex: issuerKeyId }),
      }).toSchema(),
    ),
    ...purposeExtensions(wish.purpose),
  ];
  await certificate.sign(
    wish.key,
    wish.key.algorithm.name === 'ECDSA' && curveOf(wish.key) === 'P-384' ? 'SHA-384' : 'SHA-256',
  );
  return derOf(certificate.toSchema(true));
}

function purposeExtensions(purpose: Purpose): pkijs.Extension[] {
  switch (purpose.kind) {
    case 'authority':
      return [
        extension(
          OID.basicConstraints,
          true,
          new pkijs.BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema(),
        ),
        keyUsage(0b0000_0110, 1),
      ];
    case 'signature':
      return [keyUsage(0b1100_0000, 6), ...(purpose.once ? [oneSignature()] : [])];
    case 'timeStamp':
      return [
        keyUsage(0b1000_0000, 7),
        extension(
          OID.extendedKeyUsage,
          true,
          new pkijs.ExtKeyUsage({ keyPurposes: [OID.timeStamping] }).toSchema(),
        ),
      ];
    case 'keyAgreement':
      return [keyUsage(0b0000_1000, 3)];
  }
}

const keyUsage = (bits: number, unusedBits: number): pkijs.Extension =>
  extension(
    OID.keyUsage,
    true,
    new asn1js.BitString({ valueHex: toBuffer(Uint8Array.of(bits)), unusedBits }),
  );

/** A policy whose notice says it in words (RFC 5280, 4.2.1.4). */
const oneSignature = (): pkijs.Extension =>
  extension(
    OID.certificatePolicies,
    false,
    sequence(
      sequence(
        new asn1js.ObjectIdentifier({ value: OID.oneSignature }),
        sequence(
          sequence(
            new asn1js.ObjectIdentifier({ value: OID.userNotice }),
            sequence(
              new asn1js.Utf8String({
                value: 'Issued for one signature by a development CA, not for real signatures',
              }),
            ),
          ),
        ),
      ),
    ),
  );

const extension = (extnID: string, critical: boolean, value: asn1js.AsnType): pkijs.Extension =>
  new pkijs.Extension({ extnID, critical, extnValue: value.toBER(false) });
const sequence = (...value: asn1js.AsnType[]) => new asn1js.Sequence({ value });

const attributeOf = ({ type, value }: Name[number]) =>
  new pkijs.AttributeTypeAndValue({
    type,
    value:
      type === OID.serialNumber ? new asn1js.PrintableString({ value }) : new asn1js.Utf8String({ value }),
  });

const identifier = (key: pkijs.PublicKeyInfo): Promise<ArrayBuffer> =>
  crypto.subtle.digest('SHA-1', Uint8Array.from(key.subjectPublicKey.valueBlock.valueHexView));

const curveOf = (key: CryptoKey): string | undefined =>
  'namedCurve' in key.algorithm ? String(key.algorithm.namedCurve) : undefined;
