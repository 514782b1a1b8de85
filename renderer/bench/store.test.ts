import { describe, expect, test } from 'vitest';
import type { BenchState } from '#contracts/bench/state.ts';
import type { StreamListener } from '../bridge/streams.ts';
import { BenchStore } from './store.ts';

const state: BenchState = {
  people: [],
  cardReader: { plugged: true, entry: 'enabled', card: null, bin: 0, faults: [] },
  idScanner: { plugged: true, document: null, faults: [] },
  receiptPrinter: { plugged: true, paper: 'full', cover: 'closed', receipts: [], faults: [] },
  faults: { cardReader: [], idScanner: [], receiptPrinter: [] },
  bankFaults: [],
  messages: [],
  screen: { kind: 'idle', step: 1 },
};

function stand() {
  const listeners = new Map<string, (message: unknown) => void>();
  let stream: StreamListener = () => undefined;
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
  });
  return {
    store,
    sent,
    say: (name: string, message: unknown) => listeners.get(name)?.(message),
    raster: (number: number, bytes: Uint8Array) => stream(number, bytes),
  };
}

describe('the bench', () => {
  test('shows the last state that is one, and nothing that is none', () => {
    const { store, say } = stand();
    say('bench.state', { nonsense: true });
    expect(store.snapshot().state).toBeNull();
    say('bench.state', state);
    say('bench.state', { ...state, extra: 1 });
    expect(store.snapshot().state).toEqual(state);
  });

  test('numbers its acts and keeps what became of each', () => {
    const { store, say, sent } = stand();
    store.act('takeCard');
    store.act('layIdCard', { person: 'adult' });
    expect(sent).toEqual([
      ['bench.act', { id: 1, act: 'takeCard', input: {} }],
      ['bench.act', { id: 2, act: 'layIdCard', input: { person: 'adult' } }],
    ]);
    say('bench.answer', { id: 1, ok: false, error: { code: 'noCard', detail: 'nothing at the gate' } });
    say('bench.answer', { id: 2, ok: true });
    expect(store.snapshot().deeds.map((deed) => deed.state)).toEqual(['done', 'noCard: nothing at the gate']);
  });

  test('forgets old acts', () => {
    const { store } = stand();
    for (let count = 0; count < 50; count += 1) store.act('takeCard');
    expect(store.snapshot().deeds).toHaveLength(6);
    expect(store.snapshot().deeds[0]?.id).toBe(50);
  });

  test('keeps the dots of a receipt by their number', () => {
    const { store, raster } = stand();
    raster(3, Uint8Array.from([0, 0, 0, 8, 0, 0, 0, 1, 0xa0]));
    raster(4, Uint8Array.from([1]));
    expect([...store.snapshot().rasters.keys()]).toEqual([3]);
  });
});
