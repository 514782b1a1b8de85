import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jpegOf } from './jpeg.test-data.ts';
import { jpegSize } from './jpeg.ts';

const whole = jpegOf(1_280, 720, 300);
const edited = (edit: (bytes: number[]) => void): Uint8Array => {
  const bytes = [...whole];
  edit(bytes);
  return Uint8Array.from(bytes);
};
/** Where a marker stands. */
const at = (marker: number): number =>
  whole.findIndex((byte, place) => byte === 0xff && whole[place + 1] === marker);

describe('the header of a JPEG', () => {
  it('tells its size', () => {
    expect(jpegSize(whole)).toEqual({ width: 1_280, height: 720 });
    expect(jpegSize(jpegOf(640, 480, 0))).toEqual({ width: 640, height: 480 });
  });

  it.each<readonly [string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a PNG', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF')],
    ['a page', Buffer.from('<!doctype html><script>1</script>')],
    ['a beginning and an end with nothing between', Uint8Array.from([0xff, 0xd8, 0xff, 0xd9])],
    ['something before it', Uint8Array.from([0, ...whole])],
    ['something after its end', Uint8Array.from([...whole, 0])],
    ['a second picture after it', Uint8Array.from([...whole, ...whole])],
    ['no frame', edited((bytes) => bytes.splice(at(0xc0), 13))],
    ['a frame without width', edited((bytes) => bytes.fill(0, at(0xc0) + 7, at(0xc0) + 9))],
    ['a lossless frame', edited((bytes) => bytes.fill(0xc3, at(0xc0) + 1, at(0xc0) + 2))],
    ['a segment shorter than its own length', edited((bytes) => bytes.fill(0, at(0xdb) + 2, at(0xdb) + 4))],
    ['a segment longer than the file', edited((bytes) => bytes.fill(0xff, at(0xdb) + 2, at(0xdb) + 4))],
  ])('is none of %s', (_, bytes) => {
    expect(jpegSize(bytes)).toBeUndefined();
  });

  it('is none of any part that is not the whole', () => {
    for (let end = 0; end < whole.length; end++) expect(jpegSize(whole.subarray(0, end))).toBeUndefined();
  });

  it('ends on any bytes, and says only sizes there can be', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, framed) => {
        const size = jpegSize(framed ? Uint8Array.from([0xff, 0xd8, ...bytes, 0xff, 0xd9]) : bytes);
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      }),
    );
  });
});
