import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat } from '#foundation/bytes.ts';
import { evidenceBytes, makeEvidence } from '../evidence/record.ts';
import { readPdf } from '../pdf/file.ts';
import { pagesOf } from '../pdf/pages.ts';
import { dict, name, number, type PdfDict, withEntries } from '../pdf/value.ts';
import { increment, type NewObject } from '../pdf/write.ts';
import { sealByBank, sealDigest } from '../sealing/bank.ts';
import { developmentAuthority } from '../sealing/development-ca/authority.ts';
import { customerIncrement, customerNumbers } from '../sealing/increments.ts';
import { inkAppearance } from '../sealing/ink.ts';
import { signOnce } from '../sealing/one-time-signature.ts';
import {
  appendUnsigned,
  box,
  CUSTOMER_HOLE,
  coveredDigest,
  fillHole,
  pdfDate,
  signaturePlaceholder,
} from '../sealing/placeholder.ts';
import { boundTo, boxes, factsOf, paper, SIGNED_AT, STROKES } from '../test-support/papers.ts';
import { type House, house, sealed, signed, value } from '../test-support/sealed.ts';
import type { FindingCode, Outcome } from './report.ts';
import { verify } from './verify.ts';

const NOW = SIGNED_AT + 60_000;
const RECT = { x: 300, y: 80, width: 220, height: 90 };

describe('an attack', () => {
  let ours: House;
  let base: Uint8Array;
  let whole: Uint8Array;
  let text: string;
  beforeAll(async () => {
    ours = await house();
    base = await paper();
    whole = await sealed(ours, base);
    text = Buffer.from(whole).toString('latin1');
  });

  const say = (bytes: Uint8Array): { outcome: Outcome; codes: readonly FindingCode[] } => {
    const report = verify(bytes, { anchors: [ours.anchor], at: NOW });
    return { outcome: report.outcome, codes: report.findings.map((finding) => finding.code) };
  };
  const bytesOf = (of: string): Uint8Array => Buffer.from(of, 'latin1');
  const isRefused = (bytes: Uint8Array, code?: FindingCode) => {
    const said = say(bytes);
    expect(['tampered', 'unreadable']).toContain(said.outcome);
    if (code) expect(said.codes).toContain(code);
  };
  /** Replaces one text by another of the same length, the last time it stands there. */
  const replaced = (of: string, by: string): Uint8Array => {
    expect(by).toHaveLength(of.length);
    const at = text.lastIndexOf(of);
    expect(at).toBeGreaterThan(0);
    return bytesOf(text.slice(0, at) + by + text.slice(at + of.length));
  };
  const seal = (bytes: Uint8Array) =>
    sealByBank(bytes, SIGNED_AT + 1_000, { seal: ({ digest }) => sealDigest(ours.seal, digest) });

  /** A paper that the customer's key signs although its increment is not ours: what a bent terminal could make. */
  async function bent(
    change: (objects: readonly NewObject[], from: Uint8Array) => readonly NewObject[],
    of = base,
    facts = factsOf(of),
    before: (bytes: Uint8Array) => void = () => {},
  ): Promise<Uint8Array> {
    const file = value(readPdf(of));
    const page = pagesOf(file)?.[1];
    const objects =
      page &&
      customerIncrement(file, {
        ...signaturePlaceholder(CUSTOMER_HOLE),
        at: pdfDate(SIGNED_AT),
        page,
        rect: box(RECT.x, RECT.y, RECT.width, RECT.height),
        boundingBox: box(0, 0, RECT.width, RECT.height),
        appearance: bytesOf(value(inkAppearance(STROKES, [], RECT, boxes))),
        evidence: evidenceBytes(
          value(makeEvidence(facts, { ...boundTo(of), documentSha256: facts.document.sha256 })),
        ),
      });
    if (!objects) throw new Error('no increment');
    const unsigned = value(appendUnsigned(file, change(objects, of), customerNumbers(file).signature));
    before(unsigned.bytes);
    const digest = coveredDigest(unsigned.bytes, unsigned.hole);
    const authority = developmentAuthority(ours.root, () => SIGNED_AT);
    const cms = value(await signOnce(digest, { name: '许念安', event: 'S-1' }, authority));
    return value(await seal(value(fillHole(unsigned.bytes, unsigned.hole, cms))));
  }

  it('with nothing bent is none: the way the next ones are made gives a good paper', async () => {
    expect(say(await bent((objects) => objects)).outcome).toBe('trusted');
  });

  describe('from behind the seal', () => {
    it('saves a change as an increment', async () => {
      const document = await PDFDocument.load(whole, { forIncrementalUpdate: true, updateMetadata: false });
      document.getPages()[0]?.drawText('and ten times more', { x: 60, y: 700 });
      isRefused(await document.save({ useObjectStreams: false }));
      const streams = await PDFDocument.load(whole, { forIncrementalUpdate: true, updateMetadata: false });
      streams.setTitle('another');
      isRefused(await streams.save({ useObjectStreams: true }));
    });

    it('appends an increment in our own form', () => {
      const file = value(readPdf(whole));
      const page = pagesOf(file)?.[0];
      const bytes = concat(
        whole,
        increment(file, [
          { number: page?.number ?? 0, value: withEntries(page?.value as PdfDict, { Rotate: number(180) }) },
        ]),
      );
      expect(say(bytes)).toEqual({ outcome: 'tampered', codes: ['addedAfterSealing'] });
    });

    it.each([
      ['a space', ' '],
      ['an end of line', '\n'],
      ['a second end', '%%EOF\n'],
      ['a comment', '% nothing\n'],
      ['an object without a table', '99 0 obj\nnull\nendobj\n'],
      ['a NUL', '\0'],
    ])('puts %s behind the end', (_, more) => {
      isRefused(concat(whole, bytesOf(more)), 'structure');
    });

    it.each([
      ['a byte', ' '],
      ['a line', '\n'],
      ['another header', '%PDF-1.7\n'],
      ['a whole paper', text ?? ''],
    ])('puts %s before the beginning', (_, before) => {
      const bytes = concat(bytesOf(before === '' ? text : before), whole);
      isRefused(bytes);
    });

    it('writes the file anew', async () => {
      const document = await PDFDocument.load(whole);
      isRefused(await document.save({ useObjectStreams: false }));
    });
  });

  describe('on what a signature covers', () => {
    const ranges = () => [...text.matchAll(/\[ 0 \d{10} \d{10} \d{10} \]/g)].map((found) => found[0]);
    it.each([
      ['beginning later', (range: string) => range.replace('[ 0', '[ 9')],
      ['two gaps in seven numbers', (range: string) => range.replace(/^.{20}/, '[ 0 1 3 5 7 9 11 13 ')],
      ['overlapping', (range: string) => range.replace(/ 0(\d{9}) \]/, ' 9$1 ]')],
      ['negative', (range: string) => range.replace(/ 0(\d{9}) \]/, ' -$1 ]')],
      ['huge', (range: string) => range.replace(/0(\d{9}) (\d{10}) \]/, '9999999999 $2 ]')],
      ['shorter', (range: string) => range.replace(/\d{10} \]/, '0000000001 ]')],
      ['written another way', (range: string) => range.replace(/ 0(\d{9}) \]/, ' $1  ]')],
    ])('%s, in either signature', (_, change) => {
      for (const range of ranges()) isRefused(replaced(range, change(range)));
      expect(ranges()).toHaveLength(2);
    });

    it('exchanges the two signatures', () => {
      const [one = '', two = ''] = [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].map(
        (found) => found[1] ?? '',
      );
      const swapped = text
        .replace(one, two.slice(0, one.length))
        .replace(
          new RegExp(
            `${two.slice(0, 200)}[0-9a-f]*>\\n>>\\nendobj\\n\\d+ 0 obj\\n<<\\n/Type /Annot\\n/Subtype /Widget\\n/FT /Sig\\n/T \\(Bank`,
          ),
          (found) => one.padEnd(two.length, '0') + found.slice(found.indexOf('>')),
        );
      expect(swapped).toHaveLength(text.length);
      expect(swapped).not.toBe(text);
      isRefused(bytesOf(swapped), 'digestMismatch');
    });

    it('copies a signature from another paper', async () => {
      const other = await sealed(ours, await paper(2, 'Another paper'));
      const theirs = [
        ...Buffer.from(other)
          .toString('latin1')
          .matchAll(/\/Contents <([0-9a-f]+)>/g),
      ];
      for (const [index, own] of [...text.matchAll(/\/Contents <([0-9a-f]+)>/g)].entries())
        isRefused(replaced(own[1] ?? '', theirs[index]?.[1] ?? ''), 'digestMismatch');
    });

    it('is signed over the whole and says that it covers less', async () => {
      const said = say(
        await bent(
          (objects) => objects,
          base,
          factsOf(base),
          (bytes) => {
            const at = Buffer.from(bytes).lastIndexOf('/ByteRange [ 0 0', undefined, 'latin1');
            // The last digit of where the hole begins.
            const digit = at + 24;
            bytes[digit] = bytes[digit] === 0x31 ? 0x32 : 0x31;
          },
        ),
      );
      expect(said).toEqual({ outcome: 'tampered', codes: ['wrongCoverage'] });
    });

    it('takes the bank’s seal away: what is left is not complete', () => {
      const end = text.indexOf('%%EOF\n', text.indexOf('/T (Customer)')) + 6;
      expect(say(whole.subarray(0, end))).toEqual({ outcome: 'incomplete', codes: ['bankSealMissing'] });
      expect(say(base).outcome).toBe('notSigned');
    });

    it('seals a paper that was changed after the customer signed it', async () => {
      const first = Buffer.from(await signed(ours, base)).toString('latin1');
      const changed = first.replace('"answer":"yes"', '"answer":"no" ');
      expect(changed).not.toBe(first);
      isRefused(value(await seal(bytesOf(changed))), 'digestMismatch');
    });
  });

  describe('inside the signed increment', () => {
    const onPage = (objects: readonly NewObject[], entries: Record<string, ReturnType<typeof number>>) =>
      objects.map((object) =>
        object.value.kind === 'dict' &&
        object.value.entries.get('Type')?.kind === 'name' &&
        object.value.entries.has('MediaBox')
          ? { ...object, value: withEntries(object.value, entries) }
          : object,
      );

    it.each([
      ['turns the page', { Rotate: number(180) }],
      ['cuts the page', { CropBox: box(0, 0, 10, 10) }],
      ['magnifies it', { UserUnit: number(2) }],
      ['changes the size', { MediaBox: box(0, 0, 1, 1) }],
    ])('%s', async (_, entries) => {
      expect(say(await bent((objects) => onPage(objects, entries)))).toEqual({
        outcome: 'tampered',
        codes: ['changedObjects'],
      });
    });

    it('the object that was changed is named', async () => {
      const bytes = await bent((objects) => onPage(objects, { Rotate: number(180) }));
      const page = pagesOf(value(readPdf(base)))?.[1]?.number;
      expect(verify(bytes, { anchors: [ours.anchor], at: NOW }).findings[0]).toMatchObject({ object: page });
    });

    it('shows other contents, another font, another page', async () => {
      const file = value(readPdf(base));
      const numbers = [...file.revisions[0].objects.values()].map((object) => object.number);
      const taken = new Set(value(readPdf(await signed(ours, base))).revisions[1]?.objects.keys() ?? []);
      const others = numbers.filter((one) => !taken.has(one));
      expect(others.length).toBeGreaterThan(3);
      for (const one of others) {
        const made = await bent((objects) => [
          ...objects,
          { number: one, value: dict({ Length: number(3) }), stream: bytesOf('0 g') },
        ]);
        expect(say(made)).toEqual({ outcome: 'tampered', codes: ['changedObjects'] });
      }
    });

    it('brings an object nobody asked for, active or not', async () => {
      const next = customerNumbers(value(readPdf(base))).evidence + 1;
      for (const entries of [
        { A: number(1) },
        { S: name('JavaScript') },
        { S: name('Launch') },
        { XFA: number(1) },
      ]) {
        // The bank's own numbers follow: a real terminal would not get its seal on such a paper.
        const made = await bent((objects) => [...objects, { number: next + 5, value: dict(entries) }]).catch(
          () => undefined,
        );
        if (made) isRefused(made);
      }
    });

    it('draws with more than ink', async () => {
      for (const more of ['BT /F1 12 Tf (x) Tj ET\n', '/X Do\n', '1 0 0 1 0 0 cm\n', 'BI ID EI\n'])
        isRefused(
          await bent((objects) =>
            objects.map((object) =>
              object.value.kind === 'dict' && object.value.entries.has('BBox') && object.stream
                ? {
                    ...object,
                    value: withEntries(object.value, { Length: number(more.length) }),
                    stream: bytesOf(more),
                  }
                : object,
            ),
          ),
          'changedObjects',
        );
    });

    it('puts in evidence of another paper', async () => {
      const other = await paper(2, 'Another paper');
      expect(
        say(
          await bent((objects) => objects, base, {
            ...factsOf(other),
            document: { ...factsOf(other).document, length: base.length },
          }),
        ).codes,
      ).toContain('evidenceOfAnother');
    });

    it('puts in evidence that does not hold together', async () => {
      const made = await bent((objects) =>
        objects.map((object) =>
          object.stream && Buffer.from(object.stream).includes('"binding"')
            ? {
                ...object,
                stream: bytesOf(
                  Buffer.from(object.stream)
                    .toString('latin1')
                    .replace(/"nonce":"../, '"nonce":"00'),
                ),
              }
            : object,
        ),
      );
      expect(say(made)).toEqual({ outcome: 'tampered', codes: ['evidenceInvalid'] });
    });
  });

  describe('on the strokes', () => {
    it('shows others than the ones that were signed with', () => {
      const strokes = { ...STROKES, strokes: STROKES.strokes.slice(1) };
      const at = { anchors: [ours.anchor], at: NOW };
      expect(verify(whole, { ...at, strokes: STROKES }).outcome).toBe('trusted');
      expect(verify(whole, { ...at, strokes }).findings).toEqual([{ code: 'strokesOfAnother' }]);
    });
  });

  describe('on the way a file is built', () => {
    it.each([
      ['a table that lies', /(\d{10}) 00000 n/, '0000000017 00000 n'],
      ['a table that hides an object', /00000 n/, '00000 f'],
      ['a loop of tables', /\/Prev \d+/, '/Prev 9999'],
      ['an end that points elsewhere', /startxref\n\d/, 'startxref\n0'],
      ['an object of another generation', / 0 obj/, ' 1 obj'],
      ['a length that lies', /\/Length \d/, '/Length 9'],
      ['a comment between', />>\nendobj/, '>>%ndobj'],
    ])('%s', (_, what, by) => {
      let tried = 0;
      for (const found of text.matchAll(new RegExp(what, 'g'))) {
        const bytes = bytesOf(
          text.slice(0, found.index) + by.padEnd(found[0].length) + text.slice(found.index + found[0].length),
        );
        if (Buffer.compare(bytes, whole) === 0) continue;
        tried++;
        isRefused(bytes, 'structure');
      }
      expect(tried).toBeGreaterThan(0);
    });

    it('objects in streams, and tables in streams, are not read', async () => {
      const document = await PDFDocument.load(base);
      isRefused(await document.save({ useObjectStreams: true }), 'structure');
    });

    it('an active base is neither signed nor called whole', async () => {
      for (const entry of ['OpenAction', 'AA', 'URI', 'JS']) {
        const document = await PDFDocument.load(base);
        document.catalog.set(PDFName.of(entry), PDFString.of('x'));
        const bytes = await document.save({ useObjectStreams: false });
        expect(say(bytes)).toEqual({ outcome: 'notSigned', codes: ['activeContent'] });
      }
    });
  });
});
