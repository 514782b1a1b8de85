import { type Encoding, imageBlocks } from './protocol.ts';

/** A picture of black and white: one byte a pixel, 1 black, rows from the top. */
export type Picture = { readonly width: number; readonly height: number; readonly black: Uint8Array };

/**
 * Through feature reports a picture of 24 bit is twenty-four times as slow as one of 1 bit, and words and lines need no
 * more. So the smallest that the pad takes is used; only black and white are drawn, which every colour order shows alike.
 */
const PREFERRED = ['mono', 'colour16', 'colour24'] as const;
export type PlainEncoding = (typeof PREFERRED)[number];

export const encodingFor = (offered: readonly Encoding[]): PlainEncoding | undefined =>
  PREFERRED.find((encoding) => offered.includes(encoding));

const BYTES_PER_PIXEL = { colour16: 2, colour24: 3 } as const;

/** Which bit is the first pixel, and what 1 means, no source says for sure: first the highest, and 1 is black. */
export function encodePicture({ width, height, black }: Picture, encoding: PlainEncoding): Uint8Array {
  if (encoding !== 'mono') {
    const size = BYTES_PER_PIXEL[encoding];
    const bytes = new Uint8Array(width * height * size);
    for (let pixel = 0; pixel < width * height; pixel += 1)
      if (black[pixel] === 0) bytes.fill(0xff, pixel * size, (pixel + 1) * size);
    return bytes;
  }
  const row = Math.ceil(width / 8);
  const bytes = new Uint8Array(row * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (black[y * width + x] === 0) continue;
      const at = y * row + (x >> 3);
      bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7));
    }
  return bytes;
}

/** The pad's side of `encodePicture`; `undefined` when there is too little or too much of it. */
export function decodePicture(
  bytes: Uint8Array,
  encoding: PlainEncoding,
  { width, height }: Pick<Picture, 'width' | 'height'>,
): Picture | undefined {
  const black = new Uint8Array(width * height);
  if (encoding === 'mono') {
    const row = Math.ceil(width / 8);
    if (bytes.length !== row * height) return undefined;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        black[y * width + x] = ((bytes[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
    return { width, height, black };
  }
  const size = BYTES_PER_PIXEL[encoding];
  if (bytes.length !== width * height * size) return undefined;
  for (let pixel = 0; pixel < width * height; pixel += 1)
    black[pixel] = (bytes[pixel * size] ?? 0) < 0x80 ? 1 : 0;
  return { width, height, black };
}

/** Bytes a picture may have at most. */
export const pictureBytes = (encoding: PlainEncoding, width: number, height: number): number =>
  encoding === 'mono' ? Math.ceil(width / 8) * height : width * height * BYTES_PER_PIXEL[encoding];

/** Every block of a picture. */
export const blocksOf = (picture: Picture, encoding: PlainEncoding): Uint8Array[] =>
  imageBlocks(encodePicture(picture, encoding));
