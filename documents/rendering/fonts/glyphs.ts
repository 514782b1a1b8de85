import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { isHonestText } from '#foundation/text.ts';
import { isWide } from '../layout/breaking.ts';
import { type Face, openFace } from './face.ts';
import { FIRST_SLICE, slicesFor, type Weight } from './sources.ts';

/** One character as a reader sees it: a code point, or a letter with its marks, and the glyph that draws it whole. */
export type Glyph = {
  /** As it stands in the paper; what is copied or searched in the PDF is exactly this. */
  readonly text: string;
  readonly face: Face;
  /** What the face is asked for: the composed letter where `text` is written with marks. */
  readonly codePoint: number;
  /** Thousandths of the type's size. */
  readonly advance: number;
};

/** Text that cannot be printed exactly as it is. It names up to twenty code points, `U+20BB7`; never a stand-in glyph. */
export type Unprintable = CodedError<'unprintable'> & { readonly codePoints: readonly string[] };

const NAMED = 20;
const WEIGHTS = ['regular', 'strong'] as const;

/** A text cut into what is drawn by one glyph each: a code point with the marks that follow it. */
export const clustersOf = (text: string): string[] => text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];

/** The one code point whose glyph shows the cluster whole; undefined where marks would have to be heaped by hand. */
function drawnAs(cluster: string): number | undefined {
  const first = cluster.codePointAt(0);
  if (first === undefined) return undefined;
  if (String.fromCodePoint(first) === cluster) return /\p{M}/u.test(cluster) ? undefined : first;
  const composed = cluster.normalize('NFC');
  const only = composed.codePointAt(0);
  return only !== undefined && String.fromCodePoint(only) === composed ? only : undefined;
}

/** In which face each cluster of a paper is drawn. */
export type Glyphs = (text: string, weight: Weight) => readonly Glyph[];

async function findFace(codePoint: number, weight: Weight): Promise<Face | undefined> {
  const usual = await openFace(FIRST_SLICE, weight);
  if (usual.has(codePoint)) return usual;
  for (const slice of await slicesFor(codePoint)) {
    const face = await openFace(slice, weight);
    if (face.has(codePoint)) return face;
  }
  return undefined;
}

async function findGlyph(cluster: string, weight: Weight): Promise<Glyph | undefined> {
  const codePoint = drawnAs(cluster);
  if (codePoint === undefined || !isHonestText(cluster.normalize('NFC'))) return undefined;
  const face = await findFace(codePoint, weight);
  return face && { text: cluster, face, codePoint, advance: face.advance(codePoint) };
}

const named = (text: string): string[] =>
  [...text].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);

/** Drawn in a Chinese square with their ink at its left: beside Latin letters the rest of the square is a hole. */
const CLOSING_QUOTES = new Set(['’', '”']);
const AFTER_INK = 60;

/** A closing quote or an apostrophe as narrow as the letters it stands with. */
function fitted(glyph: Glyph, before: Glyph | undefined, after: Glyph | undefined): Glyph {
  if (!CLOSING_QUOTES.has(glyph.text)) return glyph;
  if (isWide(before?.text ?? '') || isWide(after?.text ?? '')) return glyph;
  return { ...glyph, advance: Math.min(glyph.advance, glyph.face.inkEnd(glyph.codePoint) + AFTER_INK) };
}

/**
 * Finds the glyphs of all texts of a paper, asking every slice of the font. Refused is what no slice has, and what is
 * drawn as nothing or turns what stands beside it: control and bidirectional characters, lone surrogates.
 */
export async function findGlyphs(texts: Iterable<string>): Promise<Result<Glyphs, Unprintable>> {
  const clusters = new Set<string>();
  for (const text of texts) for (const cluster of clustersOf(text)) clusters.add(cluster);
  const found = { regular: new Map<string, Glyph>(), strong: new Map<string, Glyph>() };
  const missing = new Set<string>();
  for (const cluster of clusters)
    for (const weight of WEIGHTS) {
      const glyph = await findGlyph(cluster, weight);
      if (glyph !== undefined) found[weight].set(cluster, glyph);
      else for (const name of named(cluster)) missing.add(name);
    }
  if (missing.size > 0) return err({ code: 'unprintable', codePoints: [...missing].slice(0, NAMED) });
  return ok((text, weight) => {
    const glyphs = clustersOf(text).map((cluster) => {
      const glyph = found[weight].get(cluster);
      if (glyph === undefined) throw new Error('A text was set that was not asked for before.');
      return glyph;
    });
    return glyphs.map((glyph, at) => fitted(glyph, glyphs[at - 1], glyphs[at + 1]));
  });
}

/** Opens the two faces that every paper is set in, which takes a good part of a second the first time. */
export async function openFonts(): Promise<void> {
  for (const weight of WEIGHTS) await openFace(FIRST_SLICE, weight);
}
