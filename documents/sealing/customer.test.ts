import { X509Certificate } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { strokesSchema } from '../evidence/strokes.ts';
import { boundTo, boxes, factsOf, paper, SIGNED_AT, STROKES, signingOf } from '../test-support/papers.ts';
import { type House, house, sealed, signed, value } from '../test-support/sealed.ts';
import { sealByBank, sealDigest } from './bank.ts';
import { signByCustomer } from './customer.ts';
import { developmentAuthority } from './development-ca/authority.ts';
import { inkAppearance } from './ink.ts';
import type { CertificateAuthority } from './ports.ts';

describe('a customer’s signature', () => {
  let ours: House;
  let base: Uint8Array;
  let authority: CertificateAuthority;
  beforeAll(async () => {
    ours = await house();
    base = await paper();
    authority = developmentAuthority(ours.root, () => SIGNED_AT);
  });
  const sign = (change: Partial<ReturnType<typeof signingOf>> = {}, by = authority) =>
    signByCustomer({ ...signingOf(base), ...change }, { authority: by, lettering: boxes });
  const code = async (of: ReturnType<typeof sign>) => {
    const signedPaper = await of;
    return signedPaper.ok ? 'signed' : `${signedPaper.error.code} ${signedPaper.error.detail ?? ''}`.trim();
  };

  it('keeps the paper as it was shown, and every signature has a key of its own', async () => {
    const [one, two] = [await signed(ours, base), await signed(ours, base)];
    expect(Buffer.compare(one.subarray(0, base.length), base)).toBe(0);
    const issued: Uint8Array[] = [];
    const watched: CertificateAuthority = {
      issue: async (request) => {
        const chain = await authority.issue(request);
        if (chain.ok) issued.push(...chain.value);
        return chain;
      },
    };
    await sign({}, watched);
    await sign({}, watched);
    const keys = issued.map((der) =>
      new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    );
    expect(new Set(keys).size).toBe(2);
    expect(Buffer.compare(one, two)).not.toBe(0);
  });

  it('is refused for what does not fit', async () => {
    const other = await paper(2, 'Another');
    expect(await code(sign({ strokes: boundTo(other) }))).toBe('evidenceUnusable strokesOfAnother');
    expect(await code(sign({ facts: factsOf(other) }))).toBe('evidenceUnusable document');
    expect(await code(sign({ place: { page: 3, rect: signingOf(base).place.rect } }))).toBe(
      'signaturePlaceUnknown',
    );
    expect(
      await code(sign({ place: { page: 1, rect: { x: 0, y: 0, width: Number.NaN, height: 90 } } })),
    ).toBe('signaturePlaceUnknown');
    expect(await code(sign({ signer: { name: 'a\u202eb', event: 'S-1' } }))).toBe('captionUnusable subject');
    expect(await code(sign({ signer: { name: '许念安', event: 'S/1;\n' } }))).toBe('captionUnusable subject');
    expect(await code(sign({ caption: ['a\u0000b'] }))).toBe('captionUnusable');
    const once = await signed(ours, base);
    expect(await code(signByCustomer(signingOf(once), { authority, lettering: boxes }))).toBe(
      'signaturesUnexpected',
    );
    const streams = await (await PDFDocument.load(base)).save({ useObjectStreams: true });
    expect(await code(signByCustomer(signingOf(streams), { authority, lettering: boxes }))).toMatch(
      /^paperUnusable/,
    );
    expect(
      await code(signByCustomer(signingOf(Buffer.from('no paper')), { authority, lettering: boxes })),
    ).toMatch(/^paperUnusable/);
  });

  it('is not made where the authority refuses, or answers for another key', async () => {
    const refusing: CertificateAuthority = { issue: async () => err({ code: 'certificateRefused' }) };
    expect(await code(sign({}, refusing))).toBe('certificateRefused');
    for (const chain of [
      [],
      [ours.root.certificate],
      [Buffer.from('no certificate')],
      Array(9).fill(ours.seal.chain[0]),
    ])
      expect(await code(sign({}, { issue: async () => ok(chain) }))).toMatch(/^certificateUnusable/);
    const broken = await authority.issue({ csr: Buffer.from('x'), subject: { name: 'x', event: 'x' } });
    expect(broken).toMatchObject({ ok: false, error: { code: 'certificateRefused' } });
  });

  it('is sealed once, by a seal over this very digest', async () => {
    const whole = await sealed(ours, base);
    const seal = { seal: ({ digest }: { digest: string }) => sealDigest(ours.seal, digest) };
    expect(await sealByBank(whole, SIGNED_AT, seal)).toMatchObject({
      error: { code: 'signaturesUnexpected' },
    });
    expect(await sealByBank(base, SIGNED_AT, seal)).toMatchObject({
      error: { code: 'signaturesUnexpected' },
    });
    const first = await signed(ours, base);
    const wrong = { seal: () => sealDigest(ours.seal, 'ab'.repeat(32)) };
    expect(await sealByBank(first, SIGNED_AT, wrong)).toMatchObject({
      error: { code: 'sealUnusable', detail: 'digest' },
    });
    const garbage = { seal: async () => ok(Buffer.from('no seal')) };
    expect(await sealByBank(first, SIGNED_AT, garbage)).toMatchObject({ error: { code: 'sealUnusable' } });
    expect(await sealDigest(ours.seal, 'not a digest')).toMatchObject({ error: { code: 'sealRefused' } });
  });
});

describe('ink', () => {
  const size = { width: 220, height: 90 };
  it('is numbers and nine operators inside its rectangle, whatever was drawn', () => {
    const point = fc.record({
      t: fc.constant(0),
      x: fc.double({ min: 0, max: 300, noNaN: true }),
      y: fc.double({ min: 0, max: 200, noNaN: true }),
      pressure: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        (strokes) => {
          const drawn = strokesSchema.parse({ box: { width: 300, height: 200 }, strokes });
          const stream = value(inkAppearance(drawn, ['x'], size, boxes));
          expect(stream).toMatch(/^(?:(?:-?\d+(?:\.\d{1,3})?|w|m|l|h|S|f|q|Q|RG|rg|J|j)[ \n])+$/);
          for (const [, x, y] of stream.matchAll(/(-?[\d.]+) (-?[\d.]+) [ml]\b/g)) {
            expect(Number(x) >= 0 && Number(x) <= size.width, `${x}`).toBe(true);
            expect(Number(y) >= 0 && Number(y) <= size.height, `${y}`).toBe(true);
          }
        },
      ),
    );
  });

  it('is wider where the pen was pressed harder', () => {
    const drawn = (pressure: number) =>
      value(inkAppearance({ ...STROKES, strokes: [[{ t: 0, x: 1, y: 1, pressure }]] }, [], size, boxes));
    const width = (stream: string) => Number(/([\d.]+) w/.exec(stream)?.[1]);
    expect(width(drawn(1))).toBeGreaterThan(width(drawn(0)) * 3);
  });
});
