import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { cutHid, encodeHid, type HidMessage, MAXIMUM_MESSAGE, MAXIMUM_REPORT } from './messages.ts';

const tag = fc.integer({ min: 0, max: 255 });
const report = fc.uint8Array({ minLength: 1, maxLength: 300 });
const message: fc.Arbitrary<HidMessage> = fc.oneof(
  fc.record({ kind: fc.constantFrom('setFeature' as const, 'output' as const), tag, report }),
  fc.record({
    kind: fc.constant('getFeature' as const),
    tag,
    id: tag,
    length: fc.integer({ min: 0, max: MAXIMUM_REPORT }),
  }),
  fc.record({ kind: fc.constant('input' as const), report }),
  fc.record({ kind: fc.constant('done' as const), tag }),
  fc.record({ kind: fc.constant('feature' as const), tag, report }),
  fc.record({
    kind: fc.constant('refused' as const),
    tag,
    detail: fc.string({ unit: fc.constantFrom('a', 'Z', ' ', '9'), maxLength: 200 }),
  }),
);

function listen() {
  const heard: HidMessage[] = [];
  const discarded: string[] = [];
  const reader = new FrameReader<HidMessage>({
    cut: cutHid,
    maximumBytes: MAXIMUM_MESSAGE,
    interByteMilliseconds: 100,
    clock: new ManualClock(),
    onFrame: (frame) => heard.push(frame),
    onDiscarded: (count, reason) => discarded.push(`${count} ${reason}`),
  });
  return { reader, heard, discarded };
}

describe('messages of a HID line', () => {
  it('come back as they went, whatever the chunks, their borders kept', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 90 }),
        (all, size) => {
          const { reader, heard, discarded } = listen();
          const bytes = concat(...all.map(encodeHid));
          for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
          expect(heard).toEqual(all);
          expect(discarded).toEqual([]);
        },
      ),
    );
  });

  it('never throw on what is none', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { reader } = listen();
        reader.push(bytes);
      }),
    );
  });

  it.each([
    ['a feature set', { kind: 'setFeature', tag: 1, report: fromHex('21 01') }, '010100022101'],
    ['a feature asked', { kind: 'getFeature', tag: 2, id: 3, length: 5 }, '02020003030005'],
    ['an input report', { kind: 'input', report: fromHex('01 80') }, '810000020180'],
    ['done', { kind: 'done', tag: 9 }, '82090000'],
  ] satisfies [string, HidMessage, string][])('%s', (_name, one, hex) => {
    expect(toHex(encodeHid(one))).toBe(hex);
  });

  it.each([
    ['a number that stands for nothing', '07 00 00 00', '4 noise'],
    ['more than a report can have', '81 00 10 01', '4 badLength'],
    ['an input report of nothing', '81 00 00 00', '4 badLength'],
    ['done with something in it', '82 01 00 01 05', '5 badLength'],
    ['a question of half a length', '02 01 00 02 03 00', '6 badLength'],
  ])('%s is refused', (_name, hex, discard) => {
    const { reader, heard, discarded } = listen();
    reader.push(fromHex(hex));
    expect([heard, discarded]).toEqual([[], [discard]]);
  });

  it('has no report longer than the kernel carries', () => {
    expect(() => encodeHid({ kind: 'input', report: new Uint8Array(MAXIMUM_REPORT + 1) })).toThrow(
      RangeError,
    );
  });
});
