import type { Language } from '#contracts/language.ts';
import type { Weight } from '../fonts/sources.ts';

/** ISO 216 A4 in points, and the frame that text stands in. */
export const PAGE = { width: 595.28, height: 841.89 } as const;
export const FRAME = { left: 72, right: 523.28, top: 70, bottom: 766 } as const;
export const FRAME_WIDTH = FRAME.right - FRAME.left;
export const FRAME_HEIGHT = FRAME.bottom - FRAME.top;

/** Parts of one; ink on paper, still told apart when printed in grey. */
export type Colour = readonly [red: number, green: number, blue: number];
export const INK: Colour = [0.1, 0.12, 0.14];
export const QUIET: Colour = [0.36, 0.39, 0.42];
export const HAIR: Colour = [0.8, 0.82, 0.83];
export const JADE: Colour = [0.04, 0.4, 0.34];
export const AMBER: Colour = [0.72, 0.44, 0.02];

export type Style = {
  readonly size: number;
  /** From one baseline to the next, in points. */
  readonly leading: number;
  readonly weight: Weight;
  readonly colour: Colour;
};

const style = (size: number, leading: number, weight: Weight = 'regular', colour = INK): Style => ({
  size,
  leading,
  weight,
  colour,
});

export type Styles = Readonly<
  Record<
    'title' | 'chapter' | 'section' | 'body' | 'strong' | 'label' | 'cell' | 'head' | 'small' | 'foot',
    Style
  >
>;

/** Chinese wants more air between lines than Latin letters do. */
export const stylesFor = (language: Language): Styles => {
  const airy = language === 'zh-CN' ? 1.68 : 1.5;
  const body = (size: number, weight?: Weight, colour?: Colour) => style(size, size * airy, weight, colour);
  return {
    title: style(20, 28, 'strong'),
    chapter: style(13.5, 20, 'strong', JADE),
    section: style(11.5, 18, 'strong'),
    body: body(10.5),
    strong: body(10.5, 'strong'),
    label: body(10.5, 'regular', QUIET),
    cell: body(9.5),
    head: body(9.5, 'strong'),
    small: body(8.5, 'regular', QUIET),
    foot: style(8, 12, 'regular', QUIET),
  };
};
