import { concat } from '#foundation/bytes.ts';
import type { Cut } from '../../link/frame-reader.ts';

/*
 * A HID device is not a stream of bytes: its reports have borders, and features are asked and answered. So that such a
 * device has the same `Line` as every other one (a pipe to a simulator, a cable in memory, the real hidraw), what goes
 * over that line are messages:
 *
 *   offset  size  field
 *   0       1     kind
 *   1       1     tag: chosen by the host, repeated in the answer; 0 in what nobody asked for
 *   2       2     LEN, big-endian
 *   4       LEN   payload; a report begins with its number, as hidraw has it
 */

/** Longest report, its number included: the kernel's own bound for hidraw. */
export const MAXIMUM_REPORT = 4096;
const HEADER = 4;
export const MAXIMUM_MESSAGE = HEADER + MAXIMUM_REPORT;
/** Both ends are on this machine: half a message does not stay half for longer. */
export const MESSAGE_MILLISECONDS = 2_000;

const KINDS = {
  setFeature: 0x01,
  getFeature: 0x02,
  output: 0x03,
  input: 0x81,
  done: 0x82,
  feature: 0x83,
  refused: 0x84,
} as const;
type Kind = keyof typeof KINDS;
const BY_CODE = new Map<number, Kind>(Object.entries(KINDS).map(([kind, code]) => [code, kind as Kind]));

export type HidMessage =
  | { readonly kind: 'setFeature' | 'output'; readonly tag: number; readonly report: Uint8Array }
  /** `length`: of the longest answer, the report's number included. */
  | { readonly kind: 'getFeature'; readonly tag: number; readonly id: number; readonly length: number }
  | { readonly kind: 'input'; readonly report: Uint8Array }
  | { readonly kind: 'done'; readonly tag: number }
  | { readonly kind: 'feature'; readonly tag: number; readonly report: Uint8Array }
  /** The device does not know this report, or not now (a stalled transfer); `detail` for technicians, ASCII. */
  | { readonly kind: 'refused'; readonly tag: number; readonly detail: string };

/** A report longer than `MAXIMUM_REPORT` is a programmer's mistake and throws. */
export function encodeHid(message: HidMessage): Uint8Array {
  const payload = payloadOf(message);
  if (payload.length > MAXIMUM_REPORT) throw new RangeError('a HID report has at most 4096 bytes');
  const tag = 'tag' in message ? message.tag & 0xff : 0;
  return concat(Uint8Array.of(KINDS[message.kind], tag, payload.length >> 8, payload.length & 0xff), payload);
}

function payloadOf(message: HidMessage): Uint8Array {
  switch (message.kind) {
    case 'setFeature':
    case 'output':
    case 'input':
    case 'feature':
      return message.report;
    case 'getFeature':
      return Uint8Array.of(message.id, message.length >> 8, message.length & 0xff);
    case 'done':
      return new Uint8Array(0);
    case 'refused':
      return Uint8Array.from(message.detail.slice(0, 200), (character) => character.charCodeAt(0) & 0x7f);
  }
}

/** Cuts messages out of a line. What is none is `discard`ed: the other end does not speak this, and the line is of no use. */
export function cutHid(bytes: Uint8Array): Cut<HidMessage> {
  const [code, tag, high, low] = bytes;
  const kind = BY_CODE.get(code ?? 0);
  if (code !== undefined && !kind) return { kind: 'discard', take: bytes.length, reason: 'noise' };
  if (kind === undefined || tag === undefined || high === undefined || low === undefined)
    return { kind: 'more' };
  const length = (high << 8) | low;
  if (length > MAXIMUM_REPORT) return { kind: 'discard', take: bytes.length, reason: 'badLength' };
  const take = HEADER + length;
  if (bytes.length < take) return { kind: 'more' };
  const frame = messageOf(kind, tag, bytes.slice(HEADER, take));
  return frame ? { kind: 'frame', frame, take } : { kind: 'discard', take, reason: 'badLength' };
}

function messageOf(kind: Kind, tag: number, payload: Uint8Array): HidMessage | undefined {
  switch (kind) {
    case 'setFeature':
    case 'output':
    case 'feature':
      return payload.length > 0 ? { kind, tag, report: payload } : undefined;
    case 'input':
      return payload.length > 0 ? { kind, report: payload } : undefined;
    case 'getFeature': {
      const [id, high, low] = payload;
      if (payload.length !== 3 || id === undefined || high === undefined || low === undefined)
        return undefined;
      return { kind, tag, id, length: Math.min((high << 8) | low, MAXIMUM_REPORT) };
    }
    case 'done':
      return payload.length === 0 ? { kind, tag } : undefined;
    case 'refused':
      return { kind, tag, detail: String.fromCharCode(...payload.map((byte) => byte & 0x7f)).slice(0, 200) };
  }
}
