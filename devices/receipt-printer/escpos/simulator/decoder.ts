/*
 * ESC/POS from the printer's side. Written from the command tables, on purpose without a line of the encoder: what
 * the encoder gets wrong must show here.
 */

export type Operation =
  /** One character: an ASCII byte, or a pair while Hanzi mode is on. */
  | { readonly kind: 'character'; readonly bytes: Uint8Array }
  | { readonly kind: 'lineFeed' }
  | { readonly kind: 'feedLines'; readonly lines: number }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'hanzi'; readonly on: boolean }
  | { readonly kind: 'align'; readonly align: 'left' | 'centre' | 'right' }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'asciiSize'; readonly large: boolean }
  | { readonly kind: 'hanziSize'; readonly large: boolean }
  | { readonly kind: 'nationalSet'; readonly set: number }
  | { readonly kind: 'cut'; readonly feed: number }
  | {
      readonly kind: 'raster';
      readonly bytesPerRow: number;
      readonly rows: number;
      readonly data: Uint8Array;
    }
  | { readonly kind: 'qrStore'; readonly data: string }
  | { readonly kind: 'qrPrint' }
  | { readonly kind: 'automaticStatus'; readonly mask: number }
  | { readonly kind: 'processId'; readonly id: Uint8Array }
  | { readonly kind: 'queuedStatus' }
  | { readonly kind: 'information'; readonly about: number }
  /** Understood, and without an effect here. */
  | { readonly kind: 'nothing' }
  /** Not a command of a receipt: named for `violations`. */
  | { readonly kind: 'violation'; readonly what: string };

export type Decoded =
  | { readonly kind: 'operation'; readonly operation: Operation; readonly take: number }
  | { readonly kind: 'more' };

export type Modes = { readonly hanzi: boolean };

const MORE: Decoded = { kind: 'more' };
const done = (take: number, operation: Operation): Decoded => ({ kind: 'operation', operation, take });
const violation = (take: number, what: string): Decoded => done(take, { kind: 'violation', what });
const hex = (...bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');

/** The operation that the received bytes begin with. */
export function decode(bytes: Uint8Array, modes: Modes): Decoded {
  const [first, second] = bytes;
  if (first === undefined) return MORE;
  if (first >= 0x20) return decodeCharacter(bytes, modes);
  switch (first) {
    case 0x0a:
      return done(1, { kind: 'lineFeed' });
    case 0x10:
      return second === undefined ? MORE : decodeRealTime(bytes, second);
    case 0x1b:
      return second === undefined ? MORE : decodeEsc(bytes, second);
    case 0x1c:
      return second === undefined ? MORE : decodeFs(bytes, second);
    case 0x1d:
      return second === undefined ? MORE : decodeGs(bytes, second);
    default:
      return violation(1, `byte ${hex(first)}`);
  }
}

function decodeCharacter(bytes: Uint8Array, modes: Modes): Decoded {
  const [first = 0, second] = bytes;
  if (first < 0x7f) return done(1, { kind: 'character', bytes: bytes.slice(0, 1) });
  if (first < 0x81 || first === 0xff) return violation(1, `byte ${hex(first)}`);
  if (!modes.hanzi) return violation(1, 'high byte outside Hanzi mode');
  if (second === undefined) return MORE;
  if (second < 0x40 || second === 0x7f || second === 0xff) return violation(1, 'half of a Hanzi pair');
  return done(2, { kind: 'character', bytes: bytes.slice(0, 2) });
}

/** Already obeyed when it was received; here it only leaves the queue. */
function decodeRealTime(bytes: Uint8Array, second: number): Decoded {
  if (second === 0x04 || second === 0x05) return bytes.length < 3 ? MORE : done(3, { kind: 'nothing' });
  return violation(2, `DLE ${hex(second)}`);
}

/** A command with one parameter byte. */
function one(bytes: Uint8Array, operation: (parameter: number) => Operation): Decoded {
  const parameter = bytes[2];
  return parameter === undefined ? MORE : done(3, operation(parameter));
}

function decodeEsc(bytes: Uint8Array, second: number): Decoded {
  switch (second) {
    case 0x40:
      return done(2, { kind: 'initialise' });
    case 0x45:
      return one(bytes, (n) => ({ kind: 'bold', on: (n & 1) === 1 }));
    case 0x52:
      return one(bytes, (set) => ({ kind: 'nationalSet', set }));
    case 0x61:
      return one(bytes, (n) => ({
        kind: 'align',
        align: n === 1 || n === 0x31 ? 'centre' : n === 2 || n === 0x32 ? 'right' : 'left',
      }));
    case 0x64:
      return one(bytes, (lines) => ({ kind: 'feedLines', lines }));
    case 0x70:
      return bytes.length < 5 ? MORE : violation(5, 'drawer pulse');
    default:
      return violation(2, `ESC ${hex(second)}`);
  }
}

function decodeFs(bytes: Uint8Array, second: number): Decoded {
  switch (second) {
    case 0x21:
      return one(bytes, (n) => ({ kind: 'hanziSize', large: (n & 0x0c) === 0x0c }));
    case 0x26:
      return done(2, { kind: 'hanzi', on: true });
    case 0x2e:
      return done(2, { kind: 'hanzi', on: false });
    default:
      return violation(2, `FS ${hex(second)}`);
  }
}

function decodeGs(bytes: Uint8Array, second: number): Decoded {
  switch (second) {
    case 0x21:
      return one(bytes, (n) => ({ kind: 'asciiSize', large: n === 0x11 }));
    case 0x28:
      return decodeExtended(bytes);
    case 0x49:
      return one(bytes, (about) => ({ kind: 'information', about }));
    case 0x56:
      return decodeCut(bytes);
    case 0x61:
      return one(bytes, (mask) => ({ kind: 'automaticStatus', mask }));
    case 0x72:
      return one(bytes, () => ({ kind: 'queuedStatus' }));
    case 0x76:
      return decodeRaster(bytes);
    default:
      return violation(2, `GS ${hex(second)}`);
  }
}

function decodeCut(bytes: Uint8Array): Decoded {
  const [, , how, feed] = bytes;
  if (how === undefined) return MORE;
  if (how === 0 || how === 1 || how === 0x30 || how === 0x31) return done(3, { kind: 'cut', feed: 0 });
  if (how !== 0x41 && how !== 0x42) return violation(3, `GS V ${hex(how)}`);
  return feed === undefined ? MORE : done(4, { kind: 'cut', feed });
}

/** The printer believes the lengths it is told, and waits for so many bytes, whatever they are. */
function decodeRaster(bytes: Uint8Array): Decoded {
  const [, , m, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes;
  if (m !== undefined && m !== 0x30) return violation(3, `GS v ${hex(m)}`);
  if (bytes.length < 8) return MORE;
  const bytesPerRow = xLow + 256 * xHigh;
  const rows = yLow + 256 * yHigh;
  const end = 8 + bytesPerRow * rows;
  if (bytes.length < end) return MORE;
  return done(end, { kind: 'raster', bytesPerRow, rows, data: bytes.slice(8, end) });
}

/** GS ( X pL pH ...: a length of its own, so that even what is unknown can be skipped. */
function decodeExtended(bytes: Uint8Array): Decoded {
  const [, , which, low, high] = bytes;
  if (which === undefined || low === undefined || high === undefined) return MORE;
  const end = 5 + low + 256 * high;
  if (bytes.length < end) return MORE;
  const parameters = bytes.slice(5, end);
  const [first, second] = parameters;
  if (which === 0x48 && first === 0x30 && second === 0x30 && parameters.length === 6)
    return done(end, { kind: 'processId', id: parameters.slice(2) });
  if (which === 0x6b && first === 0x31) return done(end, qrOperation(parameters));
  return violation(end, `GS ( ${hex(which)}`);
}

function qrOperation(parameters: Uint8Array): Operation {
  switch (parameters[1]) {
    // Model, module size, error correction.
    case 0x41:
    case 0x43:
    case 0x45:
      return { kind: 'nothing' };
    case 0x50:
      return { kind: 'qrStore', data: new TextDecoder('latin1').decode(parameters.subarray(3)) };
    case 0x51:
      return { kind: 'qrPrint' };
    default:
      return { kind: 'violation', what: 'GS ( k with an unknown function' };
  }
}
