import { create, type OpenFont } from 'fontkit';
import subsetFont from 'subset-font';
import { outlineOf } from './outline.ts';
import { readSlice, type Weight } from './sources.ts';

/** One slice of the font in one weight, opened. All lengths are thousandths of the type's size. */
export type Face = {
  /** `chinese-simplified-regular`: one name for one face, used to sort them. */
  readonly name: string;
  readonly weight: Weight;
  readonly has: (codePoint: number) => boolean;
  readonly advance: (codePoint: number) => number;
  /** Where the ink of a glyph ends. */
  readonly inkEnd: (codePoint: number) => number;
  /** In em, y upwards. */
  readonly outline: (codePoint: number) => ReturnType<typeof outlineOf>;
  readonly metrics: {
    readonly ascent: number;
    readonly descent: number;
    readonly capHeight: number;
    readonly bbox: readonly [number, number, number, number];
  };
  /** A TrueType font with the glyphs of these code points and no other, and where each stands in it. */
  readonly subset: (codePoints: readonly number[]) => Promise<Subset>;
};

export type Subset = {
  readonly bytes: Uint8Array;
  readonly glyphOf: ReadonlyMap<number, number>;
};

/** Tables that say how to shape text on a screen: a PDF places every glyph itself. */
const UNUSED = ['BASE', 'GDEF', 'GPOS', 'GSUB', 'STAT', 'gasp', 'vhea', 'vmtx'];

const opened = new Map<string, Promise<Face>>();

/**
 * Opens a face once and keeps it: there are some two hundred of them, all but two of them small. Subsets are not
 * kept, they differ by customer and cost few milliseconds.
 */
export function openFace(slice: string, weight: Weight): Promise<Face> {
  const name = `${slice}-${weight}`;
  const known = opened.get(name);
  if (known !== undefined) return known;
  const opening = open(slice, weight, name);
  opened.set(name, opening);
  opening.catch(() => opened.delete(name));
  return opening;
}

async function open(slice: string, weight: Weight, name: string): Promise<Face> {
  const packed = await readSlice(slice, weight);
  const whole = await subsetFont(packed, undefined, { keepAllGlyphs: true, targetFormat: 'truetype' });
  const font = create(whole);
  const scaled = (length: number): number => Math.round((length * 1000) / font.unitsPerEm);
  const { bbox } = font;
  return {
    name,
    weight,
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    advance: (codePoint) => scaled(font.glyphForCodePoint(codePoint).advanceWidth),
    inkEnd: (codePoint) => scaled(font.glyphForCodePoint(codePoint).bbox.maxX),
    outline: (codePoint) => outlineOf(font.glyphForCodePoint(codePoint).path, font.unitsPerEm),
    metrics: {
      ascent: scaled(font.ascent),
      descent: scaled(font.descent),
      capHeight: scaled(font.capHeight),
      bbox: [scaled(bbox.minX), scaled(bbox.minY), scaled(bbox.maxX), scaled(bbox.maxY)],
    },
    subset: async (codePoints) => subsetOf(whole, codePoints),
  };
}

async function subsetOf(whole: Uint8Array, codePoints: readonly number[]): Promise<Subset> {
  const bytes = await subsetFont(whole, String.fromCodePoint(...codePoints), {
    targetFormat: 'truetype',
    noHinting: true,
    noLayoutClosure: true,
    keepFeatures: [],
    dropTables: UNUSED,
  });
  const font: OpenFont = create(bytes);
  return {
    bytes,
    glyphOf: new Map(codePoints.map((codePoint) => [codePoint, font.glyphForCodePoint(codePoint).id])),
  };
}
