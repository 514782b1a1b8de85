import { createHash } from 'node:crypto';
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Language } from '#contracts/language.ts';
import type { Face } from '../fonts/face.ts';
import type { Glyph } from '../fonts/glyphs.ts';
import type { Part } from '../layout/marks.ts';
import type { Page } from '../layout/pages.ts';
import { PAGE } from '../layout/style.ts';
import { type Content, contentOf } from './content.ts';
import { type Embedded, embedFace } from './embed.ts';
import { PRODUCER, xmpOf } from './metadata.ts';
import { writeStructure } from './structure.ts';

export type Sheets = {
  readonly title: string;
  readonly language: Language;
  readonly created: Date;
  readonly pages: readonly Page[];
  readonly document: Part;
};

/** Faces in the order of their names, each with the glyphs that the pages use. */
function usedFaces(pages: readonly Page[]): readonly (readonly [Face, ReadonlySet<Glyph>])[] {
  const used = new Map<Face, Set<Glyph>>();
  for (const mark of pages.flat()) {
    if (mark.kind !== 'text') continue;
    for (const glyph of mark.glyphs) {
      const glyphs = used.get(glyph.face) ?? new Set<Glyph>();
      used.set(glyph.face, glyphs.add(glyph));
    }
  }
  return [...used].sort(([one], [other]) => (one.name < other.name ? -1 : 1));
}

/** Sixteen bytes that name this file (ISO 32000-1, 14.4), from what it shows and when it was made. */
const idOf = (contents: readonly Content[], created: Date): PDFHexString => {
  const hash = createHash('sha256').update(created.toISOString());
  for (const { operators } of contents) hash.update(operators);
  return PDFHexString.of(hash.digest('hex').slice(0, 32).toUpperCase());
};

/**
 * Writes pages as a PDF 1.7 with a classic cross-reference table and no object streams. Nothing in it is taken from
 * the clock or from chance.
 */
export async function writePdf(sheets: Sheets): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context } = pdf;
  const embedded = new Map<Face, Embedded>();
  for (const [face, glyphs] of usedFaces(sheets.pages))
    embedded.set(face, await embedFace(context, `F${embedded.size + 1}`, face, glyphs));
  const fonts = (glyph: Glyph): Embedded => {
    const known = embedded.get(glyph.face);
    if (known === undefined) throw new Error('A glyph was set in a face that is not embedded.');
    return known;
  };
  const resources = context.register(
    context.obj({ Font: Object.fromEntries([...embedded.values()].map(({ name, ref }) => [name, ref])) }),
  );
  const contents = sheets.pages.map((page) => contentOf(page, fonts));
  const marked = contents.map((content, index) => {
    const page = pdf.addPage([PAGE.width, PAGE.height]);
    page.node.set(PDFName.of('Resources'), resources);
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream(content.operators)));
    page.node.set(PDFName.of('StructParents'), context.obj(index));
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    return { ref: page.ref, marked: content.marked };
  });
  const { catalog } = pdf;
  catalog.set(PDFName.of('Lang'), PDFString.of(sheets.language));
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  catalog.set(PDFName.of('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
  catalog.set(PDFName.of('StructTreeRoot'), writeStructure(context, sheets.document, marked));
  const xmp = Buffer.from(xmpOf(sheets.title, sheets.language, sheets.created));
  catalog.set(
    PDFName.of('Metadata'),
    context.register(context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' })),
  );
  const instant = PDFString.fromDate(sheets.created);
  context.trailerInfo.Info = context.register(
    context.obj({
      Title: PDFHexString.fromText(sheets.title),
      Producer: PDFHexString.fromText(PRODUCER),
      CreationDate: instant,
      ModDate: instant,
    }),
  );
  const id = idOf(contents, sheets.created);
  context.trailerInfo.ID = context.obj([id, id]);
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
