/** A raster line of a receipt: 1-bit dots, the highest bit of a byte is the leftmost dot, rows padded to whole bytes. */
export type Raster = { readonly width: number; readonly height: number; readonly rows: Uint8Array };

/** Most dots a side; an 80 mm receipt is 576 dots wide. */
const LARGEST_SIDE = 8_192;

/**
 * The bytes of `bench.raster`: width and height as two big-endian 32-bit numbers, then the rows. Null when the sizes
 * lie about the bytes that follow.
 */
export function decodeRaster(bytes: Uint8Array): Raster | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(0);
  const height = view.getUint32(4);
  if (width === 0 || height === 0 || width > LARGEST_SIDE || height > LARGEST_SIDE) return null;
  const rows = bytes.subarray(8);
  return rows.length === Math.ceil(width / 8) * height ? { width, height, rows } : null;
}

/** Whether the dot is black; outside the raster nothing is. */
export function isBlack({ width, height, rows }: Raster, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  const byte = rows[y * Math.ceil(width / 8) + (x >> 3)] ?? 0;
  return ((byte >> (7 - (x & 7))) & 1) === 1;
}
