import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BANK_CALLS, BANK_REPLY_BYTES } from '#contracts/bank/calls.ts';
import { BANK_ERROR_CODES } from '#contracts/bank/errors.ts';
import { bankFailure } from '#contracts/bank/failure.ts';
import { talkTo } from '../test-kit.ts';
import { readReply } from './reply.ts';

const KEY = 'test-key-00000000001';
const BLOCK = {
  cardRef: 'crd_example01',
  customerRef: 'cus_example01',
  reason: 'lost',
  idempotencyKey: KEY,
} as const;
const LOOKUP = {
  documentType: 'residentIdCard',
  documentNumber: '799999199001010019',
  name: '安示例',
} as const;
const DONE = {
  operationRef: 'op_example01',
  idempotencyKey: KEY,
  action: 'blockCard',
  at: '2026-11-22T02:00:00.000Z',
  state: 'done',
};
const CUSTOMER = {
  customerRef: 'cus_example01',
  cards: [
    {
      cardRef: 'crd_example01',
      last4: '0018',
      product: { zh: '安居借记卡', en: 'Anju debit card' },
      kind: 'debit',
      status: 'active',
      reservedPhone: null,
    },
  ],
};

type Reply = (response: ServerResponse) => void;

/** A server that answers every request in one way, and counts them. */
async function bankThat(reply: Reply) {
  let requests = 0;
  const server = createServer((request, response) => {
    requests++;
    request.resume();
    request.on('end', () => reply(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { client: talkTo(`http://127.0.0.1:${port}/`).client(), requests: () => requests };
}

const JSON_TYPE = { 'content-type': 'application/json' };
const says =
  (body: unknown, status = 200, headers: Record<string, string> = JSON_TYPE): Reply =>
  (response) =>
    void response
      .writeHead(status, headers)
      .end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
const errorBody = (code: string) => ({ error: { code, message: 'x' } });

describe('a good reply', () => {
  it.each([
    ['plain', says(DONE)],
    ['with a character set', says(DONE, 200, { 'content-type': 'Application/JSON; charset=utf-8' })],
    [
      'in pieces, with blanks',
      ((response) => {
        response.writeHead(200, JSON_TYPE).write('  {');
        response.end(`${JSON.stringify(DONE).slice(1)}\n`);
      }) satisfies Reply,
    ],
    ['packed', says(gzipSync(JSON.stringify(DONE)), 200, { ...JSON_TYPE, 'content-encoding': 'gzip' })],
  ])('is believed: %s', async (_, reply) => {
    const { client, requests } = await bankThat(reply);
    expect(await client.blockCard(BLOCK)).toEqual({ ok: true, value: DONE });
    expect(requests()).toBe(1);
  });
});

describe('a reply that cannot be trusted', () => {
  const endless: Reply = (response) => {
    response.writeHead(200, JSON_TYPE);
    const more = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536))) {}
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  };
  const TABLE: readonly [string, string, Reply][] = [
    ['a portal page', 'notJson', says('<html>Sign in</html>', 200, { 'content-type': 'text/html' })],
    ['a portal page that claims to be JSON', 'notJson', says('<html>Sign in</html>')],
    ['JSON that claims to be a page', 'notJson', says(DONE, 200, { 'content-type': 'text/plain' })],
    ['no type', 'notJson', says(JSON.stringify(DONE), 200, {})],
    [
      'a type that only begins like JSON',
      'notJson',
      says(DONE, 200, { 'content-type': 'application/json-seq' }),
    ],
    ['nothing', 'notJson', says('')],
    ['204', 'notJson', says('', 204, {})],
    ['broken UTF-8', 'notJson', says(Buffer.from([0x22, 0xff, 0xfe, 0x22]))],
    ['half of it, well ended', 'notJson', says(JSON.stringify(DONE).slice(0, 40))],
    ['a redirect', 'redirect', says('', 302, { location: 'http://127.0.0.1:1/login' })],
    ['another success', 'wrongSchema', says(DONE, 201)],
    ['a field too many', 'wrongSchema', says({ ...DONE, note: 'x' })],
    ['a field too few', 'wrongSchema', says({ ...DONE, at: undefined })],
    [
      'a prototype',
      'wrongSchema',
      says(`${JSON.stringify(DONE).slice(0, -1)},"__proto__":{"state":"done"}}`),
    ],
    ['an unknown state', 'wrongSchema', says({ ...DONE, state: 'accepted' })],
    ['an unknown refusal', 'wrongSchema', says({ ...DONE, state: 'refused', code: 'because' })],
    ['a refusal without why', 'wrongSchema', says({ ...DONE, state: 'refused' })],
    ["somebody else's key", 'wrongSchema', says({ ...DONE, idempotencyKey: 'test-key-00000000002' })],
    ['another action', 'wrongSchema', says({ ...DONE, action: 'changePhone' })],
    ['an impossible date', 'wrongSchema', says({ ...DONE, at: '2026-13-45T02:00:00Z' })],
    ['a list', 'wrongSchema', says([DONE])],
    ['null', 'wrongSchema', says('null')],
    ['very deep', 'wrongSchema', says('['.repeat(100_000) + ']'.repeat(100_000))],
    ['an error this call does not have', 'wrongSchema', says(errorBody('nameMismatch'), 409)],
    ['an error under another status', 'wrongSchema', says(errorBody('cardUnknown'), 409)],
    ['an error nobody knows', 'wrongSchema', says(errorBody('declined'), 409)],
    ['an error with more to it', 'wrongSchema', says({ ...errorBody('cardUnknown'), data: 1 }, 404)],
    ["another server's 404", 'notJson', says('Not found', 404, { 'content-type': 'text/plain' })],
    ["a proxy's 401", 'wrongSchema', says({ message: 'Unauthorized' }, 401)],
    ['500 with a good error', 'serverError', says(errorBody('internal'), 500)],
    ['502 with a page', 'serverError', says('<html>', 502, { 'content-type': 'text/html' })],
    ['503 with a good answer', 'serverError', says(DONE, 503)],
    ['a large one', 'oversize', says(`"${'x'.repeat(BANK_REPLY_BYTES)}"`)],
    ['an endless one', 'oversize', endless],
    [
      'a small one that unpacks large',
      'oversize',
      says(gzipSync(' '.repeat(20_000_000)), 200, { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    ],
    [
      'broken packing',
      'cut',
      says(Buffer.from('not gzip'), 200, { ...JSON_TYPE, 'content-encoding': 'gzip' }),
    ],
    ['cut before the head', 'cut', (response) => void response.socket?.destroy()],
    [
      'cut in the body',
      'cut',
      (response) => {
        response.writeHead(200, { ...JSON_TYPE, 'content-length': '500' });
        response.write(JSON.stringify(DONE), () => response.socket?.destroy());
      },
    ],
    ['not HTTP', 'cut', (response) => void response.socket?.end('SSH-2.0-nothing\r\n')],
  ];

  it.each(TABLE)('%s is unknown (%s)', async (_, reason, reply) => {
    const { client, requests } = await bankThat(reply);
    expect(await client.blockCard(BLOCK)).toMatchObject({ ok: false, error: { code: 'unknown', reason } });
    // One sending, whatever came: repeating is not this client's business.
    expect(requests()).toBe(1);
  });

  it('just as large as allowed is still read', async () => {
    const text = JSON.stringify(DONE);
    const { client } = await bankThat(says(text + ' '.repeat(BANK_REPLY_BYTES - text.length)));
    expect(await client.blockCard(BLOCK)).toMatchObject({ ok: true });
  });

  it.each([
    ['a control character', 'Card\u0007'],
    ['an override of direction', '卡\u202Eabc'],
    ['a lone surrogate', 'Card\uD800'],
  ])('with %s in a text is unknown', async (_, en) => {
    const [card] = CUSTOMER.cards;
    const reply = { ...CUSTOMER, cards: [{ ...card, product: { zh: '卡', en } }] };
    const { client } = await bankThat(says(reply));
    expect(await client.lookupCustomer(LOOKUP)).toMatchObject({
      ok: false,
      error: { code: 'unknown', reason: 'wrongSchema' },
    });
  });

  it('tells where it is wrong, never what stood there', async () => {
    const [card] = CUSTOMER.cards;
    const { client } = await bankThat(says({ ...CUSTOMER, cards: [{ ...card, last4: 'CANARY-1234' }] }));
    const told = await client.lookupCustomer(LOOKUP);
    expect(told).toEqual({
      ok: false,
      error: { code: 'unknown', reason: 'wrongSchema', detail: 'cards.0.last4' },
    });
  });
});

describe('errors of the bank', () => {
  it.each([
    [400, 'badRequest', 'rejected'],
    [401, 'unauthorised', 'rejected'],
    [413, 'tooLarge', 'rejected'],
    [415, 'unsupportedMediaType', 'rejected'],
    [422, 'keyReused', 'rejected'],
    [404, 'cardUnknown', 'notFound'],
    [404, 'customerUnknown', 'notFound'],
  ])('%i %s is %s', async (status, bankCode, code) => {
    const { client } = await bankThat(says(errorBody(bankCode), status));
    expect(await client.blockCard(BLOCK)).toEqual({ ok: false, error: { code, bankCode } });
  });
});

describe('any reply at all', () => {
  const { reply: shape, errors } = BANK_CALLS.blockCard;
  const almost = fc.oneof(
    fc.record(
      {
        ...Object.fromEntries(
          Object.entries(DONE).map(([k, v]) => [k, fc.oneof(fc.constant(v), fc.jsonValue())]),
        ),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      error: fc.record({
        code: fc.oneof(fc.constantFrom(...BANK_ERROR_CODES), fc.string()),
        message: fc.string(),
      }),
    }),
    fc.jsonValue(),
  );

  it('is a value of the contract, a documented error, or unknown', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(200, 200, 201, 204, 302, 400, 401, 404, 409, 413, 422, 429, 500, 503),
        fc.constantFrom('application/json', 'application/json;x=y', 'text/html', ''),
        fc.oneof(
          almost.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        ),
        (status, contentType, body) => {
          const told = readReply({ status, contentType, body }, shape, errors);
          if (told.ok) {
            expect(status).toBe(200);
            expect(shape.parse(JSON.parse(body.toString()))).toEqual(told.value);
            return;
          }
          expect(bankFailure.parse(told.error)).toEqual(told.error);
          if (!('bankCode' in told.error)) {
            expect(told.error.code).toBe('unknown');
            return;
          }
          expect(errors).toContain(told.error.bankCode);
          expect(status).toBeGreaterThanOrEqual(400);
          expect(status).toBeLessThan(500);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
