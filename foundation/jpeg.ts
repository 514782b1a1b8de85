/** What a picture's own header says. Pixels. */
export type JpegSize = { readonly width: number; readonly height: number };

/** Markers without a length of their own (ITU-T T.81, B.1.1.3): TEM, RST0 to RST7, SOI and EOI. */
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
/** Start of frame: baseline, extended and progressive with Huffman coding; what a camera's picture is encoded with. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/**
 * Whether these bytes are one whole JPEG picture (ITU-T T.81) and nothing else, and how large it is: every segment has
 * the length it says, a frame comes before the scan, the last two bytes end it, and nothing follows the end. What the
 * scan draws is not decoded. Undefined where it is not.
 */
export function jpegSize(bytes: Uint8Array): JpegSize | undefined {
  const { length } = bytes;
  if (length < 4 || bytes[0] !== 0xff || bytes[1] !== SOI) return undefined;
  if (bytes[length - 2] !== 0xff || bytes[length - 1] !== EOI) return undefined;
  let size: JpegSize | undefined;
  for (let at = 2; at + 4 <= length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      // Fill bytes may stand before a marker.
      at += 1;
      continue;
    }
    if (marker === 0 || standsAlone(marker)) return undefined;
    const segment = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + segment;
    if (segment < 2 || end > length - 2) return undefined;
    if (marker === SOS) return size && endsOnce(bytes, end) ? size : undefined;
    if (FRAMES.includes(marker)) {
      if (size || segment < 8) return undefined;
      const height = ((bytes[at + 5] ?? 0) << 8) | (bytes[at + 6] ?? 0);
      const width = ((bytes[at + 7] ?? 0) << 8) | (bytes[at + 8] ?? 0);
      if (width === 0 || height === 0) return undefined;
      size = { width, height };
    } else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      // Lossless, differential or arithmetic: nothing a browser makes.
      return undefined;
    at = end;
  }
  return undefined;
}

/** From the first scan on: no end before the last two bytes. Segments between scans are walked over. */
function endsOnce(bytes: Uint8Array, from: number): boolean {
  const last = bytes.length - 2;
  for (let at = from; at < last; at++) {
    if (bytes[at] !== 0xff) continue;
    const marker = bytes[at + 1] ?? 0;
    if (marker === EOI || marker === SOI) return false;
    if (marker === 0 || marker === 0xff || standsAlone(marker)) continue;
    const segment = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (segment < 2 || at + 2 + segment > last) return false;
    at += 1 + segment;
  }
  return true;
}
