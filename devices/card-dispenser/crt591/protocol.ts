import { concat, xor } from '#foundation/bytes.ts';
import type { Cut } from '../../link/frame-reader.ts';

/*
 * CRT-591 link layer (CREATOR, "CRT-591-M001 communication protocol", ver 1.0, 2013-07-02). Serial 8N1, half duplex,
 * no byte stuffing: the length decides, never an ETX among the data.
 *
 *   offset  size  field
 *   0       1     STX F2
 *   1       1     ADDR 00..0F, by switches
 *   2       2     LEN, big-endian: bytes of TEXT
 *   4       LEN   TEXT: head (43 `C` to the device, 50 `P` done, 4E `N` not done), CM, PM, rest
 *   4+LEN   1     ETX 03
 *   5+LEN   1     BCC: XOR of everything from STX to ETX
 *
 * Dialogue: frame -> ACK within 300 ms (or NAK: bad frame, send again) -> reply frame -> ACK (or NAK: send the reply
 * again). EOT calls a command off and is answered by EOT.
 */

const STX = 0xf2;
const ETX = 0x03;
const HEADER = 4;
const TRAILER = 2;
/** Of the whole packet. */
export const MAXIMUM_FRAME = 1024;
const MINIMUM_TEXT = 3;
export const MAXIMUM_TEXT = MAXIMUM_FRAME - HEADER - TRAILER;
export const HIGHEST_ADDRESS = 0x0f;

const CONTROL_BYTES = { acknowledge: 0x06, refuse: 0x15, callOff: 0x04 } as const;
export type Control = keyof typeof CONTROL_BYTES;
const BY_BYTE = new Map<number, Control>(
  Object.entries(CONTROL_BYTES).map(([control, byte]) => [byte, control as Control]),
);

export type LinkFrame =
  | { readonly kind: 'control'; readonly control: Control }
  | { readonly kind: 'text'; readonly address: number; readonly text: Uint8Array };

/** The whole frame around a text of 3 to 1018 bytes; another length is a programmer's mistake and throws. */
export function encodeFrame(text: Uint8Array, address = 0): Uint8Array {
  if (text.length < MINIMUM_TEXT || text.length > MAXIMUM_TEXT)
    throw new RangeError('a CRT-591 text has 3 to 1018 bytes');
  const head = Uint8Array.of(STX, address & HIGHEST_ADDRESS, text.length >> 8, text.length & 0xff);
  const checked = concat(head, text, Uint8Array.of(ETX));
  return concat(checked, Uint8Array.of(xor(checked)));
}

export const encodeControl = (control: Control): Uint8Array => Uint8Array.of(CONTROL_BYTES[control]);

/**
 * Cuts one direction of the line; both use the same bytes. A frame that ends where it says but whose check is wrong is
 * discarded whole, so that a 06 among its data is never an ACK; what does not end there was no frame.
 */
export function cutFrame(bytes: Uint8Array): Cut<LinkFrame> {
  const first = bytes[0];
  if (first === undefined) return { kind: 'more' };
  const control = BY_BYTE.get(first);
  if (control) return { kind: 'frame', frame: { kind: 'control', control }, take: 1 };
  if (first !== STX) {
    const next = bytes.findIndex((byte) => byte === STX || BY_BYTE.has(byte));
    return { kind: 'discard', take: next < 0 ? bytes.length : next, reason: 'noise' };
  }
  const [, address, high, low] = bytes;
  if (address === undefined || high === undefined) return { kind: 'more' };
  if (address > HIGHEST_ADDRESS || high << 8 > MAXIMUM_TEXT)
    return { kind: 'discard', take: 1, reason: 'badLength' };
  if (low === undefined) return { kind: 'more' };
  const length = (high << 8) | low;
  if (length < MINIMUM_TEXT || length > MAXIMUM_TEXT)
    return { kind: 'discard', take: 1, reason: 'badLength' };
  const whole = HEADER + length + TRAILER;
  if (bytes.length < whole) return { kind: 'more' };
  if (bytes[whole - TRAILER] !== ETX) return { kind: 'discard', take: 1, reason: 'badLength' };
  // The XOR of a good frame with its own check is zero.
  if (xor(bytes.subarray(0, whole)) !== 0) return { kind: 'discard', take: whole, reason: 'badCheck' };
  const text = bytes.slice(HEADER, HEADER + length);
  return { kind: 'frame', frame: { kind: 'text', address, text }, take: whole };
}
