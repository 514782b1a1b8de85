import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, xor } from '#foundation/bytes.ts';
import { ManualClock } from '#foundation/clock.ts';
import { type Cut, type DiscardReason, FrameReader } from './frame-reader.ts';

const START = 0x02;
const MAXIMUM_BYTES = 36;
const SILENCE = 50;

/** A protocol as small as they come: start, length of the body (1 to 32), body, XOR over length and body. */
const frame = (...body: number[]): Uint8Array =>
  Uint8Array.of(START, body.length, ...body, xor(Uint8Array.of(body.length, ...body)));

function cut(bytes: Uint8Array): Cut<number[]> {
  const start = bytes.indexOf(START);
  if (start !== 0) return { kind: 'discard', take: start < 0 ? bytes.length : start, reason: 'noise' };
  const length = bytes[1];
  if (length === undefined) return { kind: 'more' };
  if (length < 1 || length > 32) return { kind: 'discard', take: 1, reason: 'badLength' };
  if (bytes.length < length + 3) return { kind: 'more' };
  if (xor(bytes.subarray(1, length + 2)) !== bytes[length + 2])
    return { kind: 'discard', take: 1, reason: 'badCheck' };
  return { kind: 'frame', frame: [...bytes.subarray(2, length + 2)], take: length + 3 };
}

function reading(options: { cut?: (bytes: Uint8Array) => Cut<number[]> } = {}) {
  const clock = new ManualClock();
  const frames: number[][] = [];
  const discarded = new Map<DiscardReason, number>();
  let longest = 0;
  const reader = new FrameReader<number[]>({
    cut: (bytes) => {
      longest = Math.max(longest, bytes.length);
      return (options.cut ?? cut)(bytes);
    },
    maximumBytes: MAXIMUM_BYTES,
    interByteMilliseconds: SILENCE,
    clock,
    onFrame: (one) => frames.push(one),
    onDiscarded: (count, reason) => discarded.set(reason, (discarded.get(reason) ?? 0) + count),
  });
  return { clock, frames, discarded, reader, longest: () => longest };
}

describe('FrameReader', () => {
  it.each([
    ['one frame at once', [frame(1, 2, 3)], [[1, 2, 3]]],
    ['two frames merged', [concat(frame(1), frame(2))], [[1], [2]]],
    ['one frame byte by byte', [...frame(7, 8)].map((byte) => Uint8Array.of(byte)), [[7, 8]]],
    ['split in the head', [Uint8Array.of(START), frame(9).subarray(1)], [[9]]],
    ['noise before', [concat(Uint8Array.of(0xff, 0x00, 0x55), frame(4))], [[4]]],
    ['noise between', [concat(frame(4), Uint8Array.of(0x99), frame(5))], [[4], [5]]],
    ['an empty chunk', [new Uint8Array(0), frame(6)], [[6]]],
    ['a wrong check, then a right frame', [Uint8Array.of(START, 1, 7, 0), frame(8)], [[8]]],
    ['a lying length, then a right frame', [concat(Uint8Array.of(START, 200), frame(8))], [[8]]],
  ])('%s', (_, chunks, expected) => {
    const { reader, frames } = reading();
    for (const chunk of chunks) reader.push(chunk);
    expect(frames).toEqual(expected);
  });

  it('finds every frame whatever the chunking and the noise between', () => {
    const noise = fc.uint8Array({ maxLength: 5 }).map((bytes) => bytes.filter((byte) => byte !== START));
    const body = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 32 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, body), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1 }),
        (parts, sizes) => {
          const { reader, frames, longest } = reading();
          const stream = concat(...parts.flatMap(([noiseBytes, bytes]) => [noiseBytes, frame(...bytes)]));
          for (let offset = 0, turn = 0; offset < stream.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            reader.push(stream.subarray(offset, offset + size));
            offset += size;
          }
          expect(frames).toEqual(parts.map(([, bytes]) => bytes));
          expect(longest()).toBeLessThan(2 * MAXIMUM_BYTES);
        },
      ),
    );
  });

  it('survives any bytes at all and counts each one that is no frame', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 10 }), (chunks) => {
        const { reader, frames, discarded, clock, longest } = reading();
        for (const chunk of chunks) reader.push(chunk);
        clock.advance(SILENCE);
        const lost = [...discarded.values()].reduce((sum, count) => sum + count, 0);
        const framed = frames.reduce((sum, body) => sum + body.length + 3, 0);
        expect(lost + framed).toBe(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
        expect(longest()).toBeLessThan(2 * MAXIMUM_BYTES);
        expect(clock.armed).toBe(0);
      }),
    );
  });

  it('gives up half a frame after the silence, so that the next frame starts clean', () => {
    const { reader, frames, discarded, clock } = reading();
    reader.push(Uint8Array.of(START, 30, 1, 9));
    clock.advance(SILENCE - 1);
    expect(discarded.size).toBe(0);
    clock.advance(1);
    expect(discarded).toEqual(
      new Map([
        ['interByteTimeout', 1],
        ['noise', 3],
      ]),
    );
    reader.push(frame(5));
    expect(frames).toEqual([[5]]);
    expect(clock.armed).toBe(0);
  });

  it('waits one silence for a row of false starts, not one for each', () => {
    const { reader, frames, discarded, clock } = reading();
    reader.push(Uint8Array.of(START, 32, START, 32));
    clock.advance(SILENCE);
    reader.push(frame(5));
    expect(frames).toEqual([[5]]);
    expect([...discarded.values()].reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(clock.armed).toBe(0);
  });

  it('finds the whole frame that a false start had swallowed', () => {
    const { reader, frames, clock } = reading();
    reader.push(concat(Uint8Array.of(START, 32), frame(5, 6)));
    expect(frames).toEqual([]);
    clock.advance(SILENCE);
    expect(frames).toEqual([[5, 6]]);
  });

  it('starts the silence anew with every byte', () => {
    const { reader, frames, clock } = reading();
    for (const byte of frame(1, 2, 3)) {
      clock.advance(SILENCE - 1);
      reader.push(Uint8Array.of(byte));
    }
    expect(frames).toEqual([[1, 2, 3]]);
  });

  it('discards what grows past the longest frame and finds the frame behind it', () => {
    const { reader, frames, discarded, longest } = reading({
      // A cutter that believes any length: the reader's own bound must hold.
      cut: (bytes) => (bytes[0] === 0xee ? { kind: 'more' } : cut(bytes)),
    });
    reader.push(concat(new Uint8Array(10 * MAXIMUM_BYTES).fill(0xee), frame(3)));
    reader.push(new Uint8Array(MAXIMUM_BYTES));
    expect(frames).toEqual([[3]]);
    expect(discarded.get('oversize')).toBe(10 * MAXIMUM_BYTES);
    expect(longest()).toBeLessThan(2 * MAXIMUM_BYTES);
  });

  it('stays within its bound through 10,000 frames of garbage and hears the one good frame after them', () => {
    const { reader, frames, longest, clock } = reading();
    const garbage = Uint8Array.from({ length: 40 }, (_, at) => (at % 7 === 0 ? START : (at * 37) & 0xff));
    for (let count = 0; count < 10_000; count++) reader.push(garbage);
    clock.advance(SILENCE);
    frames.length = 0;
    reader.push(frame(1));
    expect(frames).toEqual([[1]]);
    expect(longest()).toBeLessThan(2 * MAXIMUM_BYTES);
    expect(clock.armed).toBe(0);
  });

  it('does not hang on a cutter that takes nothing, nor on one that takes too much', () => {
    for (const take of [0, -5, 1_000_000]) {
      const { reader, discarded } = reading({ cut: () => ({ kind: 'discard', take, reason: 'noise' }) });
      reader.push(Uint8Array.of(1, 2, 3));
      expect(discarded.get('noise')).toBe(3);
    }
  });

  it('hands out frames that later bytes cannot change', () => {
    const views: Uint8Array[] = [];
    const reader = new FrameReader<Uint8Array>({
      cut: (bytes) =>
        bytes.length < 2 ? { kind: 'more' } : { kind: 'frame', frame: bytes.subarray(0, 2), take: 2 },
      maximumBytes: 4,
      interByteMilliseconds: SILENCE,
      clock: new ManualClock(),
      onFrame: (one) => views.push(one),
      onDiscarded: () => {},
    });
    const pool = Uint8Array.of(1, 2, 3);
    reader.push(pool);
    pool.fill(9);
    reader.push(Uint8Array.of(4));
    expect(views.map((view) => [...view])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('forgets on reset and tells nothing after stop, even when stopped from inside a frame', () => {
    const { reader, frames, clock } = reading();
    reader.push(frame(1, 2, 3).subarray(0, 3));
    reader.reset();
    expect(clock.armed).toBe(0);
    reader.push(frame(4));
    expect(frames).toEqual([[4]]);

    const heard: number[][] = [];
    const stopping: FrameReader<number[]> = new FrameReader({
      cut,
      maximumBytes: MAXIMUM_BYTES,
      interByteMilliseconds: SILENCE,
      clock,
      onFrame: (one) => {
        heard.push(one);
        stopping.stop();
      },
      onDiscarded: () => {},
    });
    stopping.push(concat(frame(1), frame(2), Uint8Array.of(START)));
    stopping.push(frame(3));
    expect(heard).toEqual([[1]]);
    expect(clock.armed).toBe(0);
  });
});
