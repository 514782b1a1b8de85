import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_PROFILE } from './profile.ts';
import { signRequest } from './sign.ts';
import { type ReceivedRequest, verifyRequest } from './verify.ts';

const NOW = Date.UTC(2026, 10, 22, 2, 0, 0);
const own = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const content = new TextEncoder().encode('{"a":1}');
const find = async (id: string) => (id === 'T01' ? own.publicKey : undefined);

async function signedRequest(changes: Partial<Parameters<typeof signRequest>[0]> = {}) {
  const input = {
    method: 'POST',
    target: '/v1/assistance?x=1',
    content,
    keyId: 'T01',
    privateKey: own.privateKey,
    created: NOW,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAA',
    ...changes,
  };
  const headers = await signRequest(input);
  return {
    method: input.method,
    target: input.target,
    content: input.content,
    contentDigest: headers['content-digest'],
    signatureInput: headers['signature-input'],
    signature: headers.signature,
  } satisfies ReceivedRequest;
}

const codeOf = async (request: ReceivedRequest, now = NOW) => {
  const result = await verifyRequest(request, find, now);
  return result.ok ? 'ok' : result.error.code;
};

describe('a signed request', () => {
  it('verifies, and says who signed when with which nonce', async () => {
    const result = await verifyRequest(await signedRequest(), find, NOW);
    expect(result).toEqual({
      ok: true,
      value: { keyId: 'T01', nonce: 'AAAAAAAAAAAAAAAAAAAAAA', created: NOW / 1000 },
    });
  });

  it('verifies whatever its path, query and content are', async () => {
    const part = fc.stringMatching(/^[A-Za-z0-9._~%-]{0,12}$/);
    await fc.assert(
      fc.asyncProperty(part, fc.option(part), fc.uint8Array(), async (path, query, bytes) => {
        const target = `/${path}${query === null ? '' : `?${query}`}`;
        expect(await codeOf(await signedRequest({ target, content: bytes }))).toBe('ok');
      }),
      { numRuns: 40 },
    );
  });

  it('can be made by hand from RFC 9421, components in another order, without alg, by another label', async () => {
    const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
    const parameters = `("content-digest" "@query" "@path" "@method");keyid="T01";created=${NOW / 1000};nonce="stranger-nonce-0001"`;
    const base = [
      `"content-digest": ${digest}`,
      '"@query": ?after=0',
      '"@path": /v1/assistance/x',
      '"@method": GET',
      `"@signature-params": ${parameters}`,
    ].join('\n');
    const bytes = signBytes(null, Buffer.from(base), own.privateKey).toString('base64');
    expect(
      await codeOf({
        method: 'GET',
        target: '/v1/assistance/x?after=0',
        content,
        contentDigest: digest,
        signatureInput: `mine=${parameters}`,
        signature: `mine=:${bytes}:`,
      }),
    ).toBe('ok');
  });
});

describe('the example in docs/branch.md', () => {
  const page = readFileSync(new URL('../../docs/branch.md', import.meta.url), 'utf8');
  const key = {
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
    x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  };
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(page)?.[1] ?? '';

  it('is what is signed here, over the base it shows', async () => {
    const headers = await signRequest({
      method: 'POST',
      target: '/v1/anchors',
      content: new TextEncoder().encode('{"sequence":7}'),
      keyId: 'T01',
      privateKey: createPrivateKey({ key, format: 'jwk' }),
      created: NOW,
      nonce: 'q83vEjRWeJCrze8SNFZ4kA',
    });
    expect(headers).toEqual({
      'content-digest': field('Content-Digest'),
      'signature-input': field('Signature-Input'),
      signature: field('Signature'),
    });
    const base = /```\n("@method"[\s\S]*?)\n```/.exec(page)?.[1] ?? '';
    const bytes = Buffer.from(field('Signature').slice('terminal=:'.length, -1), 'base64');
    expect(verifyBytes(null, Buffer.from(base), createPublicKey({ key, format: 'jwk' }), bytes)).toBe(true);
  });
});

describe('a request that is not what was signed', () => {
  it.each<[string, Partial<ReceivedRequest>, string]>([
    ['another method', { method: 'GET' }, 'signatureInvalid'],
    ['another path', { target: '/v1/custody?x=1' }, 'signatureInvalid'],
    ['a path that only means the same', { target: '/v1/./assistance?x=1' }, 'signatureInvalid'],
    ['another query', { target: '/v1/assistance?x=2' }, 'signatureInvalid'],
    ['no query', { target: '/v1/assistance' }, 'signatureInvalid'],
    ['another content', { content: new TextEncoder().encode('{"a":2}') }, 'contentDigestMismatch'],
    ['no content', { content: new Uint8Array(0) }, 'contentDigestMismatch'],
    ['no Content-Digest', { contentDigest: undefined }, 'signatureMissing'],
    ['no Signature', { signature: undefined }, 'signatureMissing'],
    ['no Signature-Input', { signatureInput: undefined }, 'signatureMissing'],
    ['an empty Signature', { signature: '' }, 'signatureMissing'],
    ['a Signature that is no dictionary', { signature: '%%%' }, 'signatureMalformed'],
    ['a Signature that is no byte sequence', { signature: 'terminal=1' }, 'signatureMalformed'],
    ['a Signature under another label', { signature: 'other=:AAAA:' }, 'signatureMalformed'],
    ['a short Signature', { signature: 'terminal=:AAAA:' }, 'signatureInvalid'],
    ['an input that is no inner list', { signatureInput: 'terminal=1' }, 'signatureMalformed'],
  ])('%s', async (_, changes, code) => {
    expect(await codeOf({ ...(await signedRequest()), ...changes })).toBe(code);
  });

  it('content and digest both changed', async () => {
    const changed = await signedRequest({ content: new TextEncoder().encode('{"a":2}') });
    const request = await signedRequest();
    expect(await codeOf({ ...request, content: changed.content, contentDigest: changed.contentDigest })).toBe(
      'signatureInvalid',
    );
  });

  it('signed with another key', async () => {
    expect(await codeOf(await signedRequest({ privateKey: other.privateKey }))).toBe('signatureInvalid');
  });

  it('signed by a terminal nobody enrolled', async () => {
    expect(await codeOf(await signedRequest({ keyId: 'T02' }))).toBe('terminalUnknown');
  });

  it('no byte of the signature can be changed', async () => {
    const request = await signedRequest();
    const bytes = Buffer.from(request.signature.slice('terminal=:'.length, -1), 'base64');
    for (let index = 0; index < bytes.length; index += 7) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(await codeOf({ ...request, signature: `terminal=:${changed.toString('base64')}:` })).toBe(
        'signatureInvalid',
      );
    }
  });
});

describe('the time of signing', () => {
  const window = SIGNATURE_PROFILE.windowSeconds * 1000;
  it.each([
    [window, 'ok'],
    [window + 1000, 'clockSkew'],
    [-window, 'ok'],
    [-window - 1000, 'clockSkew'],
  ])('%d ms before the service sees it: %s', async (age, code) => {
    expect(await codeOf(await signedRequest({ created: NOW - age }))).toBe(code);
  });

  it('is told apart from a forged one only after the signature held', async () => {
    const stale = await signedRequest({ created: NOW - 3_600_000, privateKey: other.privateKey });
    expect(await codeOf(stale)).toBe('signatureInvalid');
  });
});

describe('a signature input outside the profile', () => {
  const created = `created=${NOW / 1000}`;
  const nonce = 'nonce="AAAAAAAAAAAAAAAAAAAAAA"';
  const key = 'keyid="T01"';
  const all = '"@method" "@path" "@query" "content-digest"';
  /** Signs any input by hand, so that only the profile can refuse it, never a wrong signature. */
  function byHand(input: string, values: Record<string, string> = {}): ReceivedRequest {
    const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
    const known: Record<string, string> = {
      '"@method"': 'POST',
      '"@path"': '/v1/assistance',
      '"@query"': '?',
      '"content-digest"': digest,
      ...values,
    };
    const covered = /^\(([^)]*)\)/.exec(input)?.[1]?.split(' ') ?? [];
    const base = [...covered.map((name) => `${name}: ${known[name]}`), `"@signature-params": ${input}`].join(
      '\n',
    );
    const bytes = signBytes(null, Buffer.from(base), own.privateKey).toString('base64');
    return {
      method: 'POST',
      target: '/v1/assistance',
      content,
      contentDigest: digest,
      signatureInput: `terminal=${input}`,
      signature: `terminal=:${bytes}:`,
    };
  }

  it('the hand that signs these is a good one', async () => {
    expect(await codeOf(byHand(`(${all});${created};${nonce};${key}`))).toBe('ok');
    expect(await codeOf(byHand(`(${all});${created};${nonce};${key};alg="ed25519"`))).toBe('ok');
  });

  it.each([
    ['method not covered', `("@path" "@query" "content-digest");${created};${nonce};${key}`],
    ['path not covered', `("@method" "@query" "content-digest");${created};${nonce};${key}`],
    ['query not covered', `("@method" "@path" "content-digest");${created};${nonce};${key}`],
    ['content not covered', `("@method" "@path" "@query");${created};${nonce};${key}`],
    ['nothing covered', `();${created};${nonce};${key}`],
    ['a component twice', `(${all} "@path");${created};${nonce};${key}`],
    [
      'a component with a parameter',
      `("@method" "@path" "@query" "content-digest";bs);${created};${nonce};${key}`,
    ],
    [
      'a component of a related request',
      `("@method";req "@path" "@query" "content-digest");${created};${nonce};${key}`,
    ],
    ['a further component', `(${all} "@authority");${created};${nonce};${key}`],
    ['no created', `(${all});${nonce};${key}`],
    ['created as text', `(${all});created="now";${nonce};${key}`],
    ['created with a fraction', `(${all});created=${NOW / 1000}.5;${nonce};${key}`],
    ['no nonce', `(${all});${created};${key}`],
    ['a short nonce', `(${all});${created};nonce="short";${key}`],
    ['a long nonce', `(${all});${created};nonce="${'A'.repeat(65)}";${key}`],
    ['no keyid', `(${all});${created};${nonce}`],
    ['a keyid that is no terminal', `(${all});${created};${nonce};keyid="../T01"`],
    ['another algorithm', `(${all});${created};${nonce};${key};alg="hmac-sha256"`],
    ['expires', `(${all});${created};${nonce};${key};expires=${NOW / 1000 + 300}`],
    ['an unknown parameter', `(${all});${created};${nonce};${key};tag="x"`],
  ])('%s', async (_, input) => {
    expect(await codeOf(byHand(input, { '"@authority"': 'branch.invalid' }))).toBe('signatureMalformed');
  });

  it('two signatures, each good', async () => {
    const request = byHand(`(${all});${created};${nonce};${key}`);
    const twice = {
      ...request,
      signatureInput: `${request.signatureInput}, two=(${all});${created};${nonce};${key}`,
      signature: `${request.signature}, two=${request.signature?.slice('terminal='.length)}`,
    };
    expect(await verifyRequest(twice, find, NOW)).toEqual({
      ok: false,
      error: { code: 'signatureMalformed', detail: 'more than one signature' },
    });
  });

  it('hostile text: a coded refusal, never a throw', async () => {
    const request = byHand(`(${all});${created};${nonce};${key}`);
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), async (signatureInput, signature) => {
        expect(await codeOf({ ...request, signatureInput, signature })).toMatch(
          /^signature(Missing|Malformed)$/,
        );
      }),
    );
  });
});
