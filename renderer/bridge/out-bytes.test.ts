import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRIDGE_LIMITS, type ToHost, toHostSchema } from '#contracts/bridge/messages.ts';
import { MOST_WAITING, OutBytes } from './out-bytes.ts';

type Chunk = Extract<ToHost, { type: 'chunk' }>;

/** What a host would have received, with each chunk credited once `credits` are asked for. */
function line() {
  const sent: Chunk[] = [];
  let longest = 0;
  const out = new OutBytes('media.state', (message) => {
    const text = JSON.stringify(message);
    longest = Math.max(longest, text.length);
    const heard = toHostSchema.parse(JSON.parse(text));
    if (heard.type === 'chunk') sent.push(heard);
  });
  const whole = () => {
    const streams: Buffer[] = [];
    for (const { stream, data } of sent)
      streams[stream] = Buffer.concat([streams[stream] ?? Buffer.alloc(0), Buffer.from(data, 'base64')]);
    return streams;
  };
  return { out, sent, whole, longest: () => longest };
}

describe('bytes to the host', () => {
  it('are sent whole, in order, in messages that are short enough', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 5 }), (sizes) => {
        const { out, sent, whole, longest } = line();
        const streams = sizes.map((size, n) => Buffer.alloc(size, n + 1));
        for (const bytes of streams) expect(out.push(new Uint8Array(bytes))).toBe(true);
        for (let credited = 0; credited < sent.length; credited += 1) out.credit(1);
        expect(whole()).toEqual(streams);
        expect(sent.filter(({ last }) => last)).toHaveLength(streams.length);
        expect(longest()).toBeLessThanOrEqual(BRIDGE_LIMITS.messageBytes);
      }),
      { numRuns: 30 },
    );
  });

  it('wait for credits, and too much is not taken', () => {
    const { out, sent } = line();
    expect(out.push(new Uint8Array(MOST_WAITING))).toBe(true);
    expect(out.push(new Uint8Array(1))).toBe(false);
    expect(sent).toHaveLength(BRIDGE_LIMITS.window);
    out.credit(3);
    expect(sent).toHaveLength(BRIDGE_LIMITS.window + 3);
  });
});
