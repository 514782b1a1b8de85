import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { FrameReader } from '../../link/frame-reader.ts';
import { cutMessage, MAXIMUM_MESSAGE_BYTES, type PrinterMessage, splitFlow } from './receiver.ts';
import { decodeAsb, decodeRealTimeStatus, faultOf, type PrinterFacts, statusOf } from './status.ts';

const fine: PrinterFacts = {
  offline: false,
  coverOpen: false,
  paper: 'full',
  cutterError: false,
  otherError: false,
};

/** Everything the receiver makes of these chunks, and how many bytes it threw away. */
function receive(chunks: readonly Uint8Array[], information = false) {
  const clock = new ManualClock();
  const messages: PrinterMessage[] = [];
  let discarded = 0;
  const reader = new FrameReader<PrinterMessage>({
    cut: (bytes) => cutMessage(bytes, { information }),
    maximumBytes: MAXIMUM_MESSAGE_BYTES,
    interByteMilliseconds: 100,
    clock,
    onFrame: (message) => messages.push(message),
    onDiscarded: (count) => {
      discarded += count;
    },
  });
  for (const chunk of chunks) reader.push(splitFlow(chunk).rest);
  clock.advance(100 * MAXIMUM_MESSAGE_BYTES);
  return { messages, discarded };
}

describe('status', () => {
  it.each<[string, readonly [number, number, number, number], Partial<PrinterFacts>]>([
    ['idle', [0x12, 0x12, 0x12, 0x12], {}],
    ['cover open', [0x1a, 0x16, 0x12, 0x12], { offline: true, coverOpen: true }],
    ['paper out', [0x1a, 0x32, 0x12, 0x72], { offline: true, paper: 'out' }],
    ['paper out, near end told too', [0x1a, 0x32, 0x12, 0x7e], { offline: true, paper: 'out' }],
    ['near end', [0x12, 0x12, 0x12, 0x1e], { paper: 'low' }],
    ['one bit of a sensor says nothing', [0x12, 0x12, 0x12, 0x36], {}],
    ['cutter', [0x1a, 0x52, 0x1a, 0x12], { offline: true, cutterError: true }],
    ['unrecoverable', [0x1a, 0x52, 0x32, 0x12], { offline: true, otherError: true }],
    ['hot head', [0x1a, 0x52, 0x52, 0x12], { offline: true, otherError: true }],
    ['drawer pin', [0x16, 0x12, 0x12, 0x12], {}],
  ])('DLE EOT: %s', (_, [n1, n2, n3, n4], facts) => {
    expect(decodeRealTimeStatus(n1, n2, n3, n4)).toEqual({ ...fine, ...facts });
  });

  it.each<[string, readonly [number, number, number], Partial<PrinterFacts>]>([
    ['idle', [0x10, 0x00, 0x00], {}],
    ['was open and offline, near end', [0x38, 0x00, 0x63], { offline: true, coverOpen: true, paper: 'low' }],
    ['closed and online again, near end', [0x10, 0x00, 0x63], { paper: 'low' }],
    ['reserved bits alone', [0x10, 0x00, 0x60], {}],
    ['paper out', [0x18, 0x00, 0x0f], { offline: true, paper: 'out' }],
    ['cutter', [0x18, 0x08, 0x00], { offline: true, cutterError: true }],
    ['unrecoverable', [0x18, 0x20, 0x00], { offline: true, otherError: true }],
  ])('ASB: %s', (_, [first, second, third], facts) => {
    expect(decodeAsb(first, second, third)).toEqual({ ...fine, ...facts });
  });

  it('names one fault, the cover before the paper it hides', () => {
    expect(faultOf(fine)).toBeUndefined();
    expect(faultOf({ ...fine, coverOpen: true, paper: 'out' })).toBe('coverOpen');
    expect(faultOf({ ...fine, paper: 'out', cutterError: true })).toBe('paperOut');
    expect(faultOf({ ...fine, offline: true })).toBe('offline');
    expect(statusOf({ ...fine, paper: 'low' })).toEqual({
      paper: 'low',
      cover: 'closed',
      cutter: 'ok',
      online: true,
    });
  });
});

describe('messages', () => {
  const asb = (facts: Partial<PrinterFacts>) => ({
    kind: 'asb',
    facts: { ...fine, ...facts },
    bytes: expect.any(Uint8Array),
  });
  const id = (text: string) => ({ kind: 'processId', id: text });

  it.each<[string, string, readonly object[], number]>([
    ['process id', '37 22 41423132 00', [id('AB12')], 0],
    ['ASB, one of the examples', '38 00 63 0F', [asb({ offline: true, coverOpen: true, paper: 'low' })], 0],
    ['DLE EOT', '16', [{ kind: 'realTime', byte: 0x16 }], 0],
    ['GS r', '00', [{ kind: 'queued', byte: 0 }], 0],
    [
      'merged',
      '12 10000000 37224142313200 12',
      [{ kind: 'realTime', byte: 0x12 }, asb({}), id('AB12'), { kind: 'realTime', byte: 0x12 }],
      0,
    ],
    ['XOFF and XON inside', '10 13 00 00 11 00', [asb({})], 0],
    ['noise before', 'FF 80 A5 37224142313200', [id('AB12')], 3],
    ['a header of nothing before', '37 37224142313200', [id('AB12')], 1],
    ['an id with a control byte', '37 22 41 1B 42 43 00', [{ kind: 'queued', byte: 0 }], 6],
    ['an id without its end', '37 22 41424142 45 12', [{ kind: 'realTime', byte: 0x12 }], 7],
    [
      'half an ASB, then a status',
      '10 00 12',
      [
        { kind: 'queued', byte: 0 },
        { kind: 'realTime', byte: 0x12 },
      ],
      1,
    ],
    ['half an ASB, then nothing', '10 00', [{ kind: 'queued', byte: 0 }], 1],
    ['a text block nobody asked for', '5F 41 42 12', [{ kind: 'realTime', byte: 0x12 }], 3],
  ])('%s', (_, bytes, messages, discarded) => {
    expect(receive([fromHex(bytes)])).toEqual({ messages, discarded });
  });

  it('takes a text block only when one was asked for', () => {
    const block = fromHex('5F 54 4D 00');
    expect(receive([block], true).messages).toEqual([{ kind: 'information', text: 'TM' }]);
    expect(receive([block]).messages).not.toContainEqual({ kind: 'information', text: 'TM' });
  });

  it('gives up a text block that does not end', () => {
    const endless = Uint8Array.of(0x5f, ...new Uint8Array(500).fill(0x41), 0x12);
    expect(receive([endless], true)).toEqual({
      messages: [{ kind: 'realTime', byte: 0x12 }],
      discarded: 501,
    });
  });

  it('tells the last flow control byte of a chunk', () => {
    expect(splitFlow(fromHex('12 13 11')).flow).toEqual({ kind: 'flow', go: true });
    expect(splitFlow(fromHex('11 13')).flow).toEqual({ kind: 'flow', go: false });
    expect(splitFlow(fromHex('12')).flow).toBeUndefined();
  });
});

const message = fc.oneof(
  fc
    .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0x20, max: 0x7e })))
    .map((id) => Uint8Array.of(0x37, 0x22, ...id, 0x00)),
  fc
    .tuple(fc.integer({ min: 0, max: 3 }), ...[0, 1, 2].map(() => fc.integer({ min: 0, max: 15 })))
    .map(([first, ...rest]) => Uint8Array.of(0x10 | ((first ?? 0) << 2), ...rest)),
  fc.constantFrom(...[0x12, 0x16, 0x1a, 0x32, 0x72, 0x7e].map((byte) => Uint8Array.of(byte))),
);

const total = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, { length }) => sum + length, 0);

describe('any stream', () => {
  it('means the same however it is split', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.uint8Array({ maxLength: 40 }), (parts, cuts) => {
        const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const length of cuts) {
          chunks.push(whole.subarray(at, at + (length % 9)));
          at += length % 9;
        }
        chunks.push(whole.subarray(at));
        const split = receive(chunks);
        expect(split).toEqual(receive([whole]));
        expect(split.messages).toHaveLength(parts.length);
        expect(split.discarded).toBe(0);
      }),
    );
  });

  it('of noise never throws, and the next message is found after at most one message of it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const echo = fromHex('37 22 5A5A5A5A 00');
        const { messages, discarded } = receive([noise, fromHex('FF FF FF FF FF FF FF'), echo]);
        expect(messages.at(-1)).toEqual({ kind: 'processId', id: 'ZZZZ' });
        expect(discarded).toBeLessThanOrEqual(total([noise]) + 7);
      }),
    );
  });
});
