import iconv from 'iconv-lite';

/** One character cell of a line: what is printed there, how wide, and how the printer's own fonts have it. */
export type Cell = {
  /** One code point. */
  readonly character: string;
  /** Half-width columns: 1 or 2. */
  readonly columns: 1 | 2;
  /** The printer's code for it, when it has one: an ASCII byte or a GB18030 pair. */
  readonly code?: Uint8Array;
  /**
   * `every`: ASCII or GBK, in the character memory of every Chinese model. `newer`: a GB18030 pair that GBK lacks
   * (such as the euro sign); an older memory prints nothing there, so a drawn glyph is better where one is to be had.
   */
  readonly memory: 'every' | 'newer' | 'none';
};

/** A character that no code point and no glyph stands for alone; for technicians as `U+0301`. */
export type Unprintable = { readonly codePoint: number };

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Cells of one honest text. A mark becomes one code point with its letter; one that composes with nothing would be
 * drawn beside its letter, and is refused instead.
 */
export function toCells(text: string): readonly Cell[] | Unprintable {
  const cells: Cell[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const composed = [...segment].length === 1 ? segment : segment.normalize('NFC');
    for (const character of composed) {
      if (/\p{M}/u.test(character)) return { codePoint: character.codePointAt(0) ?? 0 };
      cells.push(toCell(character));
    }
  }
  return cells;
}

function toCell(character: string): Cell {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0x20 && codePoint <= 0x7e)
    return { character, columns: 1, code: Uint8Array.of(codePoint), memory: 'every' };
  const pair = iconv.encode(character, 'gb18030');
  if (pair.length !== 2)
    return { character, columns: /\p{Script=Latin}/u.test(character) ? 1 : 2, memory: 'none' };
  // The table of code page 936 is GBK as character memories have it.
  const memory = iconv.decode(pair, 'cp936') === character ? 'every' : 'newer';
  return { character, columns: 2, code: new Uint8Array(pair), memory };
}

/** `U+4E00`, as the contract's `detail` has it. */
export const codePointText = (codePoint: number): string =>
  `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
