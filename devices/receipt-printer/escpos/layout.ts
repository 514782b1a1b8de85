import type { ReceiptDocument, ReceiptPart } from '../contract.ts';
import { type Cell, toCells, type Unprintable } from './charset.ts';

export type Alignment = 'left' | 'centre' | 'right';
export type TextSize = 'normal' | 'large';
export type TextStyle = { readonly align: Alignment; readonly size: TextSize; readonly bold: boolean };

/** One line across the paper. */
export type ReceiptLine =
  | { readonly kind: 'text'; readonly cells: readonly Cell[]; readonly style: TextStyle }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'qr'; readonly data: string };

/** 80 mm paper at 180 dpi. */
export const PAPER_DOTS = 512;
export const DOTS_PER_MILLIMETRE = 180 / 25.4;
/** Font A is 12 dots wide; 42 of them are the line. */
export const COLUMN_DOTS = 12;
export const LINE_COLUMNS = 42;
/** The printer's own line spacing, 1/6 inch. */
export const LINE_DOTS = 30;
/** Dots of a QR module's side: the largest code, 69 modules, still fits the paper with its quiet zone. */
export const QR_MODULE_DOTS = 6;
/** From the last line to the cutter, dots. */
const CUT_FEED_DOTS = 142;

const PLAIN: TextStyle = { align: 'left', size: 'normal', bold: false };

/** Bytes that a QR code of version 1, 2, 3... holds at level M (ISO/IEC 18004, byte mode), up to our 300. */
const QR_CAPACITY = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331] as const;

/** Punctuation that does not begin a line: it belongs to what stands before it. */
const NOT_FIRST = new Set('，。、；：？！）》」』】〉〕…％,.;:?!)]}%');

export type Layout = { readonly lines: readonly ReceiptLine[]; readonly millimetres: number };

/** `tooLong` is told as soon as it is known, so that a huge document costs no more than a long one. */
export type LayoutResult = { readonly layout: Layout } | Unprintable | { readonly tooLong: true };

/** Lines of one document on 80 mm paper, at most `maximumMillimetres` of it. The document is checked already. */
export function layOut(document: ReceiptDocument, maximumMillimetres: number): LayoutResult {
  const lines: ReceiptLine[] = [];
  let dots = CUT_FEED_DOTS;
  for (const part of document.parts) {
    const added = linesOf(part);
    if (!Array.isArray(added)) return added;
    dots += added.reduce((sum, line) => sum + heightOf(line), 0);
    if (dots > maximumMillimetres * DOTS_PER_MILLIMETRE) return { tooLong: true };
    lines.push(...added);
  }
  return { layout: { lines, millimetres: Math.ceil(dots / DOTS_PER_MILLIMETRE) } };
}

function linesOf(part: ReceiptPart): ReceiptLine[] | Unprintable {
  switch (part.type) {
    case 'text':
      return textLines(part.text, {
        align: part.align ?? 'left',
        size: part.size ?? 'normal',
        bold: part.bold ?? false,
      });
    case 'pair':
      return pairLines(part.label, part.value);
    case 'rule':
      return textLines('-'.repeat(LINE_COLUMNS), PLAIN);
    case 'feed':
      return [{ kind: 'feed', lines: part.lines }];
    case 'qr':
      return [{ kind: 'qr', data: part.data }];
  }
}

function textLines(text: string, style: TextStyle): ReceiptLine[] | Unprintable {
  const cells = toCells(text);
  if (isUnprintable(cells)) return cells;
  const columns = style.size === 'large' ? LINE_COLUMNS / 2 : LINE_COLUMNS;
  return wrap(cells, columns).map((line) => ({ kind: 'text', cells: line, style }));
}

function pairLines(label: string, value: string): ReceiptLine[] | Unprintable {
  const left = toCells(label);
  if (isUnprintable(left)) return left;
  const right = toCells(value);
  if (isUnprintable(right)) return right;
  const between = LINE_COLUMNS - widthOf(left) - widthOf(right);
  if (between >= 1) {
    const gap = toCells(' '.repeat(between));
    if (isUnprintable(gap)) return gap;
    return [{ kind: 'text', cells: [...left, ...gap, ...right], style: PLAIN }];
  }
  return [
    ...wrap(left, LINE_COLUMNS).map((cells) => ({ kind: 'text' as const, cells, style: PLAIN })),
    ...wrap(right, LINE_COLUMNS).map((cells) => ({
      kind: 'text' as const,
      cells,
      style: { ...PLAIN, align: 'right' as const },
    })),
  ];
}

export const isUnprintable = (value: object): value is Unprintable => 'codePoint' in value;

export const widthOf = (cells: readonly Cell[]): number =>
  cells.reduce((sum, { columns }) => sum + columns, 0);

/**
 * Breaks after spaces and around wide characters, in the middle of a word only when the word is longer than a line.
 * Every character stays, spaces too: the lines put together are the text. An empty text is one empty line.
 */
function wrap(cells: readonly Cell[], columns: number): Cell[][] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let used = 0;
  for (const cell of cells) {
    while (used + cell.columns > columns) {
      const at = breakBefore(line, cell);
      lines.push(line.slice(0, at));
      line = line.slice(at);
      used = widthOf(line);
    }
    line.push(cell);
    used += cell.columns;
  }
  return [...lines, line];
}

/** Where a full line ends when `next` no longer fits: an index in it, never 0. */
function breakBefore(line: readonly Cell[], next: Cell): number {
  for (let at = line.length; at > 0; at -= 1) {
    const before = line[at - 1];
    const after = line[at] ?? next;
    if (!before || NOT_FIRST.has(after.character)) continue;
    if (before.character === ' ' || before.columns === 2 || after.columns === 2) return at;
  }
  return line.length;
}

function heightOf(line: ReceiptLine): number {
  switch (line.kind) {
    case 'text':
      return line.style.size === 'large' ? 2 * LINE_DOTS : LINE_DOTS;
    case 'feed':
      return line.lines * LINE_DOTS;
    case 'qr': {
      const smaller = QR_CAPACITY.findIndex((capacity) => capacity >= line.data.length);
      return (21 + 4 * (smaller < 0 ? QR_CAPACITY.length : smaller)) * QR_MODULE_DOTS;
    }
  }
}
