import type { Cut } from '../../link/frame-reader.ts';
import {
  decodeAsb,
  isAsbRest,
  isAsbStart,
  isQueuedStatus,
  isRealTimeStatus,
  type PrinterFacts,
} from './status.ts';

/** Everything a printer says. It has no frames: the first byte alone tells what follows. */
export type PrinterMessage =
  /** 37 22 d1-d4 00: everything before this id is on paper. */
  | { readonly kind: 'processId'; readonly id: string }
  | { readonly kind: 'asb'; readonly facts: PrinterFacts; readonly bytes: Uint8Array }
  /** One answer to DLE EOT n; which n is known only by who asked last. */
  | { readonly kind: 'realTime'; readonly byte: number }
  /** 5F text 00, from GS I. */
  | { readonly kind: 'information'; readonly text: string }
  | { readonly kind: 'queued'; readonly byte: number }
  /** 13 XOFF: send no more; 11 XON: send on. */
  | { readonly kind: 'flow'; readonly go: boolean };

/** Answers that only a question brings; without one their first byte is noise. */
export type Asked = { readonly information: boolean };

/** A GS I answer with 80 characters; everything else is shorter. */
export const MAXIMUM_MESSAGE_BYTES = 82;
/** Longest silence inside one message, milliseconds: USB adapters hand bytes over in lumps of up to 16. */
export const INTER_BYTE_MILLISECONDS = 200;

const PROCESS_ID_HEADER = [0x37, 0x22] as const;
const PROCESS_ID_BYTES = 7;
const INFORMATION_START = 0x5f;
export const XON = 0x11;
export const XOFF = 0x13;

const NOISE: Cut<PrinterMessage> = { kind: 'discard', take: 1, reason: 'noise' };
const MORE: Cut<PrinterMessage> = { kind: 'more' };
const message = (frame: PrinterMessage, take: number): Cut<PrinterMessage> => ({
  kind: 'frame',
  frame,
  take,
});

const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;

/**
 * The receiver's state machine. XON and XOFF are taken out first (`splitFlow`): no message holds 11 or 13, and a
 * printer may send them between the bytes of one.
 */
export function cutMessage(bytes: Uint8Array, asked: Asked): Cut<PrinterMessage> {
  const first = bytes[0];
  if (first === undefined) return MORE;
  if (first === PROCESS_ID_HEADER[0]) return cutProcessId(bytes);
  if (isAsbStart(first)) return cutAsb(bytes);
  if (isRealTimeStatus(first)) return message({ kind: 'realTime', byte: first }, 1);
  if (first === INFORMATION_START && asked.information) return cutInformation(bytes);
  if (isQueuedStatus(first)) return message({ kind: 'queued', byte: first }, 1);
  return NOISE;
}

function cutProcessId(bytes: Uint8Array): Cut<PrinterMessage> {
  const here = bytes.subarray(0, PROCESS_ID_BYTES);
  const good = here.every((byte, at) => {
    if (at < 2) return byte === PROCESS_ID_HEADER[at];
    return at < PROCESS_ID_BYTES - 1 ? isPrintable(byte) : byte === 0x00;
  });
  if (!good) return NOISE;
  if (here.length < PROCESS_ID_BYTES) return MORE;
  return message({ kind: 'processId', id: String.fromCharCode(...here.subarray(2, 6)) }, PROCESS_ID_BYTES);
}

function cutAsb(bytes: Uint8Array): Cut<PrinterMessage> {
  const [first, second, third, fourth] = bytes;
  for (const rest of [second, third, fourth]) if (rest !== undefined && !isAsbRest(rest)) return NOISE;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return MORE;
  return message({ kind: 'asb', facts: decodeAsb(first, second, third), bytes: bytes.slice(0, 4) }, 4);
}

function cutInformation(bytes: Uint8Array): Cut<PrinterMessage> {
  const end = bytes.indexOf(0x00, 1);
  const text = bytes.subarray(1, end < 0 ? bytes.length : end);
  if (!text.every(isPrintable)) return NOISE;
  if (end < 0) return MORE;
  return message({ kind: 'information', text: String.fromCharCode(...text) }, end + 1);
}

/** Takes the flow control bytes out of what was received; `flow` is the last of them, if any. */
export function splitFlow(bytes: Uint8Array): {
  readonly rest: Uint8Array;
  readonly flow: PrinterMessage | undefined;
} {
  const last = bytes.findLast((byte) => byte === XON || byte === XOFF);
  if (last === undefined) return { rest: bytes, flow: undefined };
  return {
    rest: bytes.filter((byte) => byte !== XON && byte !== XOFF),
    flow: { kind: 'flow', go: last === XON },
  };
}
