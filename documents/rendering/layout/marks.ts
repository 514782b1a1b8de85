import type { SignaturePlace } from '../../paper/rendered.ts';
import type { Glyph } from '../fonts/glyphs.ts';
import type { Line } from './lines.ts';
import type { Colour, Style } from './style.ts';

/**
 * What a part of the paper is (ISO 32000-1, 14.8.4), for whoever hears it instead of seeing it. Marks without one are
 * ornament: rules, frames, the foot, a table's head said again.
 */
export type Part = {
  readonly role:
    | 'Document'
    | 'H1'
    | 'H2'
    | 'H3'
    | 'P'
    | 'L'
    | 'LI'
    | 'Lbl'
    | 'LBody'
    | 'Table'
    | 'TR'
    | 'TH'
    | 'TD'
    | 'Figure';
  readonly parts: Part[];
  /** What a figure says in words. */
  readonly alt?: string;
};

export const part = (role: Part['role'], parent: Part, alt?: string): Part => {
  const made: Part = alt === undefined ? { role, parts: [] } : { role, parts: [], alt };
  parent.parts.push(made);
  return made;
};

/** One thing drawn. `x` and `y` are points from the left and from the top of what holds it; of text, of its baseline. */
export type Mark =
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly colour: Colour;
      readonly glyphs: readonly Glyph[];
      readonly stretch: number;
      readonly part?: Part;
    }
  | {
      readonly kind: 'fill';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: Colour;
      readonly part?: Part;
    };

/** A piece of a block that no page may cut. */
export type Piece = {
  readonly height: number;
  /** Space above it, left out at the top of a page. */
  readonly before: number;
  /** Stays on one page with the piece after it. */
  readonly sticks: boolean;
  readonly marks: readonly Mark[];
  /** Said again above this piece where it comes first on a page. */
  readonly head?: { readonly height: number; readonly marks: readonly Mark[] };
  /** Its rectangle is given from the piece's top. */
  readonly signature?: Omit<SignaturePlace, 'page'>;
};

/** A line of text whose box begins at `top`; the baseline stands where Chinese and Latin both look centred. */
export const lineMark = (line: Line, style: Style, x: number, top: number, within?: Part): Mark => ({
  kind: 'text',
  x,
  y: top + style.leading / 2 + style.size * 0.37,
  size: style.size,
  colour: style.colour,
  glyphs: line.glyphs,
  stretch: line.stretch,
  ...(within === undefined ? {} : { part: within }),
});

export const fill = (x: number, y: number, width: number, height: number, colour: Colour): Mark => ({
  kind: 'fill',
  x,
  y,
  width,
  height,
  colour,
});

/** The edges of a box, drawn inside it. */
export const frame = (
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  thick: number,
  colour: Colour,
): readonly Mark[] => [
  fill(box.x, box.y, box.width, thick, colour),
  fill(box.x, box.y + box.height - thick, box.width, thick, colour),
  fill(box.x, box.y, thick, box.height, colour),
  fill(box.x + box.width - thick, box.y, thick, box.height, colour),
];
