import type { BenchState } from '#contracts/bench/state.ts';

export type Receipt = BenchState['receiptPrinter']['receipts'][number];
export type ReceiptLine = Receipt['lines'][number];
export type TextLine = Extract<ReceiptLine, { kind: 'text' }>;

/** The printer's own measures, in dots: 80 mm paper at 180 dpi, a column, a line, a module of a QR code. */
export const PAPER = { width: 512, column: 12, line: 30, module: 6 } as const;

/** Characters of one width beside each other, and how many dots of the line they take. */
export type Run = { readonly text: string; readonly wide: boolean; readonly dots: number };

/** Chinese letters and signs take two columns, ASCII takes one: as a GB18030 printer sets them. */
const isWide = (character: string): boolean => (character.codePointAt(0) ?? 0) > 0x7f;

/** A line of text cut where the width of its letters changes, so that the page can set it as exactly as the printer. */
export function runs({ text, size }: Pick<TextLine, 'text' | 'size'>): Run[] {
  const scale = size === 'large' ? 2 : 1;
  const cut: { text: string; wide: boolean; columns: number }[] = [];
  for (const character of text) {
    const wide = isWide(character);
    const columns = wide ? 2 : 1;
    const last = cut.at(-1);
    if (last?.wide === wide) {
      last.text += character;
      last.columns += columns;
    } else cut.push({ text: character, wide, columns });
  }
  return cut.map((run) => ({ text: run.text, wide: run.wide, dots: run.columns * PAPER.column * scale }));
}

/** Height of a line on the paper, in dots. A QR code is as high as it is wide. */
export const textHeight = ({ size }: Pick<TextLine, 'size'>): number =>
  size === 'large' ? PAPER.line * 2 : PAPER.line;
