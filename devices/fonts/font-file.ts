import { closeSync, openSync, readSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

/** Which characters a font file has glyphs for. */
export type Coverage = (codePoint: number) => boolean;

type Table = { readonly offset: number; readonly length: number; readonly inflated: number };

/** A character map is a few hundred kilobytes at most; more is not a font that is meant here. */
const MAXIMUM_CMAP_BYTES = 4_194_304;
const MAXIMUM_TABLES = 256;

/**
 * Reads the character map (`cmap`, formats 4 and 12) of an OpenType, TrueType collection (its first face) or WOFF
 * file (OpenType 1.9 "cmap"; W3C WOFF 1.0). `undefined` when the file is not there or not such a font. A canvas
 * draws a box for a missing glyph without a word: only the map tells.
 */
export function readCoverage(path: string): Coverage | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const coverage = honestly(() => {
      const cmap = readCmap((offset, length) => readAt(file, offset, length));
      return cmap && coverageOf(cmap);
    });
    return coverage && ((codePoint) => honestly(() => coverage(codePoint)) ?? false);
  } finally {
    closeSync(file);
  }
}

/** A file that lies about its own lengths runs off its end, or does not unpack: no usable font, and nothing worse. */
const isBadFont = (failure: unknown): boolean =>
  failure instanceof RangeError || (failure instanceof Error && 'code' in failure);

function honestly<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (failure) {
    if (isBadFont(failure)) return undefined;
    throw failure;
  }
}

type Read = (offset: number, length: number) => DataView;

function readAt(file: number, offset: number, length: number): DataView {
  const bytes = new Uint8Array(length);
  if (readSync(file, bytes, 0, length, offset) !== length) throw new RangeError('file ends early');
  return new DataView(bytes.buffer);
}

function readCmap(read: Read): DataView | undefined {
  const magic = read(0, 4).getUint32(0);
  if (magic === 0x774f4646) return inflate(read, findTable(read, 44, read(12, 2).getUint16(0), 20));
  // 'ttcf': the first of several faces begins at the offset that follows version and count.
  const face = magic === 0x74746366 ? read(12, 4).getUint32(0) : 0;
  return inflate(read, findTable(read, face + 12, read(face + 4, 2).getUint16(0), 16));
}

/** Directory entries: WOFF has tag, offset, stored length, length, check; sfnt has tag, check, offset, length. */
function findTable(read: Read, at: number, count: number, entryBytes: 16 | 20): Table | undefined {
  for (let index = 0; index < Math.min(count, MAXIMUM_TABLES); index += 1) {
    const entry = read(at + index * entryBytes, entryBytes);
    if (entry.getUint32(0) !== 0x636d6170) continue;
    const stored = entryBytes === 20 ? 4 : 8;
    const length = entry.getUint32(stored + 4);
    return {
      offset: entry.getUint32(stored),
      length,
      inflated: entryBytes === 20 ? entry.getUint32(12) : length,
    };
  }
  return undefined;
}

function inflate(read: Read, table: Table | undefined): DataView | undefined {
  if (!table || table.inflated > MAXIMUM_CMAP_BYTES || table.length > table.inflated) return undefined;
  const stored = read(table.offset, table.length);
  if (table.length === table.inflated) return stored;
  const bytes = inflateSync(new Uint8Array(stored.buffer), { maxOutputLength: MAXIMUM_CMAP_BYTES });
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Format 12 reaches every plane and is taken when there is one. */
function coverageOf(cmap: DataView): Coverage | undefined {
  const formats = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = cmap.getUint32(4 + index * 8 + 4);
    formats.set(cmap.getUint16(at), at);
  }
  const full = formats.get(12);
  if (full !== undefined) return segmented(cmap, full);
  const basic = formats.get(4);
  return basic === undefined ? undefined : basicPlane(cmap, basic);
}

function segmented(cmap: DataView, at: number): Coverage {
  const groups = cmap.getUint32(at + 12);
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = at + 16 + middle * 12;
      if (codePoint < cmap.getUint32(group)) high = middle - 1;
      else if (codePoint > cmap.getUint32(group + 4)) low = middle + 1;
      else return cmap.getUint32(group + 8) + codePoint - cmap.getUint32(group) !== 0;
    }
    return false;
  };
}

function basicPlane(cmap: DataView, at: number): Coverage {
  const bytes = cmap.getUint16(at + 6);
  const ends = at + 14;
  const starts = ends + bytes + 2;
  return (codePoint) => {
    if (codePoint > 0xffff) return false;
    for (let segment = 0; segment < bytes; segment += 2) {
      if (codePoint > cmap.getUint16(ends + segment)) continue;
      const start = cmap.getUint16(starts + segment);
      if (codePoint < start) return false;
      const delta = cmap.getUint16(starts + bytes + segment);
      const rangeAt = starts + 2 * bytes + segment;
      const range = cmap.getUint16(rangeAt);
      const glyph = range === 0 ? codePoint : cmap.getUint16(rangeAt + range + 2 * (codePoint - start));
      return glyph !== 0 && ((glyph + delta) & 0xffff) !== 0;
    }
    return false;
  };
}
