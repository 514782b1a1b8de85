import type { Glyph } from '../fonts/glyphs.ts';
import { isStretchable } from '../layout/lines.ts';
import type { Mark, Part } from '../layout/marks.ts';
import type { Page } from '../layout/pages.ts';
import { type Colour, PAGE } from '../layout/style.ts';
import type { Embedded } from './embed.ts';

/** Three decimals are a two-hundredth of a hair; a number is never written with an exponent. */
const number = (value: number): string => {
  const text = value.toFixed(3).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
};
const colour = ([red, green, blue]: Colour): string => `${number(red)} ${number(green)} ${number(blue)} rg`;

type Fonts = (glyph: Glyph) => Embedded;

/** Glyphs by their numbers: nothing of a paper's text reaches a content stream but as hex digits. */
function textOperators(mark: Extract<Mark, { kind: 'text' }>, fonts: Fonts): string[] {
  const operators = [
    'BT',
    colour(mark.colour),
    `1 0 0 1 ${number(mark.x)} ${number(PAGE.height - mark.y)} Tm`,
  ];
  const gap = number((-mark.stretch * 1000) / mark.size);
  let font: Embedded | undefined;
  let array = '';
  let codes = '';
  const flush = (): void => {
    if (codes !== '') array += `<${codes}>`;
    codes = '';
  };
  const show = (): void => {
    flush();
    if (array !== '') operators.push(`[${array}] TJ`);
    array = '';
  };
  for (const [index, glyph] of mark.glyphs.entries()) {
    const wanted = fonts(glyph);
    if (wanted !== font) {
      show();
      operators.push(`/${wanted.name} ${number(mark.size)} Tf`);
      font = wanted;
    }
    codes += wanted.codeOf(glyph);
    const next = mark.glyphs[index + 1];
    if (mark.stretch > 0 && next !== undefined && isStretchable(glyph, next)) {
      flush();
      array += gap;
    }
  }
  show();
  return [...operators, 'ET'];
}

const fillOperators = (mark: Extract<Mark, { kind: 'fill' }>): string[] => [
  colour(mark.colour),
  `${number(mark.x)} ${number(PAGE.height - mark.y - mark.height)} ${number(mark.width)} ${number(mark.height)} re f`,
];

export type Content = {
  readonly operators: string;
  /** Which part each piece of marked content belongs to: its place here is its number on the page. */
  readonly marked: readonly Part[];
};

/** One page's content stream; marks of one part that follow each other are one piece of marked content. */
export function contentOf(page: Page, fonts: Fonts): Content {
  const operators: string[] = [];
  const marked: Part[] = [];
  let open: Part | undefined | 'none' = 'none';
  for (const mark of page) {
    if (mark.part !== open) {
      if (open !== 'none') operators.push('EMC');
      if (mark.part === undefined) operators.push('/Artifact BMC');
      else {
        operators.push(`/${mark.part.role} <</MCID ${marked.length}>> BDC`);
        marked.push(mark.part);
      }
      open = mark.part;
    }
    operators.push(...(mark.kind === 'text' ? textOperators(mark, fonts) : fillOperators(mark)));
  }
  if (open !== 'none') operators.push('EMC');
  return { operators: operators.join('\n'), marked };
}
