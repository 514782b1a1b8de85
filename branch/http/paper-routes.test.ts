import { type ClientRequest, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foundPapersSchema, PAPER_BYTES } from '#contracts/branch/paper.ts';
import { paperCheckedSchema } from '#contracts/branch/paper-page.ts';
import { shortCode } from '#documents/paper/short-code.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import {
  type BranchHouse,
  clientOf,
  enrolled,
  openBranch,
  pageHeaders,
  pageOrigin,
  rawRequest,
  staffPost,
  withStore,
} from '../test-support/house.ts';
import { base64, signedPaper } from '../test-support/signing.ts';

describe('papers over the API of terminals', () => {
  let house: BranchHouse<ManualClock>;
  let client: BranchClient;
  beforeEach(async () => {
    house = await openBranch();
    client = await enrolled(house);
  });
  afterEach(() => house.close());
  const sign = () =>
    signedPaper({ issue: client.issueCertificate, seal: client.sealDigest }, { at: house.clock.wall() });

  it('leads from a certificate over the seal to the archive', async () => {
    const request = await sign();
    const kept = await client.keepPaper(request);
    expect(kept).toMatchObject({ ok: true, value: { state: 'kept' } });
    expect(await client.keepPaper(request)).toEqual(kept);
    expect(await client.paperState(request.event)).toEqual(kept);
    const over = { event: request.event, state: 'void', reason: 'visitEnded' };
    expect(await client.voidPaper({ event: request.event, reason: 'visitEnded' })).toEqual({
      ok: true,
      value: over,
    });
    expect(await client.keepPaper(request)).toMatchObject({
      error: { code: 'refused', reason: 'paperVoid', detail: 'paperVoid: visitEnded' },
    });
  });

  it('takes a large paper as far as verifying it, and nothing larger than a paper may be', async () => {
    const request = await sign();
    const large = await client.keepPaper({ ...request, paper: base64(Buffer.alloc(PAPER_BYTES, 0x20)) });
    expect(large).toMatchObject({ error: { reason: 'paperRefused' } });
    const tooLarge = base64(Buffer.alloc(PAPER_BYTES + 9_000, 0x20));
    expect(await client.keepPaper({ ...request, paper: tooLarge })).toMatchObject({
      error: { reason: 'bodyTooLarge' },
    });
    // Every other call stays small.
    expect(
      await client.issueCertificate({ event: request.event, name: 'x', csr: base64(Buffer.alloc(70_000)) }),
    ).toMatchObject({ error: { reason: 'bodyTooLarge' } });
  });

  it('knows nobody but an enrolled terminal', async () => {
    const stranger = clientOf(house.service.url, house.clock, 'T09');
    expect(await stranger.paperState('an-event-of-nobody')).toMatchObject({
      error: { reason: 'terminalUnknown' },
    });
  });

  it('opens a paper for the counters of its branch, and writes down who looked and why', async () => {
    const request = await sign();
    await client.keepPaper(request);
    const { port } = house.service;
    const counter = await pageHeaders(port, '1002');
    const found = await staffPost(port, '/counter/api/papers/find', { number: request.number }, counter);
    const { papers } = foundPapersSchema.parse(JSON.parse(found.text));
    expect(papers).toMatchObject([
      { number: request.number, voided: null, deletedAt: null, stampedAt: expect.any(String) },
    ]);
    const sha256 = papers[0]?.sha256;
    const opening = { sha256, reason: 'customerAsked' };
    const opened = await staffPost(port, '/counter/api/papers/open', opening, counter);
    expect(opened.status).toBe(200);
    expect(opened.headers['content-type']).toBe('application/pdf');
    expect(opened.headers['content-disposition']).toContain('attachment');
    expect(Number(opened.headers['content-length'])).toBe(Buffer.from(request.paper, 'base64').length);
    const log = () =>
      withStore(house, ({ db }) =>
        db.selectFrom('staff_log').selectAll().where('event', '=', 'paperOpened').execute(),
      );
    expect(await log()).toMatchObject([{ actor: '1002', subject: sha256, detail: 'customerAsked' }]);

    const lobby = await pageHeaders(port, '1003');
    expect(await staffPost(port, '/counter/api/papers/open', opening, lobby)).toMatchObject({
      code: 'notAllowed',
    });
    expect(
      await staffPost(port, '/counter/api/papers/open', { ...opening, reason: 'curious' }, counter),
    ).toMatchObject({ code: 'badRequest' });
    expect(
      await staffPost(port, '/counter/api/papers/open', { ...opening, sha256: 'ab'.repeat(32) }, counter),
    ).toMatchObject({ code: 'notFound' });
    expect(await log()).toHaveLength(1);
  });

  it('tells anybody with number and code whether it is kept here, and what a file is worth', async () => {
    const request = await sign();
    const kept = await client.keepPaper(request);
    const sha256 = kept.ok && kept.value.state === 'kept' ? kept.value.sha256 : '';
    const { port } = house.service;
    const { number, event } = request;
    const look = (paper: object) => staffPost(port, '/p/api/look', paper);
    const code = shortCode(sha256);
    expect((await look({ number, code })).text).toBe('{"standing":"kept"}');
    expect((await look({ number, code: shortCode('ab'.repeat(32)) })).text).toBe('{"standing":"unknown"}');
    expect((await look({ number: 'other', code })).text).toBe('{"standing":"unknown"}');

    const bytes = Buffer.from(request.paper, 'base64');
    const headers = { ...pageOrigin(port), 'content-type': 'application/pdf' };
    const check = async (file: Uint8Array) => {
      const { status, text } = await rawRequest(port, 'POST', '/p/api/check', headers, file);
      return status === 200 ? paperCheckedSchema.parse(JSON.parse(text)) : text;
    };
    expect(await check(bytes)).toMatchObject({
      outcome: 'trusted',
      standing: 'kept',
      signatures: [
        { by: 'customer', name: '许念安', trusted: true, stampedAt: null },
        { by: 'bank', trusted: true, stampedAt: expect.any(String) },
      ],
    });
    const changed = Buffer.from(bytes);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(await check(changed)).toMatchObject({ outcome: 'tampered', standing: 'unknown', signatures: [] });
    expect(await check(Buffer.alloc(PAPER_BYTES + 1))).toContain('bodyTooLarge');
    expect(await check(Buffer.alloc(0))).toMatchObject({ outcome: 'unreadable' });

    await client.voidPaper({ event, reason: 'saleNotMade' });
    expect((await look({ number, code })).text).toBe('{"standing":"void"}');
    expect(await check(bytes)).toMatchObject({ outcome: 'trusted', standing: 'void' });
  });

  it('answers pages of its own alone, and nobody who tries code after code', async () => {
    const { port } = house.service;
    const paper = { number: 'W-1', code: shortCode('ab'.repeat(32)) };
    const elsewhere = { host: `127.0.0.1:${port}` };
    expect(await staffPost(port, '/p/api/look', paper, elsewhere)).toMatchObject({ code: 'wrongOrigin' });
    const copy = { ...paper, documentEnd: '002X' };
    expect(await staffPost(port, '/p/api/copy', copy, elsewhere)).toMatchObject({ code: 'wrongOrigin' });
    expect((await staffPost(port, '/p/api/copy', { ...copy, documentEnd: '02X' })).status).toBe(400);
    expect((await staffPost(port, '/p/api/copy', { ...copy, number: 'W-3' })).text).toBe('{"result":"none"}');
    const pdf = { ...elsewhere, 'content-type': 'application/pdf' };
    expect(await rawRequest(port, 'POST', '/p/api/check', pdf, 'x')).toMatchObject({ code: 'wrongOrigin' });
    const json = { ...pageOrigin(port), 'content-type': 'application/json' };
    expect(await rawRequest(port, 'POST', '/p/api/check', json, '{}')).toMatchObject({ code: 'notJson' });
    for (let tries = 0; tries < 10; tries++)
      expect((await staffPost(port, '/p/api/look', paper)).text).toBe('{"standing":"unknown"}');
    expect(await staffPost(port, '/p/api/look', paper)).toMatchObject({ code: 'tooManyRequests' });
    expect((await staffPost(port, '/p/api/look', { ...paper, number: 'W-2' })).status).toBe(200);
  });

  it('takes so many large contents at once and no more', async () => {
    const { port } = house.service;
    const headers = { ...pageOrigin(port), 'content-type': 'application/pdf', 'content-length': '1000' };
    const begun = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<ClientRequest>((resolve) => {
            const upload = request({
              host: '127.0.0.1',
              port,
              method: 'POST',
              path: '/p/api/check',
              headers,
            });
            upload.on('error', () => {});
            upload.write('%PDF', () => resolve(upload));
          }),
      ),
    );
    const one = { ...pageOrigin(port), 'content-type': 'application/pdf' };
    let answer = await rawRequest(port, 'POST', '/p/api/check', one, 'x');
    while (answer.status === 200) answer = await rawRequest(port, 'POST', '/p/api/check', one, 'x');
    expect(answer).toMatchObject({ code: 'tooManyRequests' });
    expect(answer.headers['retry-after']).toBe('5');
    for (const upload of begun) upload.destroy();
    while (answer.status !== 200) answer = await rawRequest(port, 'POST', '/p/api/check', one, 'x');
  });
});
