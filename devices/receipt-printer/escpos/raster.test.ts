import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCoverage } from '../../fonts/font-file.ts';
import { bundledFont, systemFonts } from '../../fonts/fonts.ts';
import { toCells } from './charset.ts';
import { COLUMN_DOTS, LINE_DOTS, PAPER_DOTS, type TextStyle } from './layout.ts';
import { assemble } from './protocol.ts';
import {
  BAND_ROWS,
  type Bitmap,
  drawLine,
  LONGEST_COMMAND_BYTES,
  rasterTokens,
  withoutRealTimeCommands,
} from './raster.ts';

const plain: TextStyle = { align: 'left', size: 'normal', bold: false };
const fonts = bundledFont();

async function draw(text: string, style: Partial<TextStyle> = {}): Promise<Bitmap> {
  const cells = toCells(text);
  if ('codePoint' in cells) throw new Error('not cells');
  const drawn = await drawLine(cells, { ...plain, ...style }, fonts);
  if (!drawn.ok) throw new Error(`not drawn: ${drawn.error.codePoint.toString(16)}`);
  return drawn.value;
}

/** Columns of dots that hold ink: first and last. */
function inkSpan({ bytesPerRow, rows, data }: Bitmap): readonly [number, number] {
  let first = PAPER_DOTS;
  let last = -1;
  for (let dot = 0; dot < bytesPerRow * 8; dot += 1)
    for (let row = 0; row < rows; row += 1)
      if (((data[row * bytesPerRow + (dot >> 3)] ?? 0) & (0x80 >> (dot & 7))) !== 0) {
        first = Math.min(first, dot);
        last = Math.max(last, dot);
      }
  return [first, last];
}

const ink = ({ data }: Bitmap): number =>
  data.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

describe('a drawn line', () => {
  it('sets characters where the printer would', async () => {
    const bitmap = await draw('㼛');
    expect(bitmap).toMatchObject({ bytesPerRow: PAPER_DOTS / 8, rows: LINE_DOTS });
    const [first, last] = inkSpan(bitmap);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(last).toBeLessThan(2 * COLUMN_DOTS);
    const [second] = inkSpan(await draw('        㼛'));
    expect(second).toBe(first + 8 * COLUMN_DOTS);
  });

  it('aligns', async () => {
    const [left, right] = inkSpan(await draw('㼛㼛', { align: 'right' }));
    expect(left).toBeGreaterThanOrEqual(PAPER_DOTS - 4 * COLUMN_DOTS);
    expect(right).toBeGreaterThan(PAPER_DOTS - COLUMN_DOTS);
    const [from, to] = inkSpan(await draw('㼛㼛', { align: 'centre' }));
    expect(Math.abs(from - (PAPER_DOTS - to))).toBeLessThanOrEqual(3);
  });

  it('large is twice as wide and high, bold has more ink', async () => {
    const normal = await draw('㼛');
    const large = await draw('㼛', { size: 'large' });
    expect(large.rows).toBe(2 * LINE_DOTS);
    const width = ([first, last]: readonly [number, number]) => last - first;
    expect(width(inkSpan(large))).toBeGreaterThan(1.8 * width(inkSpan(normal)));
    expect(ink(await draw('㼛', { bold: true }))).toBeGreaterThan(ink(normal));
  });

  it('keeps a full line on the paper', async () => {
    const [first, last] = inkSpan(await draw('㼛'.repeat(21)));
    expect(first).toBeLessThan(24);
    expect(last).toBeLessThan(PAPER_DOTS);
    expect(last).toBeGreaterThan(20 * 24);
  });

  it.each([
    ['no font here has a glyph', '𠀀', 0x20000],
    ['the font is said to have a glyph and has none', '🌀', 0x1f300],
    ['the glyph has no ink', '\u00ad', 0xad],
  ])('is refused when %s', async (_, character, codePoint) => {
    const cell = { character, columns: 2, memory: 'none' } as const;
    expect(await drawLine([cell], plain, fonts)).toEqual({ ok: false, error: { codePoint } });
  });

  it('draws a space as a space', async () => {
    expect(ink(await draw('\u00a0 '))).toBe(0);
  });
});

describe('image data', () => {
  const bytes = fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x00, 0xff), { maxLength: 60 });

  it('never hold a real-time command, and differ by one dot where they did', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const safe = withoutRealTimeCommands(Uint8Array.from(data));
        data.forEach((byte, at) => {
          const command = data[at - 1] === 0x10 && [0x04, 0x05, 0x14].includes(byte);
          expect(safe[at]).toBe(command ? byte | 0x08 : byte);
          expect(safe[at - 1] === 0x10 && [0x04, 0x05, 0x14].includes(safe[at] ?? 0)).toBe(false);
        });
      }),
    );
  });

  it('go out in bands no longer than the longest command', async () => {
    const bitmap = await draw('㼛', { size: 'large' });
    const tokens = rasterTokens(bitmap);
    expect(tokens.map(({ bytes: { length } }) => length - 8)).toEqual(
      [BAND_ROWS, BAND_ROWS, 2 * LINE_DOTS - 2 * BAND_ROWS].map((rows) => rows * bitmap.bytesPerRow),
    );
    for (const {
      bytes: { length },
    } of tokens)
      expect(length).toBeLessThanOrEqual(LONGEST_COMMAND_BYTES);
    expect(assemble(tokens).length).toBe(tokens.length * 8 + bitmap.data.length);
  });
});

describe('font files', () => {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@fontsource/noto-sans-sc/files/noto-sans-sc-latin-500-normal.woff');
  const whole = readFileSync(path);
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'font-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const coverageOf = (bytes: Uint8Array) => {
    const file = join(folder, 'font');
    writeFileSync(file, bytes);
    return readCoverage(file);
  };

  it('tell what they have and have not', () => {
    const coverage = readCoverage(path);
    expect(coverage?.(0x41)).toBe(true);
    expect(coverage?.(0x4e00)).toBe(false);
    expect(coverage?.(0x10_0041)).toBe(false);
  });

  it('that are missing, empty, cut short or something else are no fonts', () => {
    expect(readCoverage(join(folder, 'missing'))).toBeUndefined();
    expect(coverageOf(new Uint8Array(0))).toBeUndefined();
    expect(coverageOf(whole.subarray(0, 200))).toBeUndefined();
    expect(coverageOf(new TextEncoder().encode('not a font at all'))).toBeUndefined();
  });

  /** An OpenType file with nothing but a character map of one table. */
  const fontWith = (table: readonly number[]) =>
    Uint8Array.from([
      ...[0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0],
      ...[0x63, 0x6d, 0x61, 0x70, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 12 + table.length],
      ...[0, 0, 0, 1, 0, 3, 0, 1, 0, 0, 0, 12],
      ...table,
    ]);

  it('with format 4: by difference, by glyph list, and by a list that is not there', () => {
    const header = [0, 4, 0, 40, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0];
    const ends = [0, 0x45, 0, 0x55, 0xff, 0xff, 0, 0];
    const starts = [0, 0x41, 0, 0x51, 0xff, 0xff];
    const differences = [0, 1, 0, 0, 0, 1];
    const format4 = (range: number) =>
      coverageOf(
        fontWith([
          ...header,
          ...ends,
          ...starts,
          ...differences,
          0,
          0,
          0,
          range,
          0,
          0,
          0,
          7,
          0,
          0,
          0,
          9,
          0,
          0,
          0,
          1,
        ]),
      );
    const coverage = format4(4);
    const has = (code: number) => coverage?.(code);
    expect([0x40, 0x41, 0x45, 0x46].map(has)).toEqual([false, true, true, false]);
    expect([0x50, 0x51, 0x52, 0x53, 0x55, 0x56, 0x10_0041].map(has)).toEqual([
      ...[false, true, false, true, true, false, false],
    ]);
    expect(format4(200)?.(0x51)).toBe(false);
  });

  it('with format 12: groups, in every plane', () => {
    const group = (first: number, last: number, glyph: number) =>
      [first, last, glyph].flatMap((value) => [
        value >>> 24,
        (value >> 16) & 255,
        (value >> 8) & 255,
        value & 255,
      ]);
    const groups = [...group(0x41, 0x43, 5), ...group(0x4e00, 0x4e00, 9), ...group(0x20000, 0x20001, 0)];
    const coverage = coverageOf(fontWith([0, 12, 0, 0, 0, 0, 0, 52, 0, 0, 0, 0, 0, 0, 0, 3, ...groups]));
    expect(
      [0x40, 0x41, 0x43, 0x44, 0x4e00, 0x4e01, 0x20000, 0x20001].map((code) => coverage?.(code)),
    ).toEqual([...[false, true, true, false, true, false, false, true]]);
  });

  it('that lie do no harm', { timeout: 60_000 }, () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 40 }), fc.boolean(), (changes, early) => {
        const bytes = Uint8Array.from(whole);
        for (const [at, byte] of changes) bytes[early ? at % 400 : at] = byte;
        const coverage = coverageOf(bytes);
        for (const codePoint of [0x41, 0x3000, 0x4e00, 0x1f600]) coverage?.(codePoint);
      }),
      { numRuns: 200 },
    );
  });

  it('of this system are used when they are there, and not missed when they are not', () => {
    expect(systemFonts([join(folder, 'missing')]).fontFor(0x20000)).toBeUndefined();
    expect(systemFonts([join(folder, 'missing'), path]).fontFor(0x41)).toMatchObject({ path });
  });
});
