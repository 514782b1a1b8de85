import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRIDGE_LIMITS, type ToHost } from '#contracts/bridge/messages.ts';
import { ManualClock } from '#foundation/clock.ts';
import { InStream } from './in-stream.ts';

type Chunk = Extract<ToHost, { type: 'chunk' }>;

const chunk = (over: Partial<Chunk> = {}): Chunk => ({
  type: 'chunk',
  name: 'media.state',
  stream: 0,
  index: 0,
  last: true,
  data: Buffer.from('x').toString('base64'),
  ...over,
});

describe('bytes from a page', () => {
  it('arrive whole, whatever their sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 })), (streams) => {
        const clock = new ManualClock();
        const into = new InStream(1_000_000, clock, () => undefined);
        for (const [stream, sizes] of streams.entries()) {
          const parts = sizes.map((size, index) => Buffer.alloc(size, index + stream));
          const answers = parts.map((part, index) => {
            clock.advance(50);
            const last = index === parts.length - 1;
            return into.take(chunk({ stream, index, last, data: part.toString('base64') }));
          });
          expect(answers.pop()).toEqual(new Uint8Array(Buffer.concat(parts)));
          expect(answers.every((answer) => answer === 'more')).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are credited no faster than they may come', () => {
    const clock = new ManualClock();
    let credits = 0;
    const into = new InStream(1_000_000_000, clock, () => {
      credits += 1;
    });
    let sent = 0;
    const flood = () => {
      for (; sent - credits < BRIDGE_LIMITS.window; sent += 1)
        expect(into.take(chunk({ index: sent, last: false }))).toBe('more');
    };
    for (let round = 0; round < 60; round += 1) {
      flood();
      clock.advance(50);
    }
    const { chunksPerSecond, chunkBurst, window } = BRIDGE_LIMITS;
    expect(sent).toBeLessThanOrEqual(chunkBurst + 3 * chunksPerSecond + window);
    expect(sent).toBeGreaterThan(chunkBurst + 2 * chunksPerSecond);
  });

  it.each([
    ['that begin in the middle', [chunk({ index: 1 })], 'badMessage'],
    ['with a gap', [chunk({ last: false }), chunk({ index: 2 })], 'badMessage'],
    ['with a part twice', [chunk({ last: false }), chunk({ last: false })], 'badMessage'],
    ['of a stream that was there', [chunk({ stream: 4 }), chunk({ stream: 4 })], 'badMessage'],
    ['of a stream in the middle of another', [chunk({ last: false }), chunk({ stream: 1 })], 'badMessage'],
    ['with an empty part', [chunk({ last: false, data: '' })], 'badMessage'],
    [
      'in a part beyond its size',
      [chunk({ data: Buffer.alloc(BRIDGE_LIMITS.chunkBytesToHost + 1).toString('base64') })],
      'badMessage',
    ],
    ['beyond their size', [chunk({ data: Buffer.alloc(101).toString('base64') })], 'tooLarge'],
  ])('%s are refused', (_, chunks, refusal) => {
    const into = new InStream(100, new ManualClock(), () => undefined);
    expect(chunks.map((one) => into.take(one)).at(-1)).toBe(refusal);
  });

  it('of a page that does not wait for its credits are refused', () => {
    const clock = new ManualClock();
    const into = new InStream(100, clock, () => undefined);
    const answers = Array.from({ length: 300 }, (_, stream) => into.take(chunk({ stream })));
    expect(answers.slice(0, BRIDGE_LIMITS.chunkBurst).every((one) => one instanceof Uint8Array)).toBe(true);
    expect(answers.at(-1)).toBe('tooMany');
  });
});
