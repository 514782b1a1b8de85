import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { isFor, outOfTime } from '../verifying/trust.ts';
import { derOf, type SigningIdentity, toBuffer } from './cms.ts';

export type Pkcs12Error = CodedError<
  /** No PKCS#12, larger than one is, or ciphers that WebCrypto does not have (those of OpenSSL before 3). */
  | 'sealFileUnreadable'
  | 'sealFilePasswordWrong'
  | 'sealFileWithoutKey'
  | 'sealFileWithoutCertificate'
  /** Neither ECDSA on P-256, P-384 nor RSA of 2048 bits and more. */
  | 'sealKeyUnsuitable'
  | 'sealCertificateExpired'
  | 'sealCertificateNotYetValid'
  /** Its key usage does not allow to sign documents (nonRepudiation). */
  | 'sealCertificateUsage'
>;

const MAX_BYTES = 64 * 1024;
const ITERATIONS = 10_000;
/** pkijs draws the initial vector itself; the type asks for one. */
const AES_256: pkijs.ContentEncryptionAlgorithm = { name: 'AES-CBC', length: 256, iv: new Uint8Array(16) };
const BAG = { key: '1.2.840.113549.1.12.10.1.2', certificate: '1.2.840.113549.1.12.10.1.3' };

/**
 * The key and chain in a PKCS#12 file (RFC 7292) with PBES2 ciphers and a MAC, as OpenSSL 3 and we write it. The key
 * comes out as one that cannot be exported again.
 */
export async function loadPkcs12(
  bytes: Uint8Array,
  password: string,
  at: number,
  purpose: 'signature' | 'timeStamp' | 'authority' = 'signature',
): Promise<Result<SigningIdentity, Pkcs12Error>> {
  if (bytes.length > MAX_BYTES) return err({ code: 'sealFileUnreadable', detail: 'size' });
  const bags = await open(bytes, password);
  if (!bags.ok) return bags;
  const { key, certificates } = bags.value;
  if (!key) return err({ code: 'sealFileWithoutKey' });
  const signing = await importKey(key);
  if (!signing) return err({ code: 'sealKeyUnsuitable' });
  const own = certificates.find((certificate) => holds(certificate, key));
  if (!own) return err({ code: 'sealFileWithoutCertificate' });
  const timely = outOfTime(own, at);
  if (timely)
    return err({
      code: timely === 'certificateExpired' ? 'sealCertificateExpired' : 'sealCertificateNotYetValid',
    });
  if (purpose === 'authority' ? !own.ca : !isFor(own, purpose)) return err({ code: 'sealCertificateUsage' });
  return ok({ key: signing, chain: [own.raw, ...intermediates(own, certificates)] });
}

/** A PKCS#12 file of a key that can be exported, and its chain. */
export async function makePkcs12(identity: SigningIdentity, password: string): Promise<Uint8Array> {
  const secret = passwordBytes(password);
  const cipher = {
    password: secret,
    contentEncryptionAlgorithm: AES_256,
    hmacHashAlgorithm: 'SHA-256',
    iterationCount: ITERATIONS,
  };
  const shrouded = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(await crypto.subtle.exportKey('pkcs8', identity.key)),
  });
  await shrouded.makeInternalValues(cipher);
  const safe = new pkijs.AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        {
          privacyMode: 1,
          value: new pkijs.SafeContents({
            safeBags: [
              new pkijs.SafeBag({ bagId: BAG.key, bagValue: shrouded }),
              ...identity.chain.map(
                (der) =>
                  new pkijs.SafeBag({
                    bagId: BAG.certificate,
                    bagValue: new pkijs.CertBag({ parsedValue: pkijs.Certificate.fromBER(toBuffer(der)) }),
                  }),
              ),
            ],
          }),
        },
      ],
    },
  });
  await safe.makeInternalValues({ safeContents: [cipher] });
  const pfx = new pkijs.PFX({ parsedValue: { integrityMode: 0, authenticatedSafe: safe } });
  await pfx.makeInternalValues({
    password: secret,
    iterations: ITERATIONS,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return derOf(pfx.toSchema());
}

/** A bag that can be opened by itself; pkijs keeps that for its own. */
class ShroudedKey extends pkijs.PKCS8ShroudedKeyBag {
  open(password: ArrayBuffer): Promise<void> {
    return this.parseInternalValues({ password });
  }
}

type Bags = { readonly key?: pkijs.PrivateKeyInfo; readonly certificates: readonly X509Certificate[] };

async function open(bytes: Uint8Array, password: string): Promise<Result<Bags, Pkcs12Error>> {
  const secret = passwordBytes(password);
  let pfx: pkijs.PFX;
  try {
    pfx = pkijs.PFX.fromBER(toBuffer(bytes));
  } catch {
    return err({ code: 'sealFileUnreadable' });
  }
  if (!pfx.macData) return err({ code: 'sealFileUnreadable', detail: 'no MAC' });
  try {
    await pfx.parseInternalValues({ password: secret, checkIntegrity: true });
  } catch {
    return err({ code: 'sealFilePasswordWrong' });
  }
  try {
    const safe = pfx.parsedValue?.authenticatedSafe;
    if (!safe) return err({ code: 'sealFileUnreadable' });
    await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password: secret })) });
    let key: pkijs.PrivateKeyInfo | undefined;
    const certificates: X509Certificate[] = [];
    for (const contents of safe.parsedValue?.safeContents ?? [])
      for (const bag of (contents as { value: pkijs.SafeContents }).value.safeBags) {
        const { bagValue } = bag;
        if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
          const shrouded = new ShroudedKey({ schema: bagValue.toSchema() });
          await shrouded.open(secret);
          key ??= shrouded.parsedValue;
        } else if (bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate)
          certificates.push(new X509Certificate(derOf(bagValue.parsedValue.toSchema())));
      }
    return ok({ ...(key ? { key } : {}), certificates });
  } catch {
    return err({ code: 'sealFileUnreadable', detail: 'ciphers' });
  }
}

async function importKey(key: pkijs.PrivateKeyInfo): Promise<CryptoKey | undefined> {
  const bytes = toBuffer(derOf(key.toSchema()));
  for (const algorithm of [
    { name: 'ECDSA', namedCurve: 'P-256' },
    { name: 'ECDSA', namedCurve: 'P-384' },
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ])
    try {
      const signing = await crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
      const { modulusLength } = signing.algorithm as RsaKeyAlgorithm;
      return modulusLength !== undefined && modulusLength < 2048 ? undefined : signing;
    } catch {
      // Another kind of key: the next one is tried.
    }
  return undefined;
}

function holds(certificate: X509Certificate, key: pkijs.PrivateKeyInfo): boolean {
  try {
    return certificate.checkPrivateKey(
      createPrivateKey({ key: Buffer.from(derOf(key.toSchema())), format: 'der', type: 'pkcs8' }),
    );
  } catch {
    return false;
  }
}

/** From the signer's issuer upwards, the root left out: whoever verifies must have it from elsewhere. */
function intermediates(own: X509Certificate, certificates: readonly X509Certificate[]): Uint8Array[] {
  const chain: Uint8Array[] = [];
  let current = own;
  while (chain.length < 5) {
    const issuer = certificates.find((other) => other !== current && current.checkIssued(other));
    if (!issuer || issuer.checkIssued(issuer)) break;
    chain.push(issuer.raw);
    current = issuer;
  }
  return chain;
}

const passwordBytes = (password: string): ArrayBuffer => toBuffer(Buffer.from(password, 'utf8'));
