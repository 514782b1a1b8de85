import type { Page } from './layout/pages.ts';

/** No space is written between these, whichever line they stand on. */
const UNSPACED = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！”’）》」』·—…]$/u;

/**
 * What each page says to somebody who does not see it: its text in the order in which it stands, a paragraph, a cell or
 * a label each, without the ornament.
 */
export const spokenPages = (pages: readonly Page[]): readonly (readonly string[])[] =>
  pages.map((page) => {
    const said: string[] = [];
    let of: object | undefined;
    for (const mark of page) {
      if (mark.kind !== 'text' || mark.part === undefined) continue;
      const text = mark.glyphs.map((glyph) => glyph.text).join('');
      const before = said.at(-1);
      if (mark.part === of && before !== undefined)
        said[said.length - 1] = UNSPACED.test(before)
          ? before + text.trimStart()
          : `${before.trimEnd()} ${text.trimStart()}`;
      else said.push(text);
      of = mark.part;
    }
    return said.map((text) => text.trim()).filter((text) => text !== '');
  });
