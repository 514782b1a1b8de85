import type { Glyph } from '../fonts/glyphs.ts';
import { isFigure, isSpace, isWide, mayBreak } from './breaking.ts';

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
    const grouped =
      glyph.text === ' ' && isFigure(next?.text ?? '') && isFigure(glyphs[index - 1]?.text ?? '');
    if (next === undefined || (!grouped && mayBreak(glyph.text, next.text))) {
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

/** As many parts in each line as it holds. A part that no line holds is broken where the line is full. */
function fillLines(glyphs: readonly Glyph[], size: number, width: number): readonly (readonly Glyph[])[] {
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
  return lines;
}

/** A last line shorter than this, in parts of the size, looks lost: the lines before it give up a character or two. */
const LEAST_LAST = 2.5;
const MOST_GIVEN = 3;

function withoutLostEnd(glyphs: readonly Glyph[], size: number, width: number) {
  const plain = fillLines(glyphs, size, width);
  for (let given = 0; given <= MOST_GIVEN; given += 1) {
    const lines = given === 0 ? plain : fillLines(glyphs, size, width - given * size);
    if (lines.length !== plain.length) break;
    if (widthOf(trimmed(lines.at(-1) ?? []), size) >= LEAST_LAST * size) return lines;
  }
  return plain;
}

/**
 * Sets a text in lines of `width` points at `size` points. Nothing is lost or added: the lines in order are the text.
 * `even` stretches all lines of Chinese but the last, and leaves none with a character alone.
 */
export function setLines(
  glyphs: readonly Glyph[],
  { size, width, even }: { readonly size: number; readonly width: number; readonly even: boolean },
): readonly Line[] {
  const lines = even ? withoutLostEnd(glyphs, size, width) : fillLines(glyphs, size, width);
  return lines.map((set, index) => {
    const seen = trimmed(set);
    const used = widthOf(seen, size);
    const last = index === lines.length - 1;
    return { glyphs: set, width: used, stretch: even && !last ? stretchOf(seen, width - used, size) : 0 };
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
