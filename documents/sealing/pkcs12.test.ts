import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '#foundation/clock.ts';
import { OID } from '../asn1/oids.ts';
import { value } from '../test-support/sealed.ts';
import { type Bench, bench, isHere } from '../test-support/tools.ts';
import { readCms } from '../verifying/cms.ts';
import { sealDigest } from './bank.ts';
import { loadPkcs12 } from './pkcs12.ts';

if (!isHere('openssl')) console.warn('A bank’s own PKCS#12 is not tried here: openssl is not installed.');

const DAY = 86_400_000;

describe.skipIf(!isHere('openssl'))('a bank’s own PKCS#12, made by openssl', () => {
  let at: Bench;
  beforeAll(() => {
    at = bench();
  });
  afterAll(() => at.dispose());

  /** A self-issued certificate and its key, as a bank's administrator makes one to try. */
  function made(
    of: string,
    key: readonly string[],
    usage = 'critical,digitalSignature,nonRepudiation',
    ...more: readonly string[]
  ): Uint8Array {
    const subject = '/C=CN/O=示范银行股份有限公司/CN=电子印章（测试）';
    const requested = at.run(
      'openssl',
      'req',
      '-x509',
      '-utf8',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      `${of}.key`,
      '-out',
      `${of}.pem`,
      '-days',
      '30',
      '-subj',
      subject,
      '-addext',
      `keyUsage=${usage}`,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
    );
    expect(requested.status, requested.out).toBe(0);
    const packed = at.run(
      'openssl',
      'pkcs12',
      '-export',
      '-inkey',
      `${of}.key`,
      '-in',
      `${of}.pem`,
      '-out',
      `${of}.p12`,
      '-passout',
      'pass:密码 password',
      ...more,
    );
    expect(packed.status, packed.out).toBe(0);
    return at.read(`${of}.p12`);
  }
  const EC = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  const PASSWORD = '密码 password';

  it.each([
    ['P-256', EC],
    ['P-384', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['RSA of 3072 bits', ['rsa:3072']],
  ])('with a key on %s and a Chinese name seals a digest', async (_, key) => {
    const identity = value(await loadPkcs12(made('good', key), PASSWORD, systemClock.wall()));
    expect(new X509Certificate(identity.chain[0]).subject).toContain('示范银行股份有限公司');
    expect(identity.key.extractable).toBe(false);
    const cms = value(readCms(value(await sealDigest(identity, '7c'.repeat(32))), OID.data));
    expect(Buffer.from(cms.messageDigest).toString('hex')).toBe('7c'.repeat(32));
  });

  it('brings its intermediate authority, and leaves its root out', async () => {
    made('root', EC, 'critical,keyCertSign');
    const ca = [
      '-x509',
      '-utf8',
      '-nodes',
      '-days',
      '30',
      '-addext',
      'basicConstraints=critical,CA:TRUE',
      '-addext',
      'keyUsage=critical,keyCertSign',
    ];
    at.run(
      'openssl',
      'req',
      ...ca,
      '-newkey',
      ...EC,
      '-keyout',
      'r.key',
      '-out',
      'r.pem',
      '-subj',
      '/CN=Root',
    );
    at.run(
      'openssl',
      'req',
      ...ca,
      '-newkey',
      ...EC,
      '-keyout',
      'i.key',
      '-out',
      'i.pem',
      '-subj',
      '/CN=Middle',
      '-CA',
      'r.pem',
      '-CAkey',
      'r.key',
    );
    const own = at.run(
      'openssl',
      'req',
      '-x509',
      '-nodes',
      '-days',
      '30',
      '-newkey',
      ...EC,
      '-keyout',
      'o.key',
      '-out',
      'o.pem',
      '-subj',
      '/CN=Seal',
      '-CA',
      'i.pem',
      '-CAkey',
      'i.key',
      '-addext',
      'keyUsage=critical,nonRepudiation',
      '-addext',
      'basicConstraints=critical,CA:FALSE',
    );
    expect(own.status, own.out).toBe(0);
    at.write('chain.pem', Buffer.concat([at.read('i.pem'), at.read('r.pem')]));
    at.run(
      'openssl',
      'pkcs12',
      '-export',
      '-inkey',
      'o.key',
      '-in',
      'o.pem',
      '-certfile',
      'chain.pem',
      '-out',
      'o.p12',
      '-passout',
      'pass:x',
    );
    const { chain } = value(await loadPkcs12(at.read('o.p12'), 'x', systemClock.wall()));
    expect(chain.map((der) => new X509Certificate(der).subject)).toEqual(['CN=Seal', 'CN=Middle']);
  });

  it.each([
    ['a wrong password', 'sealFilePasswordWrong', (): Uint8Array => made('bad', EC), 'another', 0],
    ['another usage', 'sealCertificateUsage', () => made('bad', EC, 'critical,keyAgreement'), PASSWORD, 0],
    ['no key', 'sealFileWithoutKey', () => made('bad', EC, undefined, '-nokeys'), PASSWORD, 0],
    [
      'no certificate',
      'sealFileWithoutCertificate',
      () => made('bad', EC, undefined, '-nocerts'),
      PASSWORD,
      0,
    ],
    ['a weak key', 'sealKeyUnsuitable', () => made('bad', ['rsa:1024']), PASSWORD, 0],
    ['a certificate that is over', 'sealCertificateExpired', () => made('bad', EC), PASSWORD, 31 * DAY],
    ['a certificate of tomorrow', 'sealCertificateNotYetValid', () => made('bad', EC), PASSWORD, -DAY],
    ['something else', 'sealFileUnreadable', () => Buffer.from('not a file of keys'), PASSWORD, 0],
    ['too much', 'sealFileUnreadable', () => new Uint8Array(100_000), PASSWORD, 0],
  ] as const)('is refused with %s', async (_, code, file, password, later) => {
    expect(await loadPkcs12(file(), password, systemClock.wall() + later)).toMatchObject({
      ok: false,
      error: { code },
    });
  });
});
