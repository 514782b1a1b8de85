import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESENCE_WINDOW_SECONDS, presenceEventSchema } from '#contracts/branch/arrival.ts';
import { checkPresence, presenceSignature } from './presence.ts';
import { PRESENCE_EXAMPLE } from './presence-example.ts';

const { secret, timestamp, content, signature } = PRESENCE_EXAMPLE;
const AT = Number(timestamp) * 1_000;
const bytes = Buffer.from(content);
const good = { timestamp, signature, content: bytes };
const signed = (at: string) => ({
  timestamp: at,
  signature: presenceSignature(secret, at, bytes),
  content: bytes,
});

describe('a presence event', () => {
  it('is signed as the documents show', () => {
    const byHand = createHmac('sha256', secret).update(`${timestamp}.${content}`, 'utf8').digest('hex');
    expect(signature).toBe(`v1=${byHand}`);
    expect(presenceEventSchema.safeParse(JSON.parse(content)).success).toBe(true);
    for (const file of ['branch-api.yaml', 'for-integrators.md']) {
      const text = readFileSync(fileURLToPath(new URL(`../../docs/${file}`, import.meta.url)), 'utf8');
      for (const part of [secret, timestamp, signature]) expect(text.includes(part), file).toBe(true);
    }
    expect(checkPresence(good, secret, AT)).toEqual({
      ok: true,
      value: { nonce: byHand, keptUntil: AT + PRESENCE_WINDOW_SECONDS * 1_000 },
    });
  });

  it.each([
    ['no time', { ...good, timestamp: undefined }, 'signatureMissing'],
    ['no signature', { ...good, signature: undefined }, 'signatureMissing'],
    ['a time in milliseconds', signed(`${timestamp}000`), 'signatureMalformed'],
    ['a time with a sign', signed(`+${timestamp.slice(1)}`), 'signatureMalformed'],
    ['two times', { ...good, timestamp: `${timestamp}, ${timestamp}` }, 'signatureMalformed'],
    ['capital letters', { ...good, signature: signature.toUpperCase() }, 'signatureMalformed'],
    ['no version', { ...good, signature: signature.slice(3) }, 'signatureMalformed'],
    ['a short signature', { ...good, signature: signature.slice(0, -1) }, 'signatureMalformed'],
    ['a long signature', { ...good, signature: `${signature}0` }, 'signatureMalformed'],
    ['another time', { ...good, timestamp: '1893456001' }, 'signatureInvalid'],
    ['other content', { ...good, content: Buffer.from(`${content} `) }, 'signatureInvalid'],
    ['no content', { ...good, content: new Uint8Array(0) }, 'signatureInvalid'],
    ['too old a time', signed(String(AT / 1_000 - PRESENCE_WINDOW_SECONDS - 1)), 'clockSkew'],
    ['a time to come', signed(String(AT / 1_000 + PRESENCE_WINDOW_SECONDS + 1)), 'clockSkew'],
  ])('with %s is refused', (_, message, code) => {
    expect(checkPresence(message, secret, AT)).toEqual({ ok: false, error: { code } });
  });

  it('under another secret is refused', () => {
    expect(checkPresence(good, `${secret}x`, AT)).toMatchObject({ error: { code: 'signatureInvalid' } });
  });

  it('is taken to the very ends of the window', () => {
    for (const seconds of [-PRESENCE_WINDOW_SECONDS, PRESENCE_WINDOW_SECONDS])
      expect(checkPresence(signed(String(AT / 1_000 + seconds)), secret, AT).ok).toBe(true);
  });

  it('with any one bit of it changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(checkPresence({ ...good, content: changed }, secret, AT).ok).toBe(false);
      }),
    );
  });
});
