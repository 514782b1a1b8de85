import { concat } from '#foundation/bytes.ts';

/** One cookie of an Xauthority file (Xau library, `XauReadAuth`): all numbers big endian, all strings counted. */
export type XCookie = {
  readonly family: number;
  readonly address: Uint8Array;
  /** Display number in decimal; empty = every display. */
  readonly number: string;
  /** `MIT-MAGIC-COOKIE-1`. */
  readonly name: string;
  readonly data: Uint8Array;
};

/** `FamilyWild`: the entry fits whatever this machine is called. */
export const FAMILY_WILD = 0xffff;

/** A file of cookies is small; more is not one. */
export const MAXIMUM_AUTHORITY_BYTES = 262_144;

// Not a TextDecoder: its "latin1" is Windows-1252.
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The cookies of a file, or `undefined` when it is not whole. */
export function decodeAuthority(bytes: Uint8Array): XCookie[] | undefined {
  if (bytes.length > MAXIMUM_AUTHORITY_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const cookies: XCookie[] = [];
  let at = 0;
  const short = (): number | undefined => {
    if (at + 2 > bytes.length) return undefined;
    at += 2;
    return view.getUint16(at - 2);
  };
  const counted = (): Uint8Array | undefined => {
    const length = short();
    if (length === undefined || at + length > bytes.length) return undefined;
    at += length;
    return bytes.slice(at - length, at);
  };
  while (at < bytes.length) {
    const family = short();
    const [address, number, name, data] = [counted(), counted(), counted(), counted()];
    if (family === undefined || !address || !number || !name || !data) return undefined;
    cookies.push({ family, address, number: latin(number), name: latin(name), data });
  }
  return cookies;
}

/** The bytes of a file with these cookies. Strings are Latin-1, each shorter than 65536. */
export function encodeAuthority(cookies: readonly XCookie[]): Uint8Array {
  const short = (value: number) => Uint8Array.of(value >> 8, value & 0xff);
  const counted = (run: Uint8Array) => concat(short(run.length), run);
  const text = (characters: string) => counted(Uint8Array.from(Buffer.from(characters, 'latin1')));
  return concat(
    ...cookies.flatMap(({ family, address, number, name, data }) => [
      short(family),
      counted(address),
      text(number),
      text(name),
      counted(data),
    ]),
  );
}

/**
 * A file with the cookies of one display alone, good for it under whatever name this machine has. `undefined`: the
 * file is not whole or has none for it.
 */
export function cookiesFor(file: Uint8Array, displayNumber: number): Uint8Array | undefined {
  const own = decodeAuthority(file)?.filter(
    ({ number }) => number === '' || number === String(displayNumber),
  );
  if (!own || own.length === 0) return undefined;
  return encodeAuthority(
    own.map((cookie) => ({ ...cookie, family: FAMILY_WILD, address: new Uint8Array() })),
  );
}
