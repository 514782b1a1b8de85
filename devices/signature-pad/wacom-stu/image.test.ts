import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#foundation/bytes.ts';
import { decodePicture, encodePicture, encodingFor, pictureBytes } from './image.ts';

const picture = fc
  .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 20 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.constantFrom(0, 1), { minLength: width * height, maxLength: width * height })
      .map((dots) => ({ width, height, black: Uint8Array.from(dots) })),
  );

describe('pictures', () => {
  it('come back as they went in every encoding', () => {
    fc.assert(
      fc.property(
        picture,
        fc.constantFrom('mono' as const, 'colour16' as const, 'colour24' as const),
        (one, as) => {
          const bytes = encodePicture(one, as);
          expect(bytes).toHaveLength(pictureBytes(as, one.width, one.height));
          expect(decodePicture(bytes, as, one)).toEqual(one);
          expect(decodePicture(bytes.subarray(1), as, one)).toBeUndefined();
        },
      ),
    );
  });

  it('are one bit from the highest, sixteen or twenty-four', () => {
    const one = { width: 9, height: 1, black: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1) };
    expect(toHex(encodePicture(one, 'mono'))).toBe('8080');
    expect(toHex(encodePicture({ width: 2, height: 1, black: Uint8Array.of(1, 0) }, 'colour16'))).toBe(
      '0000FFFF',
    );
    expect(toHex(encodePicture({ width: 2, height: 1, black: Uint8Array.of(1, 0) }, 'colour24'))).toBe(
      '000000FFFFFF',
    );
  });

  it('go in the smallest encoding the pad takes', () => {
    expect(encodingFor(['zlib', 'mono', 'colour24'])).toBe('mono');
    expect(encodingFor(['colour24', 'colour16'])).toBe('colour16');
    expect(encodingFor(['colour24'])).toBe('colour24');
    expect(encodingFor(['zlib'])).toBeUndefined();
  });
});
