import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { OID } from '../asn1/oids.ts';
import { sealByBank, sealDigest } from '../sealing/bank.ts';
import type { SigningIdentity } from '../sealing/cms.ts';
import { makeRoot } from '../sealing/development-ca/authority.ts';
import { makeCertificate, type Purpose } from '../sealing/development-ca/certificate.ts';
import { SIGNED_AT } from '../test-support/papers.ts';
import { type House, house, sealed, signed, value } from '../test-support/sealed.ts';
import { pem } from '../test-support/tools.ts';
import { readAnchors } from './anchors.ts';
import { readRevocationList } from './revocation.ts';
import { verify } from './verify.ts';

const NOW = SIGNED_AT + 60_000;
const DAY = 86_400_000;

describe('who signed', () => {
  let ours: House;
  let whole: Uint8Array;
  beforeAll(async () => {
    ours = await house();
    whole = await sealed(ours);
  });
  const codes = (bytes: Uint8Array, more: Partial<Parameters<typeof verify>[1]> = {}) => {
    const report = verify(bytes, { anchors: [ours.anchor], at: NOW, ...more });
    return [report.outcome, ...report.findings.map(({ code, signature }) => `${signature} ${code}`)];
  };
  const sealedBy = async (identity: SigningIdentity, at = SIGNED_AT + 1_000) =>
    value(await sealByBank(await signed(ours), at, { seal: ({ digest }) => sealDigest(identity, digest) }));
  /** A seal whose certificate is bent in one way. */
  async function bent(change: {
    readonly purpose?: Purpose;
    readonly from?: number;
    readonly to?: number;
    readonly issuer?: 'own' | 'none';
  }): Promise<SigningIdentity> {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
      'sign',
      'verify',
    ]);
    const certificate = await makeCertificate({
      subject: [{ type: OID.commonName, value: 'Seal' }],
      publicKey: keys.publicKey,
      purpose: change.purpose ?? { kind: 'signature' },
      from: change.from ?? SIGNED_AT - DAY,
      to: change.to ?? SIGNED_AT + DAY,
      ...(change.issuer === 'none' ? {} : { issuer: ours.root.certificate }),
      key: change.issuer === undefined ? ours.root.key : keys.privateKey,
    });
    return { key: keys.privateKey, chain: [certificate] };
  }

  it('is unknown where nobody is believed, and where somebody else is', async () => {
    const unknown = ['bank noTimeStamp', 'customer signerNotAnchored', 'bank signerNotAnchored'];
    expect(codes(whole, { anchors: [] })).toEqual(['signerUnknown', ...unknown]);
    expect(codes(whole, { anchors: [(await house()).anchor] })).toEqual(['signerUnknown', ...unknown]);
    expect(codes(whole)).toEqual(['trusted', 'bank noTimeStamp']);
  });

  it.each([
    ['over', { to: SIGNED_AT + 2_000 }, 'certificateExpired'],
    ['of tomorrow', { from: SIGNED_AT + DAY, to: SIGNED_AT + 2 * DAY }, 'certificateNotYetValid'],
    ['an authority’s own', { purpose: { kind: 'authority' } }, 'certificateUsage'],
    ['one for time stamps', { purpose: { kind: 'timeStamp' } }, 'certificateUsage'],
    ['one for key agreement', { purpose: { kind: 'keyAgreement' } }, 'certificateUsage'],
    ['self-issued', { issuer: 'none' }, 'signerNotAnchored'],
    ['signed by itself in the name of the authority', { issuer: 'own' }, 'signerNotAnchored'],
  ] as const)('is not confirmed by a certificate that is %s', async (_, change, code) => {
    const [outcome, ...findings] = codes(await sealedBy(await bent(change)));
    expect(outcome).toBe('signerUnknown');
    expect(findings).toContain(`bank ${code}`);
  });

  it('is not confirmed by a certificate that another signer’s certificate issued', async () => {
    const inner = await bent({});
    const [own] = ours.seal.chain;
    const certificate = await makeCertificate({
      subject: [{ type: OID.commonName, value: 'Below' }],
      publicKey: await crypto.subtle.importKey(
        'spki',
        Uint8Array.from(
          new X509Certificate(inner.chain[0]).publicKey.export({ type: 'spki', format: 'der' }),
        ),
        { name: 'ECDSA', namedCurve: 'P-256' },
        true,
        ['verify'],
      ),
      purpose: { kind: 'signature' },
      from: SIGNED_AT - DAY,
      to: SIGNED_AT + DAY,
      issuer: own,
      key: ours.seal.key,
    });
    const [outcome, ...findings] = codes(await sealedBy({ key: inner.key, chain: [certificate, own] }));
    expect(outcome).toBe('signerUnknown');
    expect(findings).toContain('bank signerNotAnchored');
  });

  it('follows the clock: before the signing, and when the certificates are over', () => {
    expect(codes(whole, { at: SIGNED_AT - DAY })[0]).toBe('signerUnknown');
    expect(codes(whole, { at: SIGNED_AT - DAY })).toContain('undefined timesContradict');
    // The customer's certificate is over within the hour: the bank's seal states when it was used.
    expect(codes(whole, { at: SIGNED_AT + 30 * DAY })[0]).toBe('trusted');
    expect(codes(whole, { at: SIGNED_AT + 900 * DAY })).toContain('bank certificateExpired');
  });

  it('does not take a bank’s seal from before the customer’s signature', async () => {
    expect(codes(await sealedBy(ours.seal, SIGNED_AT - 3_600_000))).toContain('undefined timesContradict');
    expect(codes(await sealedBy(ours.seal, SIGNED_AT + 3_600_000), { at: SIGNED_AT + 7_200_000 })).toContain(
      'customer certificateExpired',
    );
  });

  describe('by a revocation list', () => {
    /** A list of the development root's (RFC 5280, 5.1). */
    async function list(
      of: { readonly serial?: Uint8Array; readonly since?: number; readonly next?: number },
      key: CryptoKey = ours.root.key,
    ): Promise<Uint8Array> {
      const root = pkijs.Certificate.fromBER(Uint8Array.from(ours.root.certificate));
      const revoked = new pkijs.CertificateRevocationList({
        version: 1,
        issuer: root.subject,
        thisUpdate: new pkijs.Time({ type: 0, value: new Date(SIGNED_AT - DAY) }),
        nextUpdate: new pkijs.Time({ type: 0, value: new Date(of.next ?? SIGNED_AT + DAY) }),
      });
      if (of.serial)
        revoked.revokedCertificates = [
          new pkijs.RevokedCertificate({
            userCertificate: new asn1js.Integer({ valueHex: Uint8Array.from(of.serial).buffer }),
            revocationDate: new pkijs.Time({ type: 0, value: new Date(of.since ?? SIGNED_AT) }),
          }),
        ];
      await revoked.sign(key, 'SHA-384');
      return new Uint8Array(revoked.toSchema(true).toBER(false));
    }
    const serialOf = (der: Uint8Array) => Buffer.from(new X509Certificate(der).serialNumber, 'hex');
    const read = (der: Uint8Array) => {
      const known = readRevocationList(der);
      if (!known) throw new Error('no list');
      return [known];
    };

    it('a revoked seal is not believed, a list that clears it is', async () => {
      const [seal] = ours.seal.chain;
      expect(codes(whole, { lists: read(await list({})) })).toEqual(['trusted', 'bank noTimeStamp']);
      expect(codes(whole, { lists: read(await list({ serial: serialOf(seal) })) })).toContain(
        'bank certificateRevoked',
      );
      const later = read(await list({ serial: serialOf(seal), since: NOW + 5_000 }));
      expect(codes(whole, { lists: later })[0]).toBe('trusted');
    });

    it('a list that is over, or that somebody else signed, clears nobody', async () => {
      expect(codes(whole, { lists: read(await list({ next: SIGNED_AT - 1 })) })).toContain(
        'bank revocationListStale',
      );
      const forged = read(await list({}, (await makeRoot(SIGNED_AT)).key));
      expect(codes(whole, { lists: forged })).toContain('bank revocationListStale');
    });

    it('is read beside the authorities, and a file with anything else is refused whole', async () => {
      const root = pem(ours.root.certificate);
      const file = `${root}${pem(await list({}), 'X509 CRL')}`;
      expect(readAnchors(Buffer.from(file))).toMatchObject({ anchors: { length: 1 }, lists: { length: 1 } });
      expect(readAnchors(Buffer.from(`${root}-----BEGIN PRIVATE KEY-----\nAAAA\n`))).toBeUndefined();
      expect(readAnchors(Buffer.from(`${root}${pem(Buffer.from('no list'), 'X509 CRL')}`))).toBeUndefined();
      expect(readAnchors(Buffer.from(''))).toBeUndefined();
      expect(readAnchors(ours.root.certificate)?.anchors).toHaveLength(1);
    });
  });
});
