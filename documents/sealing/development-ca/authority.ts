import * as pkijs from 'pkijs';
import { err, ok } from '#foundation/result.ts';
import { OID } from '../../asn1/oids.ts';
import { type SigningIdentity, toBuffer } from '../cms.ts';
import type { CertificateAuthority } from '../ports.ts';
import { makeCertificate } from './certificate.ts';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
/** A certificate for one signature lives as long as a signing may take. */
const ONE_TIME_LIFE = 30 * MINUTE;
/** Clocks of one branch may differ by this much. */
const SKEW = 2 * MINUTE;
export const MAX_CSR_BYTES = 8 * 1024;

/** Every certificate below names its origin by this. */
export const DEVELOPMENT_CA_NAME = 'Vestibule Development CA, not for real signatures';

/** A root and its key. */
export type DevelopmentRoot = { readonly certificate: Uint8Array; readonly key: CryptoKey };

/** A new root on P-384, good for ten years from `at`. Its key can be exported, to be kept in the data folder. */
export async function makeRoot(at: number): Promise<DevelopmentRoot> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = await makeCertificate({
    subject: [
      { type: OID.organization, value: 'Vestibule Development' },
      { type: OID.commonName, value: DEVELOPMENT_CA_NAME },
    ],
    publicKey: keys.publicKey,
    purpose: { kind: 'authority' },
    from: at - SKEW,
    to: at + 10 * YEAR,
    key: keys.privateKey,
  });
  return { certificate, key: keys.privateKey };
}

/** The port over a development root: checks the proof of possession, takes the name from the request, nothing else. */
export const developmentAuthority = (root: DevelopmentRoot, now: () => number): CertificateAuthority => ({
  issue: async ({ csr, subject }) => {
    if (csr.length > MAX_CSR_BYTES) return err({ code: 'certificateRefused', detail: 'request too large' });
    try {
      const request = pkijs.CertificationRequest.fromBER(toBuffer(csr));
      if (!(await request.verify()))
        return err({ code: 'certificateRefused', detail: 'proof of possession' });
      const publicKey = await request.getPublicKey();
      if (publicKey.algorithm.name !== 'ECDSA')
        return err({ code: 'certificateRefused', detail: 'algorithm' });
      const at = now();
      return ok([
        await makeCertificate({
          subject: [
            { type: OID.commonName, value: subject.name },
            { type: OID.serialNumber, value: subject.event },
          ],
          publicKey,
          purpose: { kind: 'signature', once: true },
          from: at - SKEW,
          to: at + ONE_TIME_LIFE,
          issuer: root.certificate,
          key: root.key,
        }),
      ]);
    } catch {
      return err({ code: 'certificateRefused', detail: 'request' });
    }
  },
});

/** A key and certificate for the bank's seal or the time stamp, two years long. */
export async function developmentIdentity(
  root: DevelopmentRoot,
  name: string,
  purpose: 'signature' | 'timeStamp',
  at: number,
  extractable = false,
): Promise<SigningIdentity> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, extractable, [
    'sign',
    'verify',
  ]);
  const own = await makeCertificate({
    subject: [
      { type: OID.organization, value: 'Vestibule Development' },
      { type: OID.commonName, value: `${name} (development, not for real signatures)` },
    ],
    publicKey: keys.publicKey,
    purpose: { kind: purpose },
    from: at - SKEW,
    to: at + 2 * YEAR,
    issuer: root.certificate,
    key: root.key,
  });
  return { key: keys.privateKey, chain: [own] };
}
