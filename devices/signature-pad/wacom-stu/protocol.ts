import { concat } from '#foundation/bytes.ts';

/*
 * Wacom STU over HID: numbers and payloads of its reports, after the vendor's SDK header `Protocol.hpp`. All are
 * feature reports unless "in"; the first byte of every buffer is the report's number. BE and LE as marked: the pad
 * mixes them.
 *
 *   01 in   pen              6 bytes: flags and pressure, pressure low, X BE16, Y BE16
 *   30 in   pen, options     8 bytes: the same, time count BE16
 *   34 in   pen, time+seq   10 bytes: the same, time count BE16, sequence BE16
 *   03      status           code, last result, LE16
 *   04      reset            00 soft, 01 hard
 *   08      information      model 9 ASCII, firmware major, minor, secure IC present, its version 4
 *   09      capability       max X BE16, max Y BE16, pressure BE16, screen width BE16, height BE16, rate, resolution BE16, encodings
 *   0A      UID              4
 *   20      clear screen     00
 *   21      inking           00 off, 01 on
 *   25      start image      encoding
 *   26      image block      LE16 length and at most 253 bytes
 *   27      end image        00 commit, 01 abandon
 *   29      background       16-bit colour LE16; kept in flash
 *   2A      handwriting area 4 x LE16: x1 y1 x2 y2, pixels
 *   2B      brightness       LE16 0..3; kept in flash
 *   32      pen option mode  0 none, 1 time count, 2 sequence, 3 both
 */

export const REPORT = {
  pen: 0x01,
  status: 0x03,
  reset: 0x04,
  information: 0x08,
  capability: 0x09,
  uid: 0x0a,
  clearScreen: 0x20,
  inking: 0x21,
  startImage: 0x25,
  imageBlock: 0x26,
  endImage: 0x27,
  background: 0x29,
  handwritingArea: 0x2a,
  brightness: 0x2b,
  penWithOptions: 0x30,
  penOptionMode: 0x32,
  penWithTimeAndSequence: 0x34,
} as const;

/** Lengths of the features that are read, the number included. */
export const LENGTH = {
  status: 5,
  information: 17,
  capability: 15,
  uid: 5,
  background: 3,
  brightness: 3,
  penOptionMode: 2,
} as const;

const be16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const le16 = (bytes: Uint8Array, at: number): number => ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0);
const toBe16 = (value: number): [number, number] => [(value >> 8) & 0xff, value & 0xff];
const toLe16 = (value: number): [number, number] => [value & 0xff, (value >> 8) & 0xff];

/**
 * Where the pen's flags are in its first byte. `sdk`: bit 7 near, bits 4 to 6 tip down, bits 0 to 3 pressure's high
 * bits, as the vendor's header says. `webhid-legacy`: bit 0 near, bit 1 tip down, bits 2 and 3 pressure's high bits,
 * as public WebHID drivers read pads of theirs.
 */
export type PenBits = 'sdk' | 'webhid-legacy';

/** What the pad says of the pen, in its own numbers. */
export type PenSample = {
  readonly near: boolean;
  readonly down: boolean;
  readonly pressure: number;
  readonly x: number;
  readonly y: number;
  /** Milliseconds, wraps at 65536. */
  readonly time?: number;
  /** Wraps at 65536. */
  readonly sequence?: number;
};

const PEN_LENGTHS: Readonly<Record<number, number>> = {
  [REPORT.pen]: 7,
  [REPORT.penWithOptions]: 9,
  [REPORT.penWithTimeAndSequence]: 11,
};

/** `undefined`: no pen report of a length that it can have. */
export function decodePen(report: Uint8Array, bits: PenBits): PenSample | undefined {
  const id = report[0] ?? 0;
  const length = PEN_LENGTHS[id];
  // Some systems hand a report over with the padding of the longest one behind it.
  if (length === undefined || report.length < length || report.slice(length).some((byte) => byte !== 0))
    return undefined;
  const flags = report[1] ?? 0;
  const low = report[2] ?? 0;
  const sdk = bits === 'sdk';
  const pen = {
    near: (flags & (sdk ? 0x80 : 0x01)) !== 0,
    down: (flags & (sdk ? 0x70 : 0x02)) !== 0,
    pressure: ((sdk ? flags & 0x0f : (flags >> 2) & 0x03) << 8) | low,
    x: be16(report, 3),
    y: be16(report, 5),
  };
  if (id === REPORT.pen) return pen;
  const time = be16(report, 7);
  return id === REPORT.penWithOptions ? { ...pen, time } : { ...pen, time, sequence: be16(report, 9) };
}

/** The pad's side of `decodePen`: the shortest report that carries what the sample has. */
export function encodePen(sample: PenSample, bits: PenBits): Uint8Array {
  const { near, down, pressure, x, y, time, sequence } = sample;
  const high = pressure >> 8;
  const flags =
    bits === 'sdk'
      ? (near ? 0x80 : 0) | (down ? 0x10 : 0) | (high & 0x0f)
      : (near ? 0x01 : 0) | (down ? 0x02 : 0) | ((high & 0x03) << 2);
  const body = [flags, pressure & 0xff, ...toBe16(x), ...toBe16(y)];
  if (time === undefined) return Uint8Array.of(REPORT.pen, ...body);
  if (sequence === undefined) return Uint8Array.of(REPORT.penWithOptions, ...body, ...toBe16(time));
  return Uint8Array.of(REPORT.penWithTimeAndSequence, ...body, ...toBe16(time), ...toBe16(sequence));
}

const STATES = {
  ready: 0x00,
  imageTransfer: 0x01,
  capture: 0x02,
  calculating: 0x03,
  bootImage: 0x04,
  romBusy: 0x05,
  resetPending: 0xff,
} as const;
export type PadState = keyof typeof STATES;

const RESULTS = {
  ok: 0,
  wrongReportId: 1,
  wrongState: 2,
  crc: 3,
  badParameter: 4,
  badEncoding: 0x10,
  dataTooLong: 0x11,
  decompression: 0x12,
  badArea: 0x15,
} as const;
export type PadResult = keyof typeof RESULTS;

export type PadStatus = {
  /** `undefined`: a code that nobody has written down. */
  readonly state: PadState | undefined;
  /** Of the last feature written; the number as sent when it has no name. */
  readonly result: PadResult | number;
};

const nameIn = <Name extends string>(table: Readonly<Record<Name, number>>, code: number): Name | undefined =>
  (Object.keys(table) as Name[]).find((name) => table[name] === code);

export function decodeStatus(report: Uint8Array): PadStatus | undefined {
  const [id, state, result] = report;
  if (id !== REPORT.status || state === undefined || result === undefined) return undefined;
  return { state: nameIn(STATES, state), result: nameIn(RESULTS, result) ?? result };
}

export const encodeStatus = (state: PadState, result: PadResult): Uint8Array =>
  Uint8Array.of(REPORT.status, STATES[state], RESULTS[result], 0, 0);

export type Information = { readonly model: string; readonly firmware: string };

const PRINTABLE = /^[\x20-\x7e]*$/;

export function decodeInformation(report: Uint8Array): Information | undefined {
  const model = String.fromCharCode(...report.subarray(1, 10))
    .replace(/\0+$/, '')
    .trim();
  const [major, minor] = report.subarray(10, 12);
  if (report[0] !== REPORT.information || major === undefined || minor === undefined) return undefined;
  if (model === '' || !PRINTABLE.test(model)) return undefined;
  return { model, firmware: `${major}.${minor}` };
}

export function encodeInformation({ model, firmware }: Information): Uint8Array {
  const name = Uint8Array.from(
    model.padEnd(9, '\0').slice(0, 9),
    (character) => character.charCodeAt(0) & 0x7f,
  );
  const [major = 0, minor = 0] = firmware.split('.').map(Number);
  return concat(Uint8Array.of(REPORT.information), name, Uint8Array.of(major, minor, 0, 0, 0, 0, 0));
}

/** Encodings a pad takes: bits of the capability report's last byte. */
const ENCODING_BITS = { zlib: 0x01, mono: 0x02, colour16: 0x04, colour24: 0x08 } as const;
/** Numbers of the start report. */
const ENCODINGS = { mono: 0x00, zlib: 0x01, colour16: 0x02, colour24: 0x04 } as const;
export type Encoding = keyof typeof ENCODINGS;

export type Capability = {
  readonly maxX: number;
  readonly maxY: number;
  /** Levels of pressure; the largest that is told is one less, or this itself. */
  readonly pressure: number;
  readonly width: number;
  readonly height: number;
  readonly rate: number;
  readonly resolution: number;
  readonly encodings: readonly Encoding[];
};

/** `undefined` also for one that says of itself that it has no digitiser or no screen: nothing could be drawn or mapped. */
export function decodeCapability(report: Uint8Array): Capability | undefined {
  if (report[0] !== REPORT.capability || report.length < LENGTH.capability) return undefined;
  const flags = report[14] ?? 0;
  const capability = {
    maxX: be16(report, 1),
    maxY: be16(report, 3),
    pressure: be16(report, 5),
    width: be16(report, 7),
    height: be16(report, 9),
    rate: report[11] ?? 0,
    resolution: be16(report, 12),
    encodings: (Object.keys(ENCODING_BITS) as Encoding[]).filter(
      (name) => (flags & ENCODING_BITS[name]) !== 0,
    ),
  };
  const { maxX, maxY, pressure, width, height } = capability;
  return [maxX, maxY, pressure, width, height].every((value) => value > 0) ? capability : undefined;
}

export function encodeCapability(capability: Capability): Uint8Array {
  const { maxX, maxY, pressure, width, height, rate, resolution, encodings } = capability;
  return Uint8Array.of(
    REPORT.capability,
    ...[maxX, maxY, pressure, width, height].flatMap(toBe16),
    rate,
    ...toBe16(resolution),
    encodings.reduce((flags, name) => flags | ENCODING_BITS[name], 0),
  );
}

/** Most bytes of one image block. */
export const BLOCK_BYTES = 253;

export const SOFT_RESET = Uint8Array.of(REPORT.reset, 0x00);
export const CLEAR_SCREEN = Uint8Array.of(REPORT.clearScreen, 0x00);
export const END_IMAGE = Uint8Array.of(REPORT.endImage, 0x00);
export const ABANDON_IMAGE = Uint8Array.of(REPORT.endImage, 0x01);
export const inking = (on: boolean): Uint8Array => Uint8Array.of(REPORT.inking, on ? 0x01 : 0x00);
/** 3: time count and sequence number with every sample. */
export const PEN_OPTIONS_BOTH = Uint8Array.of(REPORT.penOptionMode, 0x03);
export const startImage = (encoding: Encoding): Uint8Array =>
  Uint8Array.of(REPORT.startImage, ENCODINGS[encoding]);
export const decodeEncoding = (code: number | undefined): Encoding | undefined =>
  code === undefined ? undefined : nameIn(ENCODINGS, code);

/** Image data as blocks of whole feature reports: the last one is filled up, its length says what counts. */
export function imageBlocks(data: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const part = data.subarray(at, at + BLOCK_BYTES);
    const block = new Uint8Array(3 + BLOCK_BYTES);
    block.set([REPORT.imageBlock, ...toLe16(part.length)]);
    block.set(part, 3);
    blocks.push(block);
  }
  return blocks;
}

/** The bytes of one block that count; `undefined` when it promises more than it has. */
export function decodeBlock(report: Uint8Array): Uint8Array | undefined {
  const length = le16(report, 1);
  if (report[0] !== REPORT.imageBlock || length > BLOCK_BYTES || report.length < 3 + length) return undefined;
  return report.slice(3, 3 + length);
}

/** Pixels, both corners inside. */
export type Area = { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

export const handwritingArea = ({ x1, y1, x2, y2 }: Area): Uint8Array =>
  Uint8Array.of(REPORT.handwritingArea, ...[x1, y1, x2, y2].flatMap(toLe16));

export function decodeArea(report: Uint8Array): Area | undefined {
  if (report[0] !== REPORT.handwritingArea || report.length < 9) return undefined;
  const area = { x1: le16(report, 1), y1: le16(report, 3), x2: le16(report, 5), y2: le16(report, 7) };
  return area.x2 > area.x1 && area.y2 > area.y1 ? area : undefined;
}

/** White, 16 bit: the same in either order of its bytes. */
export const WHITE_BACKGROUND = Uint8Array.of(REPORT.background, 0xff, 0xff);
export const brightness = (level: 0 | 1 | 2 | 3): Uint8Array =>
  Uint8Array.of(REPORT.brightness, ...toLe16(level));
