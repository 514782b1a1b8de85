import { describe, expect, it } from 'vitest';
import {
  TRACE_LIMITS,
  type TraceBatch,
  traceBatchSchema,
  tracedFrameSchema,
} from '#contracts/supervisor/trace.ts';
import { DRIVERS } from '#devices/catalogue.ts';
import type { TracedFrame } from '#devices/driver.ts';
import { ManualClock } from '#foundation/clock.ts';
import { DeviceBooks } from './device-books.ts';
import { TraceBook } from './trace.ts';

const CANARY = '6299995512345678';
const tracks: TracedFrame = {
  direction: 'toHost',
  name: 'reply 45 30',
  length: 18,
  bytes: Uint8Array.from([0x45, 0x30, ...Buffer.from(CANARY)]),
};
const status: TracedFrame = {
  direction: 'toDevice',
  name: 'status',
  length: 2,
  bytes: Uint8Array.of(0x31, 0x30),
};

function book() {
  const clock = new ManualClock();
  const trace = new TraceBook(clock);
  const reader = trace.of('cardReader', DRIVERS.cardReader.crt310.explain);
  const scanner = trace.of('idScanner', DRIVERS.idScanner.sdt.explain);
  return { clock, trace, reader, scanner };
}

describe('TraceBook', () => {
  it('keeps frames decoded, in the order they went by, and no byte of what was read', () => {
    const { trace, reader, scanner } = book();
    reader(status);
    scanner({ direction: 'toDevice', name: 'find', length: 10, bytes: Uint8Array.of(0x20, 0x01) });
    reader(tracks);
    const { frames, dropped } = trace.kept();
    expect(dropped).toBe(0);
    expect(frames.map(({ device, words }) => [device, words.join(', ')])).toEqual([
      ['cardReader', 'status, position'],
      ['idScanner', 'card, find'],
      ['cardReader', 'read tracks, buffer'],
    ]);
    for (const frame of frames) tracedFrameSchema.parse(frame);
    expect(JSON.stringify(frames)).not.toContain(CANARY);
  });

  it('keeps the newest of each device, tells how many are gone, and lets a flood leave the others alone', () => {
    const { trace, reader, scanner } = book();
    scanner(status);
    const all = 3 * TRACE_LIMITS.kept + 17;
    for (let count = 0; count < all; count += 1) reader(status);
    const { frames, dropped } = trace.kept();
    expect(frames.filter(({ device }) => device === 'cardReader')).toHaveLength(TRACE_LIMITS.kept);
    expect(frames[0]?.device).toBe('idScanner');
    expect(frames.at(-1)?.sequence).toBe(all + 1);
    expect(dropped).toBe(all - TRACE_LIMITS.kept);
  });

  it('tells in batches while somebody looks, counts what was too much, and is still after that', () => {
    const { clock, trace, reader } = book();
    const batches: TraceBatch[] = [];
    reader(status);
    trace.watch((batch) => batches.push(batch));
    clock.advance(TRACE_LIMITS.every);
    expect(batches).toEqual([]);
    for (let count = 0; count < TRACE_LIMITS.batch + 5; count += 1) reader(status);
    clock.advance(TRACE_LIMITS.every);
    expect(batches.map(({ frames, dropped }) => [frames.length, dropped])).toEqual([[TRACE_LIMITS.batch, 5]]);
    traceBatchSchema.parse(batches[0]);
    trace.unwatch();
    reader(status);
    clock.advance(10 * TRACE_LIMITS.every);
    expect([batches.length, clock.armed]).toEqual([1, 0]);
  });
});

describe('DeviceBooks', () => {
  it('counts frames, garbage, check faults, timeouts and restarts, and keeps what went wrong last', () => {
    const clock = new ManualClock();
    const books = new DeviceBooks(clock);
    const frames = books.frames('cardReader');
    frames(status);
    frames(tracks);
    frames({ ...tracks, direction: 'discarded' });
    frames({ direction: 'discarded', name: 'noise', length: 7 });
    frames({ direction: 'discarded', name: 'badCheck', length: 5 });
    books.command('cardReader', 'status');
    books.command('cardReader', 'eject', { code: 'cancelled' });
    books.command('cardReader', 'eject', { code: 'timeout' });
    books.transition({
      device: 'cardReader',
      from: 'busy',
      to: 'recovering',
      error: { code: 'offline', detail: 'x' },
    });
    books.transition({ device: 'cardReader', from: 'opening', to: 'absent', error: { code: 'offline' } });
    expect(books.of('cardReader')).toEqual({
      counters: {
        framesOut: 1,
        framesIn: 1,
        discardedFrames: 1,
        discardedBytes: 12,
        badChecks: 1,
        commands: 3,
        failures: 1,
        timeouts: 1,
        restarts: 1,
      },
      last: { at: clock.wall(), command: null, code: 'offline', condition: null, deviceCode: null },
    });
    expect(books.of('idScanner').last).toBeNull();
  });
});
