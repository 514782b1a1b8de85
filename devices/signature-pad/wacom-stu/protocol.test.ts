import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import {
  BLOCK_BYTES,
  type Capability,
  CLEAR_SCREEN,
  decodeArea,
  decodeBlock,
  decodeCapability,
  decodeInformation,
  decodePen,
  decodeStatus,
  type Encoding,
  encodeCapability,
  encodeInformation,
  encodePen,
  encodeStatus,
  handwritingArea,
  imageBlocks,
  inking,
  PEN_OPTIONS_BOTH,
  type PenSample,
  SOFT_RESET,
  startImage,
} from './protocol.ts';

const word = fc.integer({ min: 0, max: 0xffff });
const positive = fc.integer({ min: 1, max: 0xffff });

describe('the pen in reports', () => {
  it.each([
    ['01 90 40 0A BC 07 D0', { near: true, down: true, pressure: 64, x: 2748, y: 2000 }],
    ['01 80 00 0A BC 07 D0', { near: true, down: false, pressure: 0, x: 2748, y: 2000 }],
    ['01 00 00 00 00 00 00', { near: false, down: false, pressure: 0, x: 0, y: 0 }],
    [
      '34 F3 FF 0A BC 07 D0 FF FF 00 01',
      { near: true, down: true, pressure: 0x3ff, x: 2748, y: 2000, time: 65535, sequence: 1 },
    ],
    ['30 90 40 0A BC 07 D0 00 10', { near: true, down: true, pressure: 64, x: 2748, y: 2000, time: 16 }],
    [
      'padding behind it: 01 80 00 0A BC 07 D0 00 00',
      { near: true, down: false, pressure: 0, x: 2748, y: 2000 },
    ],
  ] satisfies [string, PenSample][])('%s', (hex, sample) => {
    expect(decodePen(fromHex(hex.replace(/^.*: /, '')), 'sdk')).toEqual(sample);
  });

  it.each([
    ['01 03 40 0A BC 07 D0', { near: true, down: true, pressure: 64, x: 2748, y: 2000 }],
    ['01 0D 40 0A BC 07 D0', { near: true, down: false, pressure: 0x340, x: 2748, y: 2000 }],
    ['01 90 40 0A BC 07 D0', { near: false, down: false, pressure: 64, x: 2748, y: 2000 }],
  ] satisfies [string, PenSample][])('legacy: %s', (hex, sample) => {
    expect(decodePen(fromHex(hex), 'webhid-legacy')).toEqual(sample);
  });

  it.each([
    ['01 90 40 0A BC 07'],
    ['34 90 40 0A BC 07 D0 00 00 00'],
    ['02 90 40 0A BC 07 D0'],
    ['01 80 00 0A BC 07 D0 01'],
    [''],
  ])('none: %s', (hex) => {
    expect(decodePen(fromHex(hex), 'sdk')).toBeUndefined();
  });

  it('come back as they went, with either place of the flags', () => {
    const sample = fc.record({
      near: fc.boolean(),
      down: fc.boolean(),
      pressure: fc.integer({ min: 0, max: 1023 }),
      x: word,
      y: word,
    });
    const options = fc.oneof(
      fc.constant({}),
      fc.record({ time: word }),
      fc.record({ time: word, sequence: word }),
    );
    fc.assert(
      fc.property(
        sample,
        options,
        fc.constantFrom('sdk' as const, 'webhid-legacy' as const),
        (pen, more, bits) => {
          expect(decodePen(encodePen({ ...pen, ...more }, bits), bits)).toEqual({ ...pen, ...more });
        },
      ),
    );
  });

  it('never throw on anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        decodePen(bytes, 'sdk');
        decodeStatus(bytes);
        decodeInformation(bytes);
        decodeCapability(bytes);
        decodeBlock(bytes);
        decodeArea(bytes);
      }),
    );
  });
});

describe('features', () => {
  it('as worked out by hand', () => {
    expect([inking(true), CLEAR_SCREEN, SOFT_RESET, PEN_OPTIONS_BOTH].map(toHex)).toEqual([
      '2101',
      '2000',
      '0400',
      '3203',
    ]);
    expect(
      ['mono', 'zlib', 'colour16', 'colour24'].map((name) => toHex(startImage(name as Encoding))),
    ).toEqual(['2500', '2501', '2502', '2504']);
    expect(toHex(handwritingArea({ x1: 1, y1: 2, x2: 0x320, y2: 0x1e0 }))).toBe('2A010002002003E001');
  });

  it.each([
    ['03 00 00 00 00', { state: 'ready', result: 'ok' }],
    ['03 02 02 00 00', { state: 'capture', result: 'wrongState' }],
    ['03 FF 15 00 00', { state: 'resetPending', result: 'badArea' }],
    ['03 09 63 00 00', { state: undefined, result: 0x63 }],
  ])('status %s', (hex, status) => {
    expect(decodeStatus(fromHex(hex))).toEqual(status);
  });

  it('a status comes back as it went', () => {
    expect(decodeStatus(encodeStatus('romBusy', 'dataTooLong'))).toEqual({
      state: 'romBusy',
      result: 'dataTooLong',
    });
  });

  it('information comes back as it went, and is refused when it is no text', () => {
    const information = { model: 'STU-540', firmware: '1.12' };
    expect(decodeInformation(encodeInformation(information))).toEqual(information);
    expect(decodeInformation(concat(fromHex('08'), new Uint8Array(16)))).toBeUndefined();
    expect(decodeInformation(concat(fromHex('08'), new Uint8Array(16).fill(0x1b)))).toBeUndefined();
  });

  it('capability comes back as it went', () => {
    const encodings = fc.subarray<Encoding>(['zlib', 'mono', 'colour16', 'colour24']);
    const capability: fc.Arbitrary<Capability> = fc.record({
      maxX: positive,
      maxY: positive,
      pressure: positive,
      width: positive,
      height: positive,
      rate: fc.integer({ min: 0, max: 255 }),
      resolution: word,
      encodings,
    });
    fc.assert(
      fc.property(capability, (one) => {
        const report = encodeCapability(one);
        expect(report).toHaveLength(15);
        expect(decodeCapability(report)).toEqual(one);
      }),
    );
  });

  it('a pad without digitiser or screen is refused', () => {
    const one: Capability = {
      maxX: 0,
      maxY: 1,
      pressure: 1,
      width: 1,
      height: 1,
      rate: 1,
      resolution: 1,
      encodings: [],
    };
    expect(decodeCapability(encodeCapability(one))).toBeUndefined();
  });

  it('image blocks put together are the image, each of whole length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_200 }), (data) => {
        const blocks = imageBlocks(data);
        expect(blocks.every((block) => block.length === 3 + BLOCK_BYTES)).toBe(true);
        expect(concat(...blocks.map((block) => decodeBlock(block) ?? fromHex('FF')))).toEqual(data);
      }),
    );
    expect(decodeBlock(fromHex('26 FE 00'))).toBeUndefined();
    expect(decodeBlock(fromHex('26 02 00 01'))).toBeUndefined();
  });

  it('an area comes back as it went, and an empty one is none', () => {
    fc.assert(
      fc.property(word, word, word, word, (x1, y1, x2, y2) => {
        const area = { x1, y1, x2, y2 };
        expect(decodeArea(handwritingArea(area))).toEqual(x2 > x1 && y2 > y1 ? area : undefined);
      }),
    );
  });
});
