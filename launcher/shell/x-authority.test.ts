import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat } from '#foundation/bytes.ts';
import {
  cookiesFor,
  decodeAuthority,
  encodeAuthority,
  FAMILY_WILD,
  MAXIMUM_AUTHORITY_BYTES,
  type XCookie,
} from './x-authority.ts';

const latin = fc.string({
  unit: fc.integer({ min: 1, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 20,
});
const bytes = fc.uint8Array({ maxLength: 40 }).map((run) => Uint8Array.from(run));
const cookie: fc.Arbitrary<XCookie> = fc.record({
  family: fc.integer({ min: 0, max: 0xffff }),
  address: bytes,
  number: fc.oneof(fc.nat({ max: 99 }).map(String), fc.constant('')),
  name: latin,
  data: bytes,
});

describe('an Xauthority file', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(fc.array(cookie), (cookies) => {
        expect(decodeAuthority(encodeAuthority(cookies))).toEqual(cookies);
      }),
    );
  });

  it('that is cut anywhere inside an entry is refused', () => {
    fc.assert(
      fc.property(cookie, fc.nat(), (one, cut) => {
        const whole = encodeAuthority([one]);
        const length = 1 + (cut % (whole.length - 1));
        expect(decodeAuthority(whole.subarray(0, length))).toBeUndefined();
      }),
    );
  });

  it('of any bytes is read or refused, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const read = decodeAuthority(noise);
        if (read) expect(encodeAuthority(read)).toEqual(Uint8Array.from(noise));
      }),
    );
    expect(decodeAuthority(new Uint8Array(MAXIMUM_AUTHORITY_BYTES + 1))).toBeUndefined();
  });

  it('is read as the X library writes it', () => {
    // Family 256 (local), address "box", display "7", MIT-MAGIC-COOKIE-1, 16 bytes.
    const text = (characters: string) => Uint8Array.from(Buffer.from(characters, 'latin1'));
    const counted = (run: Uint8Array) => concat(Uint8Array.of(0, run.length), run);
    const data = new Uint8Array(16).fill(0xab);
    const file = concat(
      Uint8Array.of(1, 0),
      ...[text('box'), text('7'), text('MIT-MAGIC-COOKIE-1'), data].map(counted),
    );
    expect(decodeAuthority(file)).toEqual([
      { family: 256, address: text('box'), number: '7', name: 'MIT-MAGIC-COOKIE-1', data },
    ]);
  });
});

describe("a display's own cookies", () => {
  const entry = (number: string, byte: number): XCookie => ({
    family: 256,
    address: Uint8Array.of(1, 2),
    number,
    name: 'MIT-MAGIC-COOKIE-1',
    data: new Uint8Array(16).fill(byte),
  });

  it('are copied alone, good under any name of the machine', () => {
    const file = encodeAuthority([entry('0', 1), entry('7', 2), entry('77', 3), entry('', 4)]);
    const copy = cookiesFor(file, 7);
    expect(copy && decodeAuthority(copy)).toEqual([
      { ...entry('7', 2), family: FAMILY_WILD, address: new Uint8Array() },
      { ...entry('', 4), family: FAMILY_WILD, address: new Uint8Array() },
    ]);
  });

  it('are none in a file without them, or that is not whole', () => {
    expect(cookiesFor(encodeAuthority([entry('0', 1)]), 7)).toBeUndefined();
    expect(cookiesFor(encodeAuthority([entry('7', 1)]).subarray(0, 30), 7)).toBeUndefined();
    expect(cookiesFor(new Uint8Array(), 7)).toBeUndefined();
  });
});
