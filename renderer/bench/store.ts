import { benchAnswerSchema } from '#contracts/bench/acts.ts';
import { type BenchState, benchStateSchema } from '#contracts/bench/state.ts';
import type { BridgeClient } from '../bridge/client.ts';
import { type Order, orderWords } from './orders.ts';
import { decodeRaster, type Raster } from './raster.ts';
import { refusalWords } from './words.ts';

/** What of the bridge the bench needs. */
export type BenchLine = Pick<BridgeClient, 'onMessage' | 'onStream' | 'send' | 'snapshot' | 'subscribe'>;

/** An act and what came of it; `why` says why it was not done. */
export type Deed = {
  readonly id: number;
  readonly words: string;
  readonly outcome: 'sent' | 'done' | 'refused';
  readonly why: string;
};

export type BenchPicture = {
  readonly state: BenchState | null;
  /** Dots of the receipts' raster lines and of the pad's screen, by stream number; only what is there now. */
  readonly rasters: ReadonlyMap<number, Raster>;
  /** Newest first. */
  readonly deeds: readonly Deed[];
};

const DEEDS_KEPT = 12;

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
      if (!parsed.success) return;
      this.#set({ state: parsed.data, rasters: onPaper(parsed.data, this.#picture.rasters) });
    });
    line.onMessage('bench.answer', (message) => {
      const parsed = benchAnswerSchema.safeParse(message);
      if (!parsed.success) return;
      const { id, ok, error } = parsed.data;
      const why = ok ? '' : refusalWords(error ?? { code: 'impossible' });
      this.#settle((deed) => deed.id === id, ok ? 'done' : 'refused', why);
    });
    line.onStream('bench.raster', (stream, bytes) => {
      const raster = decodeRaster(bytes);
      const { state, rasters } = this.#picture;
      if (raster && state) this.#set({ rasters: onPaper(state, new Map(rasters).set(stream, raster)) });
    });
    line.subscribe(() => {
      if (line.snapshot().line !== 'open') this.#broken();
    });
  }

  readonly snapshot = (): BenchPicture => this.#picture;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Asks the host to let a simulated person do something; what comes of it appears among the deeds. */
  readonly give = (order: Order): void => {
    this.#lastId += 1;
    const id = this.#lastId;
    const words = orderWords(order, this.#picture.state?.people ?? []);
    const open = this.#line.snapshot().line === 'open';
    const deed: Deed = open
      ? { id, words, outcome: 'sent', why: '' }
      : { id, words, outcome: 'refused', why: refusalWords({ code: 'noLine' }) };
    this.#set({ deeds: [deed, ...this.#picture.deeds].slice(0, DEEDS_KEPT) });
    if (open) this.#line.send('bench.act', { id, act: order.act, input: order.input });
  };

  /** Another host counts its rasters anew, and nobody will answer what was asked of the last one. */
  #broken(): void {
    this.#set({ rasters: new Map() });
    this.#settle(({ outcome }) => outcome === 'sent', 'refused', refusalWords({ code: 'lineLost' }));
  }

  #settle(which: (deed: Deed) => boolean, outcome: Deed['outcome'], why: string): void {
    const { deeds } = this.#picture;
    this.#set({ deeds: deeds.map((deed) => (which(deed) ? { ...deed, outcome, why } : deed)) });
  }

  #set(change: Partial<BenchPicture>): void {
    this.#picture = { ...this.#picture, ...change };
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/** Rasters of receipts that were taken, and of screens that changed, are let go. */
function onPaper(
  { receiptPrinter, signaturePad }: BenchState,
  rasters: ReadonlyMap<number, Raster>,
): ReadonlyMap<number, Raster> {
  const lines = receiptPrinter.receipts.flatMap((receipt) => receipt.lines);
  const shown = new Set(lines.flatMap((line) => (line.kind === 'raster' ? [line.stream] : [])));
  if (signaturePad.screen !== null) shown.add(signaturePad.screen);
  return new Map([...rasters].filter(([stream]) => shown.has(stream)));
}
