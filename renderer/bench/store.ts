import { type BenchActName, benchAnswerSchema } from '#contracts/bench/acts.ts';
import { type BenchState, benchStateSchema } from '#contracts/bench/state.ts';
import type { BridgeClient } from '../bridge/client.ts';
import { decodeRaster, type Raster } from './raster.ts';

/** What of the bridge the bench needs. */
export type BenchLine = Pick<BridgeClient, 'onMessage' | 'onStream' | 'send'>;

/** An act and what came of it; `error` is null while it is under way and when it went well. */
export type Deed = {
  readonly id: number;
  readonly act: BenchActName;
  readonly state: 'sent' | 'done' | string;
};

export type BenchPicture = {
  readonly state: BenchState | null;
  readonly rasters: ReadonlyMap<number, Raster>;
  /** Newest first. */
  readonly deeds: readonly Deed[];
};

const DEEDS_KEPT = 6;

/** The bench's side of its channels: the cabinet's last state, the receipts' dots, and what became of each act. */
export class BenchStore {
  readonly #line: BenchLine;
  readonly #watchers = new Set<() => void>();
  #picture: BenchPicture = { state: null, rasters: new Map(), deeds: [] };
  #lastId = 0;

  constructor(line: BenchLine) {
    this.#line = line;
    line.onMessage('bench.state', (message) => {
      const parsed = benchStateSchema.safeParse(message);
      if (parsed.success) this.#set({ state: parsed.data });
    });
    line.onMessage('bench.answer', (message) => {
      const parsed = benchAnswerSchema.safeParse(message);
      if (!parsed.success) return;
      const { id, ok, error } = parsed.data;
      const state = ok ? 'done' : `${error?.code ?? 'refused'}${error?.detail ? `: ${error.detail}` : ''}`;
      this.#set({ deeds: this.#picture.deeds.map((deed) => (deed.id === id ? { ...deed, state } : deed)) });
    });
    line.onStream('bench.raster', (stream, bytes) => {
      const raster = decodeRaster(bytes);
      if (raster) this.#set({ rasters: new Map(this.#picture.rasters).set(stream, raster) });
    });
  }

  readonly snapshot = (): BenchPicture => this.#picture;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Asks the host to let a simulated person do something. */
  readonly act = (act: BenchActName, input: object = {}): void => {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#set({ deeds: [{ id, act, state: 'sent' }, ...this.#picture.deeds].slice(0, DEEDS_KEPT) });
    this.#line.send('bench.act', { id, act, input });
  };

  #set(change: Partial<BenchPicture>): void {
    this.#picture = { ...this.#picture, ...change };
    for (const watcher of [...this.#watchers]) watcher();
  }
}
