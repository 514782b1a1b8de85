import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { fromHex } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { OID } from '../asn1/oids.ts';
import { derOf, signCms } from './cms.ts';
import type { SealingError } from './failure.ts';
import type { CertificateAuthority, SignerSubject } from './ports.ts';

const MAX_CHAIN = 6;
const MAX_CERTIFICATE_BYTES = 16 * 1024;

/**
 * One signature with a key that exists for it alone. The key is made in here, cannot be exported, signs once, and is
 * dropped when this returns: nobody else ever holds it, so there is no way to sign a second time.
 */
export async function signOnce(
  digest: string,
  subject: SignerSubject,
  authority: CertificateAuthority,
): Promise<Result<Uint8Array, SealingError>> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const issued = await authority.issue({ csr: await request(keys, subject), subject });
  if (!issued.ok) return issued;
  const [own, ...rest] = issued.value;
  if (!own || rest.length >= MAX_CHAIN || issued.value.some((der) => der.length > MAX_CERTIFICATE_BYTES))
    return err({ code: 'certificateUnusable', detail: 'chain' });
  if (!(await isFor(own, keys.publicKey))) return err({ code: 'certificateUnusable', detail: 'key' });
  return ok(await signCms({ key: keys.privateKey, chain: [own, ...rest] }, { digest: fromHex(digest) }));
}

/** PKCS#10 (RFC 2986), signed with the new key: proof that whoever asks has it. */
async function request(keys: CryptoKeyPair, subject: SignerSubject): Promise<Uint8Array> {
  const csr = new pkijs.CertificationRequest();
  csr.subject.typesAndValues.push(
    new pkijs.AttributeTypeAndValue({
      type: OID.commonName,
      value: new asn1js.Utf8String({ value: subject.name }),
    }),
    new pkijs.AttributeTypeAndValue({
      type: OID.serialNumber,
      value: new asn1js.PrintableString({ value: subject.event }),
    }),
  );
  await csr.subjectPublicKeyInfo.importKey(keys.publicKey);
  await csr.sign(keys.privateKey, 'SHA-256');
  return derOf(csr.toSchema(true));
}

/** Whether a certificate names this key, and no other. */
async function isFor(der: Uint8Array, key: CryptoKey): Promise<boolean> {
  const own = Buffer.from(await crypto.subtle.exportKey('spki', key));
  try {
    const certificate = pkijs.Certificate.fromBER(Uint8Array.from(der).buffer);
    return own.equals(Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER(false)));
  } catch {
    return false;
  }
}
