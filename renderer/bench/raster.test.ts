import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRaster, isBlack } from './raster.ts';

/** The bytes as the host writes them, from a picture of booleans. */
function encode(width: number, height: number, black: (x: number, y: number) => boolean): Uint8Array {
  const stride = Math.ceil(width / 8);
  const bytes = new Uint8Array(8 + stride * height);
  new DataView(bytes.buffer).setUint32(0, width);
  new DataView(bytes.buffer).setUint32(4, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if (black(x, y)) {
        const at = 8 + y * stride + (x >> 3);
        bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
      }
  return bytes;
}

describe('a raster line', () => {
  test('every dot arrives where it was', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(),
        (width, height, salt) => {
          const black = (x: number, y: number) => ((x * 7 + y * 13 + salt) & 3) === 0;
          const raster = decodeRaster(encode(width, height, black));
          expect(raster).not.toBeNull();
          if (!raster) return;
          for (let y = 0; y < height; y += 1)
            for (let x = 0; x < width; x += 1) expect(isBlack(raster, x, y)).toBe(black(x, y));
        },
      ),
    );
  });

  test('sizes that lie are refused', () => {
    const honest = encode(9, 2, () => true);
    expect(decodeRaster(honest)).not.toBeNull();
    expect(decodeRaster(honest.subarray(0, honest.length - 1))).toBeNull();
    expect(decodeRaster(Uint8Array.from([...honest, 0]))).toBeNull();
    expect(decodeRaster(new Uint8Array(7))).toBeNull();
    expect(decodeRaster(new Uint8Array(8))).toBeNull();
    const huge = new Uint8Array(8);
    new DataView(huge.buffer).setUint32(0, 0xffff_ffff);
    new DataView(huge.buffer).setUint32(4, 0xffff_ffff);
    expect(decodeRaster(huge)).toBeNull();
  });

  test('outside there is nothing', () => {
    const raster = decodeRaster(encode(3, 3, () => true));
    if (!raster) throw new Error('not decoded');
    for (const [x, y] of [
      [-1, 0],
      [3, 0],
      [0, -1],
      [0, 3],
    ] as const)
      expect(isBlack(raster, x, y)).toBe(false);
  });
});
