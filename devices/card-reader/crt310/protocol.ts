import { concat, xor } from '#foundation/bytes.ts';
import type { Cut } from '../../link/frame-reader.ts';

/*
 * CRT-310 V3 link layer (CREATOR, "CRT-310 V3.0 Card Reader Communication Protocol", 2007-04-14).
 * Serial 8N1, 9600 baud from the factory, half duplex, no byte stuffing.
 *
 *   offset   size  field
 *   0        1     STX 02
 *   1        2     LEN, big-endian: bytes of the package
 *   3        LEN   package: CM, PM, data (0..264 bytes); 4E CM E when the reader refuses
 *   3+LEN    1     ETX 03
 *   4+LEN    1     BCC: XOR of everything from STX to ETX
 *
 * Dialogue: host frame -> reader ACK (or NAK: bad BCC, send again) -> host ENQ -> reader executes and answers with
 * a frame. After its ACK and before ENQ the host may call it off with EOT; the reader answers EOT.
 */

const STX = 0x02;
const ETX = 0x03;

const CONTROL_BYTES = { enquire: 0x05, acknowledge: 0x06, refuse: 0x15, callOff: 0x04 } as const;

/** ENQ, ACK, NAK and EOT, by what they do. */
export type Control = keyof typeof CONTROL_BYTES;

export type LinkFrame =
  | { readonly kind: 'control'; readonly control: Control }
  | { readonly kind: 'package'; readonly package: Uint8Array };

const HEADER = 3;
const TRAILER = 2;
const MINIMUM_PACKAGE = 2;
/** CM, PM and 264 bytes of data. */
export const MAXIMUM_PACKAGE = 266;
export const MAXIMUM_FRAME = HEADER + MAXIMUM_PACKAGE + TRAILER;

/** The whole frame around a package of 2 to 266 bytes; another length is a programmer's mistake and throws. */
export function encodeFrame(content: Uint8Array): Uint8Array {
  if (content.length < MINIMUM_PACKAGE || content.length > MAXIMUM_PACKAGE)
    throw new RangeError('a CRT-310 package has 2 to 266 bytes');
  const checked = concat(
    Uint8Array.of(STX, content.length >> 8, content.length & 0xff),
    content,
    Uint8Array.of(ETX),
  );
  return concat(checked, Uint8Array.of(xor(checked)));
}

export const encodeControl = (control: Control): Uint8Array => Uint8Array.of(CONTROL_BYTES[control]);

/** What the reader may send by itself, outside frames; the host's end listens for these. */
export const CONTROLS_TO_HOST: readonly Control[] = ['acknowledge', 'refuse', 'callOff'];
/** What the host may send outside frames. */
export const CONTROLS_TO_READER: readonly Control[] = ['enquire', 'callOff'];

/**
 * Cuts one direction of the line. Control bytes are answers by themselves and are found between noise as well. A
 * frame that ends where it says but whose check is wrong is discarded whole, so that a 06 or 15 among its data is
 * never taken for an ACK or NAK; one that does not end there was not a frame, and only its STX is discarded.
 */
export function frameCutter(controls: readonly Control[]): (bytes: Uint8Array) => Cut<LinkFrame> {
  const byByte = new Map<number, Control>(controls.map((control) => [CONTROL_BYTES[control], control]));
  return (bytes) => {
    const first = bytes[0];
    if (first === undefined) return { kind: 'more' };
    const control = byByte.get(first);
    if (control) return { kind: 'frame', frame: { kind: 'control', control }, take: 1 };
    if (first !== STX) {
      const next = bytes.findIndex((byte) => byte === STX || byByte.has(byte));
      return { kind: 'discard', take: next < 0 ? bytes.length : next, reason: 'noise' };
    }
    return cutAtStx(bytes);
  };
}

function cutAtStx(bytes: Uint8Array): Cut<LinkFrame> {
  const high = bytes[1];
  const low = bytes[2];
  if (high === undefined) return { kind: 'more' };
  if (high << 8 > MAXIMUM_PACKAGE) return { kind: 'discard', take: 1, reason: 'badLength' };
  if (low === undefined) return { kind: 'more' };
  const length = (high << 8) | low;
  if (length < MINIMUM_PACKAGE || length > MAXIMUM_PACKAGE)
    return { kind: 'discard', take: 1, reason: 'badLength' };
  const whole = HEADER + length + TRAILER;
  if (bytes.length < whole) return { kind: 'more' };
  if (bytes[whole - TRAILER] !== ETX) return { kind: 'discard', take: 1, reason: 'badLength' };
  // The XOR of a good frame with its own check is zero.
  if (xor(bytes.subarray(0, whole)) !== 0) return { kind: 'discard', take: whole, reason: 'badCheck' };
  return {
    kind: 'frame',
    frame: { kind: 'package', package: bytes.slice(HEADER, HEADER + length) },
    take: whole,
  };
}
