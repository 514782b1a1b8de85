import { concat, xor } from '#foundation/bytes.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { Cut } from '../../link/frame-reader.ts';

/**
 * The wire of the second-generation ID card reader (SDT with SAM_A, "GA 450"), frame (off, size):
 *   0  5  preamble AA AA AA 96 69
 *   5  2  LEN, big-endian: number of bytes after it, CHK included
 *   7     host: CMD PARA DATA…          reader: SW1 SW2 SW3 DATA…
 *   last  CHK = XOR of everything from LEN to the byte before CHK
 * No stuffing and no echo of the command in the reply: what a reply answers is known by order and shape only.
 */
const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
const HEADER_BYTES = PREAMBLE.length + 2;

/** A host frame: `LEN 0003` and no DATA for every command used here. */
export type Command = { readonly command: number; readonly parameter: number; readonly data: Uint8Array };

/** A reader frame. SW1 SW2 are the card's own status, SW3 the reader's: only all three together mean success. */
export type Reply = {
  readonly sw1: number;
  readonly sw2: number;
  readonly sw3: number;
  readonly data: Uint8Array;
};

/** Text and photo lengths of a `30 01` body; both are fixed for the three supported documents. */
export const TEXT_BYTES = 256;
export const PHOTO_BYTES = 1024;

/** LEN bounds. Reader: three status bytes and CHK, up to the `30 01` reply. Host: CMD, PARA and CHK, little more. */
const REPLY_LENGTH = { minimum: 4, maximum: 3 + 4 + TEXT_BYTES + PHOTO_BYTES + 1 };
const COMMAND_LENGTH = { minimum: 3, maximum: 64 };

/** Longest frames, bytes: 1,295 from the reader (the `30 01` reply), 71 from the host. */
export const MAXIMUM_REPLY_BYTES = HEADER_BYTES + REPLY_LENGTH.maximum;
export const MAXIMUM_COMMAND_BYTES = HEADER_BYTES + COMMAND_LENGTH.maximum;

/** Longest silence inside a frame, milliseconds. Not documented; three times a USB serial adapter's latency timer. */
export const INTER_BYTE_MILLISECONDS = 250;

const bigEndian16 = (value: number): Uint8Array => Uint8Array.of((value >> 8) & 0xff, value & 0xff);
const readBigEndian16 = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint16(at);

function encodeFrame(body: Uint8Array): Uint8Array {
  const counted = concat(bigEndian16(body.length + 1), body);
  return concat(PREAMBLE, counted, Uint8Array.of(xor(counted)));
}

/** A host frame's bytes. */
export const encodeCommand = ({ command, parameter, data }: Command): Uint8Array =>
  encodeFrame(concat(Uint8Array.of(command, parameter), data));

/** A reader frame's bytes. */
export const encodeReply = ({ sw1, sw2, sw3, data }: Reply): Uint8Array =>
  encodeFrame(concat(Uint8Array.of(sw1, sw2, sw3), data));

/** Where the first preamble begins, or may begin at the very end of what has come so far. */
function preambleStart(bytes: Uint8Array): number {
  for (let start = 0; start < bytes.length; start += 1) {
    if (PREAMBLE.every((byte, i) => start + i >= bytes.length || bytes[start + i] === byte)) return start;
  }
  return bytes.length;
}

/** Body is what lies between LEN and CHK. A frame with a wrong CHK gives up one byte only: a true one may lie inside. */
function cutFrame<Frame>(
  bytes: Uint8Array,
  length: { readonly minimum: number; readonly maximum: number },
  decode: (body: Uint8Array) => Frame,
): Cut<Frame> {
  const noise = preambleStart(bytes);
  if (noise > 0) return { kind: 'discard', take: noise, reason: 'noise' };
  if (bytes.length < HEADER_BYTES) return { kind: 'more' };
  const declared = readBigEndian16(bytes, PREAMBLE.length);
  if (declared < length.minimum || declared > length.maximum)
    return { kind: 'discard', take: 1, reason: 'badLength' };
  const total = HEADER_BYTES + declared;
  if (bytes.length < total) return { kind: 'more' };
  if (xor(bytes.subarray(PREAMBLE.length, total)) !== 0)
    return { kind: 'discard', take: 1, reason: 'badCheck' };
  return { kind: 'frame', frame: decode(bytes.slice(HEADER_BYTES, total - 1)), take: total };
}

/** Cuts reader frames out of a stream, for the host's `FrameReader`. */
export const cutReply = (bytes: Uint8Array): Cut<Reply> =>
  cutFrame(bytes, REPLY_LENGTH, (body) => ({
    sw1: body[0] ?? 0,
    sw2: body[1] ?? 0,
    sw3: body[2] ?? 0,
    data: body.slice(3),
  }));

/** Cuts host frames out of a stream, for the simulator's `FrameReader`. */
export const cutCommand = (bytes: Uint8Array): Cut<Command> =>
  cutFrame(bytes, COMMAND_LENGTH, (body) => ({
    command: body[0] ?? 0,
    parameter: body[1] ?? 0,
    data: body.slice(2),
  }));

/** SW3, the reader's own status. */
export const SW3 = {
  ok: 0x90,
  cardFound: 0x9f,
  hostChecksumWrong: 0x10,
  hostLengthWrong: 0x11,
  badCommand: 0x21,
  unknownError: 0x24,
  cardRejectedReader: 0x31,
  readerRejectedCard: 0x32,
  verifyFailed: 0x33,
  wrongCard: 0x40,
  readFailed: 0x41,
  randomNumberFailed: 0x47,
  selfTestFailed: 0x60,
  notAuthorised: 0x66,
  noCard: 0x80,
  selectFailed: 0x81,
  itemAbsent: 0x91,
} as const;

/** True when all three status bytes say this and nothing else. */
export const statusIs = (reply: Reply, sw3: number): boolean =>
  reply.sw1 === 0 && reply.sw2 === 0 && reply.sw3 === sw3;

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

/** The status as a technician's manual writes it: `SW3=41`, or all three when the card's own say something too. */
export const statusText = ({ sw1, sw2, sw3 }: Reply): string =>
  sw1 === 0 && sw2 === 0 ? `SW3=${hex(sw3)}` : `SW=${hex(sw1)}${hex(sw2)}${hex(sw3)}`;

/** A reply that brings nothing but bad news. Every command may be answered by one. */
const isRefusal = (reply: Reply): boolean =>
  reply.data.length === 0 && !statusIs(reply, SW3.ok) && !statusIs(reply, SW3.cardFound);

/** Refusals that are about the reader or our frame, never about a card. */
const READER_STATUSES: readonly number[] = [
  SW3.hostChecksumWrong,
  SW3.hostLengthWrong,
  SW3.badCommand,
  SW3.unknownError,
  SW3.selfTestFailed,
  SW3.notAuthorised,
];
const isReaderRefusal = (reply: Reply): boolean => isRefusal(reply) && READER_STATUSES.includes(reply.sw3);

/** Refusals that say no card can be read now; any other refusal says nothing about a card. */
export const isCardRefusal = (reply: Reply): boolean =>
  isRefusal(reply) && Object.values<number>(SW3).includes(reply.sw3) && !isReaderRefusal(reply);

/** A command as the driver sends it. */
export type Message = {
  readonly name: string;
  readonly command: number;
  readonly parameter: number;
  /** Longest wait for the whole reply, milliseconds. */
  readonly timeout: number;
  /** Whether a reply can be this command's answer, by status and by length of DATA. */
  readonly answeredBy: (reply: Reply) => boolean;
};

/** DATA lengths of good replies, bytes; each is different, so that a late reply is not taken for another's. */
const SAM_NUMBER_BYTES = 16;
const FOUND_BYTES = 4;
const SELECTED_BYTES = 8;

/** Longest waits, milliseconds: those of a shipping driver; SAM state takes the SAM number's. */
export const TIMEOUTS = { state: 300, number: 300, find: 100, select: 100, read: 2000 } as const;

export const MESSAGES = {
  /** `11 FF` SAM state -> 90, no DATA. */
  state: {
    name: 'state',
    command: 0x11,
    parameter: 0xff,
    timeout: TIMEOUTS.state,
    answeredBy: (reply) =>
      reply.data.length === 0 && (statusIs(reply, SW3.ok) || READER_STATUSES.includes(reply.sw3)),
  },
  /** `12 FF` SAM number -> 90, 16 bytes. No other reply has this length. */
  number: {
    name: 'number',
    command: 0x12,
    parameter: 0xff,
    timeout: TIMEOUTS.number,
    answeredBy: (reply) => reply.data.length === SAM_NUMBER_BYTES || isReaderRefusal(reply),
  },
  /** `20 01` find -> 9F and 4 bytes, or 80: no card, or one already read that was not lifted since. */
  find: {
    name: 'find',
    command: 0x20,
    parameter: 0x01,
    timeout: TIMEOUTS.find,
    answeredBy: (reply) => reply.data.length === FOUND_BYTES || isRefusal(reply),
  },
  /** `20 02` select -> 90 and 8 bytes (card serial, seen as zeros). */
  select: {
    name: 'select',
    command: 0x20,
    parameter: 0x02,
    timeout: TIMEOUTS.select,
    answeredBy: (reply) => reply.data.length === SELECTED_BYTES || isRefusal(reply),
  },
  /** `30 01` read text and photo -> 90, two lengths, 256 and 1,024 bytes. Anything that long answers it, even if wrong. */
  read: {
    name: 'read',
    command: 0x30,
    parameter: 0x01,
    timeout: TIMEOUTS.read,
    answeredBy: (reply) => reply.data.length > SAM_NUMBER_BYTES || isRefusal(reply),
  },
} as const satisfies Readonly<Record<keyof typeof TIMEOUTS, Message>>;

/** DATA of good find and select replies as readers are seen to send them: zeros. */
export const foundData = (): Uint8Array => new Uint8Array(FOUND_BYTES);
export const selectedData = (): Uint8Array => new Uint8Array(SELECTED_BYTES);

/** DATA of a `30 01` reply: text length and photo length (big-endian, 2 bytes each), text, photo. */
export const encodeReadData = (text: Uint8Array, photo: Uint8Array): Uint8Array =>
  concat(bigEndian16(text.length), bigEndian16(photo.length), text, photo);

/** Splits a `30 01` DATA; `badLength` unless both lengths are the card's and together are what has come. */
export function decodeReadData(
  data: Uint8Array,
): Result<{ readonly text: Uint8Array; readonly photo: Uint8Array }, { readonly code: 'badLength' }> {
  if (data.length !== 4 + TEXT_BYTES + PHOTO_BYTES) return err({ code: 'badLength' });
  if (readBigEndian16(data, 0) !== TEXT_BYTES || readBigEndian16(data, 2) !== PHOTO_BYTES)
    return err({ code: 'badLength' });
  return ok({ text: data.slice(4, 4 + TEXT_BYTES), photo: data.slice(4 + TEXT_BYTES) });
}

/** True for the one reply nobody can mistake: no other has this length. */
export const isSamNumber = (reply: Reply): boolean =>
  statusIs(reply, SW3.ok) && reply.data.length === SAM_NUMBER_BYTES;

/** The SAM number as readers print it: `05.03-20130105-0000123456-0007890123`; `undefined` unless 16 bytes. */
export function samNumberText(data: Uint8Array): string | undefined {
  if (data.length !== SAM_NUMBER_BYTES) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const number = (at: number, digits: number) => String(view.getUint32(at, true)).padStart(digits, '0');
  return `${hex(view.getUint8(0))}.${hex(view.getUint8(2))}-${number(4, 8)}-${number(8, 10)}-${number(12, 10)}`;
}
