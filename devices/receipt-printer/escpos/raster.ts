import { err, ok, type Result } from '#foundation/result.ts';
import { type GlyphFont, type GlyphFonts, systemAndBundledFonts } from '../../fonts/fonts.ts';
import type { Cell, Unprintable } from './charset.ts';
import { COLUMN_DOTS, LINE_DOTS, PAPER_DOTS, type TextStyle, widthOf } from './layout.ts';
import { raster, type Token } from './protocol.ts';

/** One bit a dot, MSB left, 1 black; rows of whole bytes. */
export type Bitmap = { readonly bytesPerRow: number; readonly rows: number; readonly data: Uint8Array };

/**
 * Rows of one `GS v 0`. A command that a pulled cable leaves half sent swallows what comes next: the shorter it is,
 * the sooner the printer listens again (`RESYNCHRONISE_BYTES`).
 */
export const BAND_ROWS = 24;
const BYTES_PER_ROW = PAPER_DOTS / 8;
/** The longest single command there is: header and one full band. */
export const LONGEST_COMMAND_BYTES = 8 + BAND_ROWS * BYTES_PER_ROW;

const GLYPH_DOTS = 24;
/** Of a line of 30 dots: room for marks above and tails below. */
const BASELINE_DOTS = 23;
/** Darker than this is a dot: a little above the middle, for thin strokes fade on thermal paper. */
const BLACK_BELOW = 140;

const WHITE_SPACE = /\p{White_Space}/u;

type Canvas = typeof import('@napi-rs/canvas');
/** The canvas keeps fonts for the whole process, under names that only this room uses. */
const registered = new Set<string>();

function isRegistered({ GlobalFonts }: Canvas, { family, path }: GlyphFont): boolean {
  if (!registered.has(family) && GlobalFonts.registerFromPath(path, family)) registered.add(family);
  return registered.has(family);
}

/**
 * Draws one line as the printer would set it: same cells, same place, same height. An error is the first character
 * that no font at hand has a glyph for, or whose glyph has no ink. The native canvas is loaded at the first call.
 */
export async function drawLine(
  cells: readonly Cell[],
  style: TextStyle,
  fonts: GlyphFonts = systemAndBundledFonts,
): Promise<Result<Bitmap, Unprintable>> {
  const [firstCell] = cells;
  if (!firstCell) return ok(blank(LINE_DOTS));
  const chosen = cells.map((cell) => ({ cell, font: fonts.fontFor(cell.character.codePointAt(0) ?? 0) }));
  let canvas: Canvas;
  try {
    canvas = await import('@napi-rs/canvas');
  } catch {
    // No native canvas for this platform: nothing can be drawn.
    return err(unprintable(firstCell));
  }
  const without = chosen.find(({ font }) => !font || !isRegistered(canvas, font));
  if (without) return err(unprintable(without.cell));
  const scale = style.size === 'large' ? 2 : 1;
  const rows = LINE_DOTS * scale;
  const context = canvas.createCanvas(PAPER_DOTS, rows).getContext('2d');
  context.lang = 'zh-CN';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, PAPER_DOTS, rows);
  context.fillStyle = '#000';
  let left = startOf(widthOf(cells) * COLUMN_DOTS * scale, style.align);
  const places: { readonly cell: Cell; readonly left: number; readonly width: number }[] = [];
  for (const { cell, font } of chosen) {
    const width = cell.columns * COLUMN_DOTS * scale;
    if (font) {
      context.font = `${GLYPH_DOTS * scale}px "${font.family}"`;
      context.fillText(cell.character, left, BASELINE_DOTS * scale, width);
      if (style.bold) context.fillText(cell.character, left + scale, BASELINE_DOTS * scale, width);
    }
    places.push({ cell, left, width });
    left += width;
  }
  const bitmap = toBitmap(context.getImageData(0, 0, PAPER_DOTS, rows).data, rows);
  const inkless = places.find(
    ({ cell, left: from, width }) => !WHITE_SPACE.test(cell.character) && !hasInk(bitmap, from, from + width),
  );
  return inkless ? err(unprintable(inkless.cell)) : ok(bitmap);
}

const unprintable = (cell: Cell): Unprintable => ({ codePoint: cell.character.codePointAt(0) ?? 0 });

const blank = (rows: number): Bitmap => ({
  bytesPerRow: BYTES_PER_ROW,
  rows,
  data: new Uint8Array(rows * BYTES_PER_ROW),
});

function startOf(width: number, align: TextStyle['align']): number {
  switch (align) {
    case 'left':
      return 0;
    case 'centre':
      return Math.max(0, (PAPER_DOTS - width) >> 1);
    case 'right':
      return Math.max(0, PAPER_DOTS - width);
  }
}

function toBitmap(rgba: Uint8ClampedArray, rows: number): Bitmap {
  const { data, bytesPerRow } = blank(rows);
  for (let dot = 0; dot < rows * PAPER_DOTS; dot += 1) {
    if ((rgba[dot * 4] ?? 255) >= BLACK_BELOW) continue;
    data[dot >> 3] = (data[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  }
  return { bytesPerRow, rows, data };
}

function hasInk({ bytesPerRow, rows, data }: Bitmap, from: number, to: number): boolean {
  for (let row = 0; row < rows; row += 1)
    for (let dot = from; dot < Math.min(to, bytesPerRow * 8); dot += 1)
      if (((data[row * bytesPerRow + (dot >> 3)] ?? 0) & (0x80 >> (dot & 7))) !== 0) return true;
  return false;
}

const DLE = 0x10;
const REAL_TIME = new Set([0x04, 0x05, 0x14]);

/**
 * A printer looks for its real-time commands in everything it receives, images included. Where two bytes of an image
 * happen to be 10 04, 10 05 or 10 14, one dot is added beside a black one: 04 becomes 0C, 05 0D, 14 1C.
 */
export function withoutRealTimeCommands(data: Uint8Array): Uint8Array {
  return data.map((byte, at) => (data[at - 1] === DLE && REAL_TIME.has(byte) ? byte | 0x08 : byte));
}

/** A bitmap as printer commands, in bands. */
export function rasterTokens({ bytesPerRow, rows, data }: Bitmap): readonly Token[] {
  const safe = withoutRealTimeCommands(data);
  const tokens: Token[] = [];
  for (let row = 0; row < rows; row += BAND_ROWS) {
    const end = Math.min(rows, row + BAND_ROWS);
    tokens.push(raster(bytesPerRow, end - row, safe.slice(row * bytesPerRow, end * bytesPerRow)));
  }
  return tokens;
}
