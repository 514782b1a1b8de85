import { createHash } from 'node:crypto';
import { type PDFContext, PDFHexString, type PDFRef } from '@cantoo/pdf-lib';
import type { Face } from '../fonts/face.ts';
import type { Glyph } from '../fonts/glyphs.ts';

/** A face as one PDF knows it: the name in its resources and the number of each character. */
export type Embedded = {
  readonly name: string;
  readonly ref: PDFRef;
  /** Four hex digits, the CID of a character in a content stream. */
  readonly codeOf: (glyph: Glyph) => string;
};

const hex4 = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
/** UTF-16, big end first. */
const utf16 = (text: string): string => {
  let hex = '';
  for (let at = 0; at < text.length; at += 1) hex += hex4(text.charCodeAt(at));
  return hex;
};

/** ISO 32000-1, 9.10.3: which text each character stands for, a hundred to a section. */
function toUnicode(texts: readonly string[]): string {
  const rows = texts.map((text, index) => `<${hex4(index + 1)}> <${utf16(text)}>`);
  const sections: string[] = [];
  for (let from = 0; from < rows.length; from += 100) {
    const section = rows.slice(from, from + 100);
    sections.push(`${section.length} beginbfchar\n${section.join('\n')}\nendbfchar`);
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange',
    ...sections,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end\nend',
  ].join('\n');
}

/** One number for one text at one width. */
const keyOf = (glyph: Glyph): string => `${glyph.text} ${glyph.advance}`;

/** Six letters before a subset's name (ISO 32000-1, 9.6.4), taken from its bytes so that they never change. */
function subsetTag(bytes: Uint8Array): string {
  const digest = createHash('sha256').update(bytes).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}

/**
 * Embeds the glyphs of one face as a composite font (ISO 32000-1, 9.7). Every character has a number of its own, also
 * where two share a glyph, so that the text that is copied is the text that was set.
 */
export async function embedFace(
  context: PDFContext,
  name: string,
  face: Face,
  used: Iterable<Glyph>,
): Promise<Embedded> {
  const byKey = new Map<string, Glyph>();
  for (const glyph of used) byKey.set(keyOf(glyph), glyph);
  const glyphs = [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, glyph]) => glyph);
  const subset = await face.subset(
    [...new Set(glyphs.map((glyph) => glyph.codePoint))].sort((a, b) => a - b),
  );

  const map = new Uint8Array(2 * (glyphs.length + 1));
  for (const [index, glyph] of glyphs.entries()) {
    const id = subset.glyphOf.get(glyph.codePoint) ?? 0;
    map[2 * index + 2] = id >> 8;
    map[2 * index + 3] = id & 0xff;
  }
  const strong = face.weight === 'strong';
  const baseFont = `${subsetTag(subset.bytes)}+NotoSansSC-${strong ? 'Bold' : 'Regular'}`;
  const { ascent, descent, capHeight, bbox } = face.metrics;
  const file = context.register(context.flateStream(subset.bytes, { Length1: subset.bytes.length }));
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: baseFont,
      // Symbolic: it has characters outside the standard Latin set.
      Flags: 4,
      FontBBox: [...bbox],
      ItalicAngle: 0,
      Ascent: ascent,
      Descent: descent,
      CapHeight: capHeight,
      StemV: strong ? 140 : 80,
      FontFile2: file,
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: baseFont,
      CIDSystemInfo: {
        Registry: PDFHexString.of(asciiHex('Adobe')),
        Ordering: PDFHexString.of(asciiHex('Identity')),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      DW: 1000,
      W: [1, glyphs.map((glyph) => glyph.advance)],
      CIDToGIDMap: context.register(context.flateStream(map)),
    }),
  );
  const ref = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: baseFont,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: context.register(context.flateStream(toUnicode(glyphs.map((glyph) => glyph.text)))),
    }),
  );
  const codes = new Map(glyphs.map((glyph, index) => [keyOf(glyph), hex4(index + 1)]));
  return { name, ref, codeOf: (glyph) => codes.get(keyOf(glyph)) ?? '0000' };
}

const asciiHex = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase();
