import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foundPapersSchema, PAPER_BYTES } from '#contracts/branch/paper.ts';
import type { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import {
  type BranchHouse,
  clientOf,
  enrolled,
  openBranch,
  pageHeaders,
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
});
