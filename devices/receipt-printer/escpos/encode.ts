import { concat } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../../device.ts';
import { type GlyphFonts, systemAndBundledFonts } from '../../fonts/fonts.ts';
import type { ReceiptPrinterCondition } from '../contract.ts';
import { codePointText } from './charset.ts';
import { checkDocument } from './document.ts';
import { isUnprintable, layOut, QR_MODULE_DOTS, type ReceiptLine, type TextStyle } from './layout.ts';
import {
  align,
  bold,
  feedLines,
  hanziMode,
  lineFeed,
  plainAscii,
  qrCode,
  type Token,
  textRun,
  textSize,
} from './protocol.ts';
import { drawLine, rasterTokens } from './raster.ts';

/** The longest receipt that is printed: paper is finite, and nobody reads more than this. */
export const MAXIMUM_MILLIMETRES = 600;

/** What goes between initialising and cutting. */
export type EncodedReceipt = {
  /** Modes only: nothing on paper yet. */
  readonly preamble: readonly Token[];
  readonly content: readonly Token[];
  /** Length of paper it takes, cut included. */
  readonly millimetres: number;
};

const PLAIN: TextStyle = { align: 'left', size: 'normal', bold: false };

const condition = (name: ReceiptPrinterCondition, detail?: string): DeviceError =>
  detail === undefined
    ? { code: 'condition', condition: name }
    : { code: 'condition', condition: name, detail };

/**
 * A document as printer tokens. Errors: `invalidData` (`detail` says which part, never what it says), condition
 * `unprintable` (`detail` is the code point), condition `tooLong`.
 */
export async function encodeReceipt(
  input: unknown,
  fonts: GlyphFonts = systemAndBundledFonts,
): Promise<Result<EncodedReceipt, DeviceError>> {
  const checked = checkDocument(input);
  if ('wrongAt' in checked) return err({ code: 'invalidData', detail: checked.wrongAt });
  const laidOut = layOut(checked.document, MAXIMUM_MILLIMETRES);
  if ('tooLong' in laidOut) return err(condition('tooLong'));
  if (isUnprintable(laidOut)) return err(condition('unprintable', codePointText(laidOut.codePoint)));
  const writer = new Writer();
  for (const line of laidOut.layout.lines) {
    const written = await writeLine(line, writer, fonts);
    if (!written.ok) return written;
  }
  return ok({
    preamble: [hanziMode(), plainAscii()],
    content: writer.tokens,
    millimetres: laidOut.layout.millimetres,
  });
}

/** Collects tokens and sends a style only when it changes. */
class Writer {
  readonly tokens: Token[] = [];
  #style = PLAIN;

  style(next: TextStyle): void {
    const now = this.#style;
    if (next.align !== now.align) this.tokens.push(align(next.align));
    if (next.size !== now.size) this.tokens.push(...textSize(next.size));
    if (next.bold !== now.bold) this.tokens.push(bold(next.bold));
    this.#style = next;
  }

  push(...tokens: readonly Token[]): void {
    this.tokens.push(...tokens);
  }
}

async function writeLine(
  line: ReceiptLine,
  writer: Writer,
  fonts: GlyphFonts,
): Promise<Result<void, DeviceError>> {
  switch (line.kind) {
    case 'text':
      return writeText(line, writer, fonts);
    case 'feed':
      writer.style(PLAIN);
      writer.push(feedLines(line.lines));
      return ok(undefined);
    case 'qr':
      writer.style({ ...PLAIN, align: 'centre' });
      writer.push(...qrCode(line.data, { moduleDots: QR_MODULE_DOTS, correction: 'M' }));
      return ok(undefined);
  }
}

/**
 * By the printer's own letters when it surely has them all. Otherwise the whole line is drawn, so that its letters
 * match; and when that cannot be, a line that GB18030 has codes for is trusted to a GB18030 printer.
 */
async function writeText(
  { cells, style }: Extract<ReceiptLine, { kind: 'text' }>,
  writer: Writer,
  fonts: GlyphFonts,
): Promise<Result<void, DeviceError>> {
  if (cells.some(({ memory }) => memory !== 'every')) {
    const drawn = await drawLine(cells, style, fonts);
    if (drawn.ok) {
      writer.style(PLAIN);
      writer.push(...rasterTokens(drawn.value));
      return ok(undefined);
    }
    if (cells.some(({ memory }) => memory === 'none'))
      return err(condition('unprintable', codePointText(drawn.error.codePoint)));
  }
  writer.style(style);
  const bytes = concat(...cells.map(({ code }) => code ?? new Uint8Array(0)));
  if (bytes.length > 0) writer.push(textRun(bytes));
  writer.push(lineFeed());
  return ok(undefined);
}
