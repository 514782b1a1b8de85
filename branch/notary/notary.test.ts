import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { OID } from '#documents/asn1/oids.ts';
import { DEVELOPMENT_CA_FOLDER, ROOT_FILE } from '#documents/sealing/development-ca/folder.ts';
import { readCms } from '#documents/verifying/cms.ts';
import { ManualClock } from '#foundation/clock.ts';
import { err, type Result } from '#foundation/result.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { base64 } from '../test-support/signing.ts';
import { openDevelopment } from './development.ts';
import { Notary, SIGNING_RATE } from './notary.ts';
import type { NotaryPorts } from './ports.ts';

const CALLER = { terminal: 'T01', branch: HOME_BRANCH };
const DIGEST = 'ab'.repeat(32);
const DAY = 86_400_000;

/** A certificate request with a key of its own. */
async function aRequest(): Promise<string> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const csr = new pkijs.CertificationRequest();
  csr.subject.typesAndValues.push(
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: 'nobody' }) }),
  );
  await csr.subjectPublicKeyInfo.importKey(keys.publicKey);
  await csr.sign(keys.privateKey, 'SHA-256');
  return base64(new Uint8Array(csr.toSchema(true).toBER(false)));
}

function value<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

onBothEngines('The notary', ({ emptyStore }) => {
  const folder = mkdtempSync(join(tmpdir(), 'vestibule-notary-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const seal = new BranchSeal([Buffer.alloc(32, 7)]);
  let store: BranchStore;
  let clock: ManualClock;
  let ports: NotaryPorts;
  let notary: Notary;
  let csr: string;
  const open = async () => value(await openDevelopment(store, clock, seal, folder));
  const wish = (changes: { event?: string; name?: string; csr?: string } = {}) => ({
    event: randomUUID(),
    name: '许念安',
    csr,
    ...changes,
  });
  beforeEach(async () => {
    clock = new ManualClock();
    store = await emptyStore(clock);
    ports = await open();
    notary = new Notary(store, clock, seal, ports);
    csr = await aRequest();
  });

  it('has one authority and one seal on every instance, whose keys nobody reads in the store', async () => {
    const others = await Promise.all([open(), open()]);
    for (const other of others) expect(other.anchors[0]?.raw).toEqual(ports.anchors[0]?.raw);
    const file = join(folder, DEVELOPMENT_CA_FOLDER, ROOT_FILE);
    expect(new X509Certificate(readFileSync(file)).raw).toEqual(ports.anchors[0]?.raw);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const rows = await store.db.selectFrom('notary_material').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]?.sealed).toMatch(/^v1\./);
    const other = new BranchSeal([Buffer.alloc(32, 8)]);
    expect(await openDevelopment(store, clock, other, folder)).toMatchObject({
      error: { code: 'notaryUnusable' },
    });
  });

  it('makes the authority once, whoever starts first', async () => {
    store = await emptyStore(clock);
    const opened = await Promise.all(Array.from({ length: 4 }, open));
    expect(new Set(opened.map(({ anchors }) => anchors[0]?.fingerprint256)).size).toBe(1);
  });

  it('makes its seal anew before it ends, under the same authority', async () => {
    const sealed = value(await ports.seal.seal({ digest: DIGEST }));
    clock.jumpWall(641 * DAY);
    const next = await open();
    expect(next.anchors[0]?.raw).toEqual(ports.anchors[0]?.raw);
    const again = value(await next.seal.seal({ digest: DIGEST }));
    const signer = (cms: Uint8Array) => value(readCms(cms, OID.data)).signer;
    expect(signer(again).raw).not.toEqual(signer(sealed).raw);
    expect(next.anchors[0] && signer(again).verify(next.anchors[0].publicKey)).toBe(true);
    // And not before.
    expect(signer(value(await (await open()).seal.seal({ digest: DIGEST }))).raw).toEqual(signer(again).raw);
  });

  it('issues one certificate an event, in a register that names nobody', async () => {
    const request = wish();
    const first = value(await notary.issue(CALLER, request));
    const certificate = new X509Certificate(Buffer.from(first.chain[0] ?? '', 'base64'));
    expect(certificate.subject).toContain('许念安');
    expect(certificate.subject).toContain(request.event);
    const root = ports.anchors[0];
    expect(root && certificate.verify(root.publicKey)).toBe(true);
    expect(await notary.issue(CALLER, request)).toEqual({ ok: true, value: first });
    const row = await store.db.selectFrom('signing_events').selectAll().executeTakeFirstOrThrow();
    expect(row.certificate_hash).toBe(createHash('sha256').update(certificate.raw).digest('hex'));
    expect(JSON.stringify(row)).not.toContain('许念安');
    expect(JSON.stringify(row)).not.toContain(Buffer.from('许念安').toString('base64').slice(0, 8));
  });

  it('gives eight resends on two instances one and the same certificate and seal', async () => {
    const request = wish();
    const two = [notary, new Notary(store, clock, seal, ports)];
    const eight = Array.from({ length: 8 }, (_, at) => two[at % 2] ?? notary);
    const issued = await Promise.all(eight.map((each) => each.issue(CALLER, request)));
    expect(new Set(issued.map((answer) => JSON.stringify(value(answer)))).size).toBe(1);
    const question = { event: request.event, digest: DIGEST };
    const sealed = await Promise.all(eight.map((each) => each.seal(CALLER, question)));
    expect(new Set(sealed.map((answer) => value(answer).cms)).size).toBe(1);
    expect(await store.db.selectFrom('signing_events').selectAll().execute()).toHaveLength(1);
  });

  it('refuses another request, another digest, another terminal, another branch for the same event', async () => {
    const request = wish();
    value(await notary.issue(CALLER, request));
    const { event } = request;
    expect(await notary.issue(CALLER, { ...request, csr: await aRequest() })).toMatchObject({
      error: { code: 'idConflict' },
    });
    value(await notary.seal(CALLER, { event, digest: DIGEST }));
    expect(await notary.seal(CALLER, { event, digest: 'cd'.repeat(32) })).toMatchObject({
      error: { code: 'idConflict' },
    });
    for (const other of [
      { ...CALLER, terminal: 'T02' },
      { ...CALLER, branch: 'GX-014' },
    ]) {
      expect(await notary.issue(other, request)).toMatchObject({ error: { code: 'notYours' } });
      expect(await notary.seal(other, { event, digest: DIGEST })).toMatchObject({
        error: { code: 'notYours' },
      });
    }
  });

  it('seals nothing for which no certificate was given', async () => {
    expect(await notary.seal(CALLER, { event: randomUUID(), digest: DIGEST })).toMatchObject({
      error: { code: 'illegalMove', detail: 'noCertificate' },
    });
  });

  it('refuses a name with a hidden character, and a request that proves no key', async () => {
    expect(await notary.issue(CALLER, wish({ name: 'a\u202eb' }))).toMatchObject({
      error: { code: 'badRequest', detail: 'name' },
    });
    const broken = Buffer.from(csr, 'base64');
    broken[broken.length - 3] = (broken[broken.length - 3] ?? 0) ^ 1;
    const request = wish({ csr: broken.toString('base64') });
    expect(await notary.issue(CALLER, request)).toMatchObject({ error: { code: 'certificateRefused' } });
    // Bound to what was asked first: no second key tries its luck under the same event.
    expect(await notary.issue(CALLER, { ...request, csr })).toMatchObject({ error: { code: 'idConflict' } });
  });

  it('issues no more for one terminal than its rate, and resends do not count', async () => {
    const first = wish();
    value(await notary.issue(CALLER, first));
    for (let at = 1; at < SIGNING_RATE.burst; at++) value(await notary.issue(CALLER, wish()));
    expect(await notary.issue(CALLER, wish())).toMatchObject({
      error: { code: 'tooManyRequests', retryAfter: SIGNING_RATE.every / 1_000 },
    });
    value(await notary.issue(CALLER, first));
    value(await notary.issue({ ...CALLER, terminal: 'T02' }, wish()));
    clock.advance(SIGNING_RATE.every);
    value(await notary.issue(CALLER, wish()));
  });

  it('takes no answer of a signer that is no seal on this digest', async () => {
    const request = wish();
    value(await notary.issue(CALLER, request));
    const question = { event: request.event, digest: DIGEST };
    const other = () => ports.seal.seal({ digest: 'cd'.repeat(32) });
    const wrong = new Notary(store, clock, seal, { ...ports, seal: { seal: other } });
    expect(await wrong.seal(CALLER, question)).toMatchObject({
      error: { code: 'sealUnavailable', detail: 'sealUnusable' },
    });
    const silent = new Notary(store, clock, seal, {
      ...ports,
      seal: { seal: async () => err({ code: 'sealRefused' as const }) },
    });
    expect(await silent.seal(CALLER, question)).toMatchObject({ error: { code: 'sealUnavailable' } });
    expect(value(await notary.seal(CALLER, question)).stamped).toBe(true);
  });
});
