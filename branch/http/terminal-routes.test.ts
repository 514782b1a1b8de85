import { createPrivateKey, type KeyObject, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistance } from '#contracts/branch/assistance.ts';
import { ManualClock } from '#foundation/clock.ts';
import { newTerminalKey } from '../client/key.ts';
import { signRequest } from '../signatures/sign.ts';
import {
  aCall,
  aKeptCard,
  type BranchHouse,
  enrolled,
  openBranch,
  rawRequest,
} from '../test-support/house.ts';

const T01_KEY = newTerminalKey();
const keyObject = (pkcs8: Uint8Array) =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });

let house: BranchHouse<ManualClock>;
let port = 0;
beforeAll(async () => {
  house = await openBranch();
  port = house.service.port;
  await enrolled(house, 'T01', T01_KEY);
  await enrolled(house, 'T02');
});
afterAll(() => house.close());

type Sent = {
  method?: string;
  target?: string;
  content?: string | Uint8Array;
  keyId?: string;
  key?: KeyObject;
  created?: number;
  nonce?: string;
};

/** What goes over the wire for a signed request, so that a test can change it on the way. */
async function prepare(sent: Sent) {
  const { method = 'POST', target = '/v1/assistance', content = '' } = sent;
  const headers = await signRequest({
    method,
    target,
    content: Buffer.from(content),
    keyId: sent.keyId ?? 'T01',
    privateKey: sent.key ?? keyObject(T01_KEY),
    created: sent.created ?? house.clock.wall(),
    nonce: sent.nonce ?? randomUUID(),
  });
  const type = content.length === 0 ? {} : { 'content-type': 'application/json' };
  return { method, target, content, headers: { ...headers, ...type } as Record<string, string> };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;
const deliver = (request: Prepared) =>
  rawRequest(port, request.method, request.target, request.headers, request.content);
const call = async (sent: Sent) => deliver(await prepare(sent));

describe('the signature of a request', () => {
  const content = JSON.stringify(aCall());

  it('lets a terminal in', async () => {
    expect((await call({ content })).status).toBe(201);
  });

  it.each<[string, (request: Prepared) => Prepared, string]>([
    ['an altered content', (r) => ({ ...r, content: JSON.stringify(aCall()) }), 'contentDigestMismatch'],
    ['an altered path', (r) => ({ ...r, target: '/v1/custody' }), 'signatureInvalid'],
    ['an altered query', (r) => ({ ...r, target: '/v1/assistance?x=1' }), 'signatureInvalid'],
    ['no signature', (r) => without(r, 'signature'), 'signatureMissing'],
    ['no signature input', (r) => without(r, 'signature-input'), 'signatureMissing'],
    ['no content digest', (r) => without(r, 'content-digest'), 'signatureMissing'],
  ])('%s: 401', async (_, alter, code) => {
    const answer = await deliver(alter(await prepare({ content })));
    expect([answer.status, answer.code]).toEqual([401, code]);
  });

  it('of a wrong key, of a stranger, of an old one: 401', async () => {
    const stranger = keyObject(newTerminalKey());
    expect(await outcome({ content, key: stranger })).toEqual([401, 'signatureInvalid']);
    expect(await outcome({ content, keyId: 'T99' })).toEqual([401, 'terminalUnknown']);
    expect(await outcome({ content, keyId: 'T02' })).toEqual([401, 'signatureInvalid']);
  });

  it('made too early or too late: 401, and the service tells its own time', async () => {
    for (const skew of [-61_000, 61_000]) {
      const answer = await call({ content, created: house.clock.wall() + skew });
      expect([answer.status, answer.code]).toEqual([401, 'clockSkew']);
      expect(JSON.parse(answer.text).error.serverTime).toBe(new Date(house.clock.wall()).toISOString());
    }
  });

  it('is taken once', async () => {
    const request = await prepare({ content });
    expect((await deliver(request)).status).toBe(200);
    const again = await deliver(request);
    expect([again.status, again.code]).toEqual([401, 'nonceReplayed']);
    expect(await outcome({ content, nonce: 'the-same-nonce-again' })).toEqual([200, undefined]);
    expect(await outcome({ content, nonce: 'the-same-nonce-again' })).toEqual([401, 'nonceReplayed']);
  });

  it('that is refused uses up no nonce', async () => {
    const nonce = 'nonce-of-a-forged-request';
    const stranger = keyObject(newTerminalKey());
    expect(await outcome({ content, nonce, key: stranger })).toEqual([401, 'signatureInvalid']);
    expect(await outcome({ content, nonce })).toEqual([200, undefined]);
  });

  const outcome = async (sent: Sent) => {
    const answer = await call(sent);
    return [answer.status, answer.code];
  };
  const without = (request: Prepared, name: string): Prepared => {
    const { [name]: _, ...headers } = request.headers;
    return { ...request, headers };
  };

  it.each([
    ['GET', `/v1/assistance/${randomUUID()}`],
    ['POST', `/v1/assistance/${randomUUID()}/withdraw`],
    ['POST', '/v1/assistance'],
    ['POST', '/v1/custody'],
    ['POST', '/v1/anchors'],
    ['GET', '/v1/anchors?terminal=T01&journal=x'],
    ['GET', '/v1/terminals/T01'],
  ])('is asked for: %s %s', async (method, target) => {
    const answer = await rawRequest(port, method, target);
    expect([answer.status, answer.code]).toEqual([401, 'signatureMissing']);
  });
});

describe('what a terminal may say', () => {
  it.each([
    ['no JSON', '{', 'badJson'],
    ['no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'badJson'],
    ['no object', '[]', 'badRequest'],
    ['an unknown key', JSON.stringify({ ...aCall(), name: 'x' }), 'badRequest'],
    ['a prototype', JSON.stringify(aCall()).replace('{', '{"__proto__":{"a":1},'), 'badRequest'],
    ['a short id', JSON.stringify(aCall({ id: 'x' })), 'badRequest'],
    ['an id that is a path', JSON.stringify(aCall({ id: '../../../../etc/passwd' })), 'badRequest'],
    ['free text as a step', JSON.stringify(aCall({ step: 'please <b>help</b>' })), 'badRequest'],
    ['a language we do not speak', JSON.stringify(aCall({ language: 'xx' })), 'badRequest'],
    ['a long visit', JSON.stringify(aCall({ visit: 'x'.repeat(65) })), 'badRequest'],
    ['deep nesting', '['.repeat(30_000) + ']'.repeat(30_000), 'badRequest'],
  ])('%s: %s', async (_, content, code) => {
    const answer = await call({ content });
    expect([answer.status, answer.code]).toEqual([400, code]);
  });

  it('a refusal never quotes what was sent', async () => {
    const answer = await call({
      content: JSON.stringify({ ...aCall(), 'Zhang San 11010119900307': 1, step: 'Li Si' }),
    });
    expect(answer.code).toBe('badRequest');
    expect(answer.text).not.toMatch(/Zhang|Li Si|1101/);
  });

  it.each(['?wait=26', '?wait=-1', '?wait=1e3', '?wait=', '?after=x', '?after=0&after=1', '?other=1'])(
    'query %s is refused',
    async (query) => {
      const answer = await call({ method: 'GET', target: `/v1/assistance/${randomUUID()}${query}` });
      expect([answer.status, answer.code]).toEqual([400, 'badRequest']);
    },
  );
});

describe('calls for a person', () => {
  it('are opened once, however often they are sent', async () => {
    const request = aCall();
    const first = await call({ content: JSON.stringify(request) });
    const second = await call({ content: JSON.stringify(request) });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    const { id, ...told } = JSON.parse(first.text) as Assistance;
    expect(told).toMatchObject({
      terminal: 'T01',
      state: 'open',
      version: 1,
      reason: 'asked',
      step: 'chooseCard',
    });
    expect(told.reference).toMatch(/^H-\d{4}$/);
    expect(id).toBe(request.id);
  });

  it('an id stands for one call', async () => {
    const request = aCall();
    await call({ content: JSON.stringify(request) });
    for (const changes of [
      { step: 'result' },
      { visit: 'visit-2' },
      { service: null },
      { language: 'en' },
      { reason: 'stepFailed' as const },
    ]) {
      const answer = await call({ content: JSON.stringify({ ...request, ...changes }) });
      expect([answer.status, answer.code]).toEqual([409, 'idConflict']);
    }
  });

  it('are nobody else’s business', async () => {
    const request = aCall();
    await call({ content: JSON.stringify(request) });
    const key = newTerminalKey();
    await enrolled(house, 'T03', key);
    const other = { keyId: 'T03', key: keyObject(key) };
    expect((await call({ ...other, content: JSON.stringify(request) })).code).toBe('idConflict');
    expect((await call({ ...other, method: 'GET', target: `/v1/assistance/${request.id}` })).code).toBe(
      'notFound',
    );
    expect((await call({ ...other, target: `/v1/assistance/${request.id}/withdraw` })).code).toBe('notFound');
  });

  it('are withdrawn once, and again as a resend', async () => {
    const request = aCall();
    await call({ content: JSON.stringify(request) });
    const first = await call({ target: `/v1/assistance/${request.id}/withdraw` });
    const second = await call({ target: `/v1/assistance/${request.id}/withdraw` });
    expect(JSON.parse(first.text)).toMatchObject({ state: 'withdrawn', version: 2 });
    expect(second.text).toBe(first.text);
    expect((await call({ target: `/v1/assistance/${randomUUID()}/withdraw` })).code).toBe('notFound');
    expect((await call({ target: '/v1/assistance/..%2f..%2fx/withdraw' })).code).toBe('notFound');
  });

  it('have numbers of their day, each once, also when the clock goes back', async () => {
    const own = await openBranch(new ManualClock(Date.parse('2026-11-22T15:59:58Z')));
    const client = await enrolled(own);
    const references: string[] = [];
    const open = async () => {
      const answer = await client.requestAssistance(aCall());
      references.push(answer.ok ? answer.value.reference : answer.error.code);
    };
    await open();
    await open();
    own.clock.advance(5_000);
    await open();
    own.clock.jumpWall(-10_000);
    await open();
    own.clock.jumpWall(10_000);
    await open();
    expect(references).toEqual(['H-0001', 'H-0002', 'H-0001', 'H-0003', 'H-0002']);
    await own.close();
  });

  it('many at once have many numbers', async () => {
    const own = await openBranch();
    const client = await enrolled(own);
    const answers = await Promise.all(Array.from({ length: 40 }, () => client.requestAssistance(aCall())));
    const references = answers.map((answer) => (answer.ok ? answer.value.reference : answer.error.code));
    expect(new Set(references).size).toBe(40);
    expect(references.toSorted().at(-1)).toBe('H-0040');
    await own.close();
  });
});

describe('kept cards', () => {
  it('are recorded once, however often they are sent; an id stands for one', async () => {
    const request = aKeptCard();
    const first = await call({ target: '/v1/custody', content: JSON.stringify(request) });
    const second = await call({ target: '/v1/custody', content: JSON.stringify(request) });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.text).toBe(first.text);
    expect(JSON.parse(first.text)).toMatchObject({ ...request, terminal: 'T01', state: 'inBin' });
    const changed = JSON.stringify({ ...request, reason: 'jammed' });
    expect((await call({ target: '/v1/custody', content: changed })).code).toBe('idConflict');
  });

  it.each([
    { reference: 'c 1' },
    { reference: '卡' },
    { what: 'passport' },
    { reason: 'lost' },
    { pan: '1' },
  ])('%o is refused', async (changes) => {
    const content = JSON.stringify({ ...aKeptCard(), ...changes });
    expect((await call({ target: '/v1/custody', content })).code).toBe('badRequest');
  });
});

describe('an own record', () => {
  it('of the terminal can be asked for, another’s not', async () => {
    const own = await call({ method: 'GET', target: '/v1/terminals/T01' });
    expect(JSON.parse(own.text)).toMatchObject({ id: 'T01' });
    expect((await call({ method: 'GET', target: '/v1/terminals/T02' })).code).toBe('notYours');
    const anchors = (terminal: string) =>
      call({ method: 'GET', target: `/v1/anchors?terminal=${terminal}&journal=${'a'.repeat(64)}` });
    expect((await anchors('T01')).status).toBe(200);
    const others = await anchors('T02');
    expect([others.status, others.code]).toEqual([403, 'notYours']);
  });
});
