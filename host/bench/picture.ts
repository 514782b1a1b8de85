import * as z from 'zod';
import { type BenchState, benchStateSchema } from '#contracts/bench/state.ts';

/** What keys of rasters begin with, by where they are shown. */
const PAPER = 'paper ';
const PAD = 'pad ';

/** A raster of a receipt or of the pad's screen as the simulated printer keeps it. */
export type Raster = { readonly width: number; readonly height: number; readonly rows: Uint8Array };

const simulatedLine = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('text'),
    text: z.string(),
    align: z.enum(['left', 'centre', 'right']),
    size: z.enum(['normal', 'large']),
    bold: z.boolean(),
  }),
  z.looseObject({ kind: z.literal('qr'), data: z.string() }),
  z.looseObject({ kind: z.literal('raster'), width: z.int(), height: z.int(), dataBase64: z.string() }),
  z.looseObject({ kind: z.literal('feed'), lines: z.int() }),
]);

const simulatedPrinter = z.looseObject({
  plugged: z.boolean(),
  paper: z.enum(['full', 'low', 'out']),
  cover: z.enum(['closed', 'open']),
  receipts: z.array(
    z.looseObject({
      id: z.union([z.string(), z.int()]).transform(String),
      cut: z.boolean(),
      lines: z.array(simulatedLine),
    }),
  ),
  faults: z.array(z.string()),
});

/**
 * Numbers of the raster streams: a raster keeps its number while it is on a paper, and one that comes later, or has
 * grown since, gets a new one.
 */
export class Rasters {
  readonly #numbers = new Map<string, number>();
  readonly #rasters = new Map<number, Raster>();
  #last = 0;

  number(key: string, raster: () => Raster): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#numbers.set(key, this.#last);
    this.#rasters.set(this.#last, raster());
    return this.#last;
  }

  /** Forgets every raster whose key begins so and that is shown no more. */
  keep(prefix: string, shown: ReadonlySet<number>): void {
    for (const [key, number] of this.#numbers) {
      if (shown.has(number) || !key.startsWith(prefix)) continue;
      this.#numbers.delete(key);
      this.#rasters.delete(number);
    }
  }

  /** Every raster after `from`, with its number: what a page has not been sent yet. */
  after(from: number): [number, Raster][] {
    return [...this.#rasters].filter(([number]) => number > from);
  }
}

const simulatedPad = z.looseObject({
  plugged: z.boolean(),
  screen: z.looseObject({ width: z.int(), height: z.int(), dataBase64: z.string().nullable() }),
  ink: benchStateSchema.shape.signaturePad.shape.ink,
  penBusy: z.boolean(),
  faults: z.array(z.string()),
});

/** The signature pad's simulated state as the bench page draws it. */
export function padPicture(state: unknown, rasters: Rasters): BenchState['signaturePad'] {
  const parsed = simulatedPad.safeParse(state);
  if (!parsed.success)
    return { plugged: false, width: 800, height: 480, screen: null, ink: [], penBusy: false, faults: [] };
  const { plugged, ink, penBusy, faults } = parsed.data;
  const { width, height, dataBase64 } = parsed.data.screen;
  const raster = () => ({ width, height, rows: Buffer.from(dataBase64 ?? '', 'base64') });
  const screen = dataBase64 === null ? null : rasters.number(`${PAD}${dataBase64}`, raster);
  rasters.keep(PAD, new Set(screen === null ? [] : [screen]));
  return { plugged, width, height, screen, ink, penBusy, faults };
}

/** Eight bytes of big-endian width and height, then rows of 1-bit dots: the bytes of `bench.raster`. */
export function rasterBytes({ width, height, rows }: Raster): Uint8Array {
  const bytes = new Uint8Array(8 + rows.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set(rows, 8);
  return bytes;
}

/** The printer's simulated state as the bench page draws it. */
export function printerPicture(state: unknown, rasters: Rasters): BenchState['receiptPrinter'] {
  const parsed = simulatedPrinter.safeParse(state);
  if (!parsed.success) return { plugged: false, paper: 'full', cover: 'closed', receipts: [], faults: [] };
  const { plugged, paper, cover, faults } = parsed.data;
  const receipts = parsed.data.receipts.slice(-5).map((receipt) => ({
    id: receipt.id,
    cut: receipt.cut,
    lines: receipt.lines
      .slice(0, 300)
      .map((line, index) => pictured(line, `${PAPER}${receipt.id}/${index}`, rasters)),
  }));
  const lines = receipts.flatMap((receipt) => receipt.lines);
  rasters.keep(PAPER, new Set(lines.flatMap((line) => (line.kind === 'raster' ? [line.stream] : []))));
  return { plugged, paper, cover, faults, receipts };
}

type SimulatedLine = z.infer<typeof simulatedLine>;
type PicturedLine = BenchState['receiptPrinter']['receipts'][number]['lines'][number];

function pictured(line: SimulatedLine, key: string, rasters: Rasters): PicturedLine {
  if (line.kind === 'text') {
    const { kind, text, align, size, bold } = line;
    return { kind, text, align, size, bold };
  }
  if (line.kind === 'qr') return { kind: 'qr', data: line.data };
  if (line.kind === 'feed') return { kind: 'feed', lines: line.lines };
  const { width, height, dataBase64 } = line;
  const raster = () => ({ width, height, rows: Buffer.from(dataBase64, 'base64') });
  // After a new day the receipts count from one again, and a line grows while it is printed.
  return { kind: 'raster', stream: rasters.number(`${key} ${dataBase64}`, raster), width, height };
}

/** The card reader's and ID reader's states, cut down to what the bench shows. */
export function cardReaderPicture(state: unknown): BenchState['cardReader'] {
  const parsed = benchStateSchema.shape.cardReader.strip().safeParse(state);
  return parsed.success
    ? parsed.data
    : { plugged: false, entry: 'prohibited', card: null, bin: 0, faults: [] };
}

export function idScannerPicture(state: unknown): BenchState['idScanner'] {
  const parsed = benchStateSchema.shape.idScanner.strip().safeParse(state);
  return parsed.success ? parsed.data : { plugged: false, document: null, faults: [] };
}

export function cardDispenserPicture(state: unknown): BenchState['cardDispenser'] {
  const parsed = benchStateSchema.shape.cardDispenser.strip().safeParse(state);
  return parsed.success ? parsed.data : { plugged: false, stack: 0, bin: 0, card: null, faults: [] };
}
