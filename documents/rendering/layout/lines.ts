import type { Glyph } from '../fonts/glyphs.ts';
import { isSpace, isWide, mayBreak } from './breaking.ts';

export type Line = {
  readonly glyphs: readonly Glyph[];
  /** In points, spaces at the end not counted: they hang. */
  readonly width: number;
  /** Points added at every place `isStretchable` names, so that the line ends where its neighbours do. */
  readonly stretch: number;
};

/** More than this, in parts of the type's size, is seen as a hole and copied as a space: the line stays short. */
const MOST_STRETCH = 0.08;

const widthOf = (glyphs: readonly Glyph[], size: number): number =>
  (glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) * size) / 1000;

/** Between two characters of which one is set wide; within Latin words nothing moves. */
export const isStretchable = (before: Glyph, after: Glyph): boolean =>
  isWide(before.text) || isWide(after.text);

/** Ends of the parts that stay together, each with the spaces after it. */
function partsOf(glyphs: readonly Glyph[]): (readonly Glyph[])[] {
  const parts: Glyph[][] = [];
  let part: Glyph[] = [];
  for (const [index, glyph] of glyphs.entries()) {
    part.push(glyph);
    const next = glyphs[index + 1];
    if (next === undefined || mayBreak(glyph.text, next.text)) {
      parts.push(part);
      part = [];
    }
  }
  return parts;
}

const trimmed = (glyphs: readonly Glyph[]): readonly Glyph[] => {
  let end = glyphs.length;
  while (end > 0 && isSpace(glyphs[end - 1]?.text ?? '')) end -= 1;
  return glyphs.slice(0, end);
};

/**
 * Sets a text in lines of `width` points at `size` points. Nothing is lost or added: the lines in order are the text.
 * A part that no line holds is broken where the line is full. `even` stretches all lines of Chinese but the last.
 */
export function setLines(
  glyphs: readonly Glyph[],
  { size, width, even }: { readonly size: number; readonly width: number; readonly even: boolean },
): readonly Line[] {
  const lines: Glyph[][] = [];
  let line: Glyph[] = [];
  let filled = 0;
  const fits = (more: readonly Glyph[]): boolean => filled + widthOf(trimmed(more), size) <= width + 0.001;
  const endLine = (): void => {
    lines.push(line);
    line = [];
    filled = 0;
  };
  for (const part of partsOf(glyphs)) {
    if (!fits(part) && line.length > 0) endLine();
    for (const piece of fits(part) ? [part] : part.map((glyph) => [glyph])) {
      if (!fits(piece) && line.length > 0) endLine();
      line.push(...piece);
      filled += widthOf(piece, size);
    }
  }
  if (line.length > 0 || lines.length === 0) endLine();
  return lines.map((set, index) => {
    const used = widthOf(trimmed(set), size);
    const last = index === lines.length - 1;
    return {
      glyphs: set,
      width: used,
      stretch: even && !last ? stretchOf(trimmed(set), width - used, size) : 0,
    };
  });
}

function stretchOf(glyphs: readonly Glyph[], left: number, size: number): number {
  let places = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const next = glyphs[index + 1];
    if (next !== undefined && isStretchable(glyph, next)) places += 1;
  }
  const each = places === 0 ? 0 : left / places;
  return each <= MOST_STRETCH * size ? each : 0;
}

/** The width in points of a text set in one line. */
export const oneLine = (glyphs: readonly Glyph[], size: number): number => widthOf(trimmed(glyphs), size);
