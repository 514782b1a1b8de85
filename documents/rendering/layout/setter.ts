import type { Language } from '#contracts/language.ts';
import type { Glyphs } from '../fonts/glyphs.ts';
import { type Line, oneLine, setLines } from './lines.ts';
import { lineMark, type Mark, type Part, type Piece } from './marks.ts';
import type { Style, Styles } from './style.ts';

/** What every kind of block is set with. */
export type Setter = {
  readonly styles: Styles;
  readonly language: Language;
  readonly document: Part;
  /** Sets a text in lines; `ragged` where lines are short and stretching them would show. */
  readonly lines: (text: string, style: Style, width: number, ragged?: 'ragged') => readonly Line[];
  /** How wide a text wants to be, in points. */
  readonly natural: (text: string, style: Style) => number;
};

export const createSetter = (glyphs: Glyphs, styles: Styles, language: Language, document: Part): Setter => ({
  styles,
  language,
  document,
  lines: (text, style, width, ragged) =>
    setLines(glyphs(text, style.weight), {
      size: style.size,
      width,
      even: language === 'zh-CN' && ragged === undefined,
    }),
  natural: (text, style) => oneLine(glyphs(text, style.weight), style.size),
});

/** Lines one under the other from `top`; `end` sets them flush right within `width`. */
export const column = (
  lines: readonly Line[],
  style: Style,
  at: { readonly x: number; readonly top: number; readonly width: number; readonly align?: 'start' | 'end' },
  within?: Part,
): readonly Mark[] =>
  lines.map((line, index) => {
    const x = at.align === 'end' ? at.x + at.width - line.width : at.x;
    return lineMark(line, style, x, at.top + index * style.leading, within);
  });

/** Pieces of which no page holds the first or the last one alone. */
export const keepEnds = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.map((piece, index) => ({
    ...piece,
    sticks: piece.sticks || (pieces.length > 1 && (index === 0 || index === pieces.length - 2)),
  }));
