import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock, systemClock } from '#foundation/clock.ts';
import { SIGNED_AT } from '../../test-support/papers.ts';
import { type House, house, sealed, value } from '../../test-support/sealed.ts';
import { bench, isHere, parts, pem } from '../../test-support/tools.ts';
import { verify } from '../../verifying/verify.ts';
import { sealDigest } from '../bank.ts';
import type { SigningIdentity } from '../cms.ts';
import { developmentIdentity } from '../development-ca/authority.ts';
import { answerStampRequest, timeStampServer } from '../development-ca/time-stamps.ts';
import { addTimeStamp, stampSealed, toBeStamped } from './add.ts';
import { httpTimeStamps } from './http.ts';
import { stampRequest, tokenIn } from './request.ts';

const YEARS = 2 * 365 * 86_400_000;

describe('a time stamp', () => {
  let ours: House;
  let whole: Uint8Array;
  let maker: SigningIdentity;
  const servers: Server[] = [];
  beforeAll(async () => {
    ours = await house();
    whole = await sealed(ours);
    maker = await developmentIdentity(ours.root, 'Time Stamps', 'timeStamp', SIGNED_AT);
  });
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  async function listening(server: Server): Promise<string> {
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }
  const authority = async (at = SIGNED_AT + 5_000, by = maker) =>
    httpTimeStamps(await listening(timeStampServer(by, () => at)), systemClock);
  const behind = async (answer: RequestListener) =>
    httpTimeStamps(await listening(createServer(answer)), systemClock);
  const judged = (bytes: Uint8Array, at = SIGNED_AT + 60_000) =>
    verify(bytes, { anchors: [ours.anchor], at });

  it('is added to a sealed paper later, in the hole of the seal and nowhere else', async () => {
    const stamped = value(await stampSealed(whole, await authority()));
    expect(judged(stamped)).toMatchObject({ outcome: 'trusted', findings: [] });
    expect(judged(stamped).signatures[1]?.stampedAt).toBe(SIGNED_AT + 5_000);
    const text = Buffer.from(whole).toString('latin1');
    const hole = text.lastIndexOf('/Contents <') + 11;
    const end = text.indexOf('>', hole);
    const different = [...stamped.keys()].filter((at) => stamped[at] !== whole[at]);
    expect(different.length).toBeGreaterThan(100);
    expect(different.every((at) => at >= hole && at < end)).toBe(true);
    expect(addTimeStamp(stamped, new Uint8Array(3))).toMatchObject({
      ok: false,
      error: { code: 'timeStampUnusable' },
    });
    expect(await stampSealed(stamped, await authority())).toMatchObject({
      error: { code: 'signaturesUnexpected' },
    });
  });

  it('lets a paper be trusted when the certificates are long over, which it is not without', async () => {
    const stamped = value(await stampSealed(whole, await authority()));
    expect(judged(stamped, SIGNED_AT + 2 * YEARS).outcome).toBe('trusted');
    expect(judged(whole, SIGNED_AT + 2 * YEARS)).toMatchObject({ outcome: 'signerUnknown' });
  });

  it('comes with the seal where the authority answers; the seal stands without where it does not', async () => {
    const digest = '7c'.repeat(32);
    const down = httpTimeStamps('http://127.0.0.1:1/', systemClock);
    const [withStamp, without] = [
      value(await sealDigest(ours.seal, digest, await authority())),
      value(await sealDigest(ours.seal, digest, down)),
    ];
    expect(withStamp.length).toBeGreaterThan(without.length + 500);
  });

  it.skipIf(!isHere('openssl'))('is what openssl takes for one', async () => {
    const at = bench();
    const request = stampRequest(Buffer.from('anything'));
    at.write('request', request.bytes);
    at.write(
      'answer',
      await answerStampRequest(
        await developmentIdentity(ours.root, 'x', 'timeStamp', systemClock.wall()),
        request.bytes,
        systemClock.wall(),
      ),
    );
    at.write('root.pem', pem(ours.root.certificate));
    const said = at.run(
      'openssl',
      'ts',
      '-verify',
      '-queryfile',
      'request',
      '-in',
      'answer',
      '-CAfile',
      'root.pem',
    );
    expect(said.out).toContain('Verification: OK');
    const stamped = value(await stampSealed(whole, await authority()));
    const [, seal] = parts(stamped);
    at.write('cms', seal?.cms ?? '');
    at.write('covered', seal?.covered ?? '');
    const cades = at.run(
      'openssl',
      'cms',
      '-verify',
      '-cades',
      '-binary',
      '-inform',
      'DER',
      '-in',
      'cms',
      '-content',
      'covered',
      '-CAfile',
      'root.pem',
      '-purpose',
      'any',
      '-attime',
      String(SIGNED_AT / 1000 + 60),
      '-out',
      'out',
    );
    expect(cades.out).toContain('CAdES Verification successful');
    at.dispose();
  });

  it('is refused when it answers another request, stamps other bytes, or is cut anywhere', async () => {
    const stamped = Buffer.from('a signature value');
    const request = stampRequest(stamped);
    const answer = await answerStampRequest(maker, request.bytes, SIGNED_AT);
    expect(tokenIn(answer, stamped, request.nonce).ok).toBe(true);
    expect(tokenIn(answer, stamped, stampRequest(stamped).nonce)).toMatchObject({
      error: { detail: 'nonce' },
    });
    expect(tokenIn(answer, Buffer.from('another'), request.nonce)).toMatchObject({
      error: { detail: 'imprint' },
    });
    for (let length = 0; length < answer.length; length += 13)
      expect(tokenIn(answer.subarray(0, length), stamped, request.nonce).ok).toBe(false);
    const refused = await answerStampRequest(maker, Buffer.from('no request'), SIGNED_AT);
    expect(tokenIn(refused, stamped, request.nonce)).toMatchObject({ error: { detail: 'refused' } });
  });

  it('with any byte changed inside a sealed paper is seen', async () => {
    const stamped = value(await stampSealed(whole, await authority()));
    const hole = Buffer.from(stamped).toString('latin1').lastIndexOf('/Contents <') + 11;
    const used = parts(stamped)[1]?.cms.findLastIndex((byte) => byte !== 0) ?? 0;
    const wrong: number[] = [];
    for (let at = 1; at < 2 * used; at += 23) {
      const bytes = Uint8Array.from(stamped);
      // Another digit, and still one.
      bytes[hole + at] = bytes[hole + at] === 0x31 ? 0x32 : 0x31;
      if (judged(bytes).outcome !== 'tampered') wrong.push(at);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('by somebody nobody named, or of a maker that may not, or of tomorrow, makes nothing trusted', async () => {
    const other = await house();
    const strange = await developmentIdentity(other.root, 'Elsewhere', 'timeStamp', SIGNED_AT);
    for (const [by, at] of [
      [strange, SIGNED_AT + 5_000],
      [ours.seal, SIGNED_AT + 5_000],
      [maker, SIGNED_AT + 86_400_000],
    ] as const) {
      const report = judged(value(await stampSealed(whole, await authority(at, by))));
      expect(report.outcome).toBe('signerUnknown');
      expect(report.findings.map((finding) => finding.code)).toContain('timeStampNotTrusted');
    }
    // Clocks differ by minutes; by an hour, one of them is wrong.
    const stampedAt = async (at: number) => judged(value(await stampSealed(whole, await authority(at))));
    expect((await stampedAt(SIGNED_AT - 60_000)).outcome).toBe('trusted');
    const old = await developmentIdentity(ours.root, 'Early', 'timeStamp', SIGNED_AT - 86_400_000);
    const contradicted = judged(
      value(await stampSealed(whole, await authority(SIGNED_AT - 60 * 60_000, old))),
    );
    expect(contradicted.outcome).toBe('signerUnknown');
  });

  it('is unavailable, never pretended, from a server that is down, late, wordy or something else', async () => {
    const stamped = value(toBeStamped(whole));
    const asked = async (of: Awaited<ReturnType<typeof behind>>) => {
      const answer = await of.stamp({ stamped });
      return answer.ok ? 'token' : `${answer.error.code} ${answer.error.detail}`;
    };
    const type = { 'content-type': 'application/timestamp-reply' };
    expect(await asked(httpTimeStamps('http://127.0.0.1:1/', systemClock))).toBe(
      'timeStampUnavailable unreachable',
    );
    expect(await asked(await behind((_, response) => void response.writeHead(503).end()))).toBe(
      'timeStampUnavailable status 503',
    );
    expect(await asked(await behind((_, response) => void response.writeHead(200).end('<html>')))).toBe(
      'timeStampUnavailable status 200',
    );
    expect(
      await asked(await behind((_, response) => void response.writeHead(302, { location: '/' }).end())),
    ).toBe('timeStampUnavailable unreachable');
    expect(
      await asked(
        await behind((_, response) => void response.writeHead(200, type).end(Buffer.alloc(80_000))),
      ),
    ).toBe('timeStampUnusable too large');
    expect(await asked(await behind((_, response) => void response.writeHead(200, type).end('x')))).toContain(
      'timeStampUnusable',
    );

    const clock = new ManualClock();
    const arrived = Promise.withResolvers<void>();
    const silent = await listening(createServer(() => arrived.resolve()));
    const late = httpTimeStamps(silent, clock, 5_000).stamp({ stamped });
    await arrived.promise;
    clock.advance(5_000);
    expect(await late).toMatchObject({ error: { code: 'timeStampUnavailable', detail: 'late' } });
    expect(clock.armed).toBe(0);
  });
});
