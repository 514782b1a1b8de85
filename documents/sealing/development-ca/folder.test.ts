import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SIGNED_AT } from '../../test-support/papers.ts';
import { sealed, value } from '../../test-support/sealed.ts';
import { verify } from '../../verifying/verify.ts';
import { DEVELOPMENT_CA_FOLDER, openDevelopmentCa } from './folder.ts';

describe('the development CA of a data folder', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'vestibule-ca-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));
  const file = (name: string) => join(data, DEVELOPMENT_CA_FOLDER, name);

  it('is made once, says what it is, and is found again', async () => {
    const first = value(await openDevelopmentCa(data, SIGNED_AT));
    const again = value(await openDevelopmentCa(data, SIGNED_AT + 1_000));
    expect(Buffer.from(again.root.certificate)).toEqual(Buffer.from(first.root.certificate));
    expect(new X509Certificate(first.root.certificate).subject).toContain('not for real signatures');
    expect(new X509Certificate(first.seal.chain[0]).subject).toContain('not for real signatures');
    const whole = await sealed({ ...again, anchor: new X509Certificate(first.root.certificate) });
    const report = verify(whole, {
      anchors: [new X509Certificate(again.root.certificate)],
      at: SIGNED_AT + 2_000,
    });
    expect(report.outcome).toBe('trusted');
  });

  it('is readable by its owner alone, and no key of it can be taken out again', async () => {
    const ca = value(await openDevelopmentCa(data, SIGNED_AT));
    const names = readdirSync(join(data, DEVELOPMENT_CA_FOLDER)).sort();
    expect(names).toEqual(['bank-seal.p12', 'password', 'root.cer', 'root.p12', 'time-stamp.p12']);
    for (const name of names) expect(statSync(file(name)).mode & 0o777, name).toBe(0o600);
    for (const key of [ca.seal.key, ca.timeStamp.key, ca.root.key]) expect(key.extractable).toBe(false);
  });

  it('finishes what a start that was cut short left, and does not go on with half of it', async () => {
    value(await openDevelopmentCa(data, SIGNED_AT));
    rmSync(file('root.cer'));
    const ca = value(await openDevelopmentCa(data, SIGNED_AT));
    expect(
      new X509Certificate(ca.seal.chain[0]).verify(new X509Certificate(ca.root.certificate).publicKey),
    ).toBe(true);
  });

  it('says in a code what is wrong with its files', async () => {
    value(await openDevelopmentCa(data, SIGNED_AT));
    expect(await openDevelopmentCa(data, SIGNED_AT + 3 * 365 * 86_400_000)).toMatchObject({
      ok: false,
      error: { code: 'sealCertificateExpired' },
    });
    const whole = readFileSync(file('bank-seal.p12'));
    writeFileSync(file('bank-seal.p12'), whole.subarray(0, 100));
    expect(await openDevelopmentCa(data, SIGNED_AT)).toMatchObject({ error: { code: 'sealFileUnreadable' } });
    writeFileSync(file('bank-seal.p12'), whole);
    writeFileSync(file('password'), 'another\n');
    expect(await openDevelopmentCa(data, SIGNED_AT)).toMatchObject({
      error: { code: 'sealFilePasswordWrong' },
    });
    rmSync(file('password'));
    expect(await openDevelopmentCa(data, SIGNED_AT)).toMatchObject({
      error: { code: 'developmentCaUnusable' },
    });
  });
});
