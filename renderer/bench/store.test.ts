import { beforeEach, describe, expect, test } from 'vitest';
import type { BenchState } from '#contracts/bench/state.ts';
import type { BridgeState, LineState } from '../bridge/client.ts';
import type { StreamListener } from '../bridge/streams.ts';
import { emptyState } from './state.test-data.ts';
import { BenchStore } from './store.ts';

/** A receipt with one raster line on it. */
const receipt = (stream: number): BenchState['receiptPrinter']['receipts'][number] => ({
  id: '1',
  cut: true,
  lines: [{ kind: 'raster', stream, width: 8, height: 1 }],
});
const withPaper = (...streams: number[]): BenchState => ({
  ...emptyState,
  receiptPrinter: { ...emptyState.receiptPrinter, receipts: streams.map(receipt) },
});
const DOTS = Uint8Array.from([0, 0, 0, 8, 0, 0, 0, 1, 0xa0]);

function stand() {
  const listeners = new Map<string, (message: unknown) => void>();
  let stream: StreamListener = () => undefined;
  let watch = () => {};
  let bridge: BridgeState = { line: 'open', screen: null };
  const sent: unknown[] = [];
  const store = new BenchStore({
    onMessage: (name, listener) => {
      listeners.set(name, listener);
    },
    onStream: (_, listener) => {
      stream = listener;
    },
    send: (name, message) => {
      sent.push([name, message]);
    },
    snapshot: () => bridge,
    subscribe: (watcher) => {
      watch = watcher;
      return () => true;
    },
  });
  return {
    store,
    sent,
    say: (name: string, message: unknown) => listeners.get(name)?.(message),
    raster: (number: number, bytes: Uint8Array) => stream(number, bytes),
    line: (line: LineState) => {
      bridge = { line, screen: null };
      watch();
    },
    deeds: () => store.snapshot().deeds.map(({ words, outcome, why }) => [words, outcome, why]),
    rasters: () => [...store.snapshot().rasters.keys()],
  };
}

describe('the bench', () => {
  let bench: ReturnType<typeof stand>;
  beforeEach(() => {
    bench = stand();
  });

  test('shows the last state that is one, and nothing that is none', () => {
    bench.say('bench.state', { nonsense: true });
    expect(bench.store.snapshot().state).toBeNull();
    bench.say('bench.state', emptyState);
    bench.say('bench.state', { ...emptyState, extra: 1 });
    expect(bench.store.snapshot().state).toEqual(emptyState);
  });

  test('numbers its acts and says what became of each', () => {
    bench.store.give({ act: 'takeCard', input: {} });
    bench.store.give({ act: 'pressKey', input: { key: 'enter' } });
    expect(bench.sent).toEqual([
      ['bench.act', { id: 1, act: 'takeCard', input: {} }],
      ['bench.act', { id: 2, act: 'pressKey', input: { key: 'enter' } }],
    ]);
    expect(bench.deeds()[0]).toEqual(['Press Enter', 'sent', '']);
    bench.say('bench.answer', { id: 2, ok: true });
    bench.say('bench.answer', {
      id: 1,
      ok: false,
      error: { code: 'impossible', detail: 'no card at the gate' },
    });
    expect(bench.deeds()).toEqual([
      ['Press Enter', 'done', ''],
      ['Take the bank card', 'refused', 'no card at the gate'],
    ]);
  });

  test('an answer that is none changes nothing', () => {
    bench.store.give({ act: 'takeCard', input: {} });
    bench.say('bench.answer', { id: 1 });
    bench.say('bench.answer', { id: 7, ok: true });
    expect(bench.deeds()).toEqual([['Take the bank card', 'sent', '']]);
  });

  test('forgets old acts', () => {
    for (let count = 0; count < 50; count += 1) bench.store.give({ act: 'takeCard', input: {} });
    expect(bench.store.snapshot().deeds).toHaveLength(12);
    expect(bench.store.snapshot().deeds[0]?.id).toBe(50);
  });

  test('without a line nothing is sent, and it says so', () => {
    bench.line('lost');
    bench.store.give({ act: 'takeCard', input: {} });
    expect(bench.sent).toEqual([]);
    expect(bench.deeds()).toEqual([['Take the bank card', 'refused', 'the terminal does not answer']]);
  });

  test('what was under way when the line broke is not known', () => {
    bench.store.give({ act: 'takeCard', input: {} });
    bench.store.give({ act: 'takeReceipt', input: {} });
    bench.say('bench.answer', { id: 1, ok: true });
    bench.line('lost');
    expect(bench.deeds()).toEqual([
      ['Take the receipt', 'refused', 'the line broke; it may be done or not'],
      ['Take the bank card', 'done', ''],
    ]);
  });

  test('keeps the dots of what is on the paper, and no others', () => {
    bench.say('bench.state', withPaper(3, 4));
    bench.raster(3, DOTS);
    bench.raster(4, Uint8Array.from([1]));
    bench.raster(9, DOTS);
    expect(bench.rasters()).toEqual([3]);
    bench.say('bench.state', emptyState);
    expect(bench.rasters()).toEqual([]);
  });

  test('dots of a host that is gone are never shown for those of the next', () => {
    bench.say('bench.state', withPaper(1));
    bench.raster(1, DOTS);
    bench.line('lost');
    expect(bench.rasters()).toEqual([]);
  });
});
