export type PaperLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'centre' | 'right';
      readonly size: 'normal' | 'large';
      readonly bold: boolean;
    }
  | {
      readonly kind: 'raster';
      /** Dots. */
      readonly width: number;
      readonly height: number;
      /** Rows of whole bytes, one bit a dot, MSB left, 1 black. */
      readonly dataBase64: string;
    }
  | { readonly kind: 'qr'; readonly data: string }
  | { readonly kind: 'feed'; readonly lines: number };

/** One piece of paper. The last one may still hang in the slot: `cut` is false then. */
export type Piece = { readonly id: number; readonly cut: boolean; readonly lines: readonly PaperLine[] };

const MAXIMUM_PIECES = 20;
const MAXIMUM_LINES = 2000;
/** What the picture of all paper may cost as JSON, bytes: it goes over a line that takes a megabyte. */
export const MAXIMUM_PICTURE_BYTES = 524_288;

/** What came out of the slot. Old pieces fall behind the machine rather than fill it. */
export class Paper {
  #pieces: Piece[] = [];
  #hanging: PaperLine[] = [];
  #nextId = 1;

  /**
   * Pieces in the tray, oldest first, then what hangs in the slot. A piece without a mark is a scrap, not kept. Of more
   * than a picture may hold, the newest is told.
   */
  get pieces(): readonly Piece[] {
    const all = this.#hanging.length === 0 ? this.#pieces : [...this.#pieces, this.#slot()];
    const shown: Piece[] = [];
    let left = MAXIMUM_PICTURE_BYTES;
    for (const piece of all.toReversed()) {
      const lines = newestWithin(piece.lines, left);
      // The newest piece is shown in part rather than not at all.
      if (lines.length < piece.lines.length && shown.length > 0) break;
      shown.unshift({ ...piece, lines });
      left -= lines.reduce((sum, line) => sum + cost(line), 0);
    }
    return shown;
  }

  #slot(): Piece {
    return { id: this.#nextId, cut: false, lines: [...this.#hanging] };
  }

  /** Lines since the last cut. */
  get hangingLines(): number {
    return this.#hanging.length;
  }

  add(line: PaperLine): void {
    const last = this.#hanging.at(-1);
    const image = last && joined(last, line);
    if (image) this.#hanging[this.#hanging.length - 1] = image;
    else this.#hanging.push(line);
    if (this.#hanging.length > MAXIMUM_LINES) this.#hanging.shift();
  }

  cut(): void {
    const lines = this.#hanging;
    this.#hanging = [];
    if (lines.every(({ kind }) => kind === 'feed')) return;
    this.#pieces = [...this.#pieces, { id: this.#nextId, cut: true, lines }].slice(-MAXIMUM_PIECES);
    this.#nextId += 1;
  }

  /** Takes everything, tearing off what hangs. False when there was nothing to take. */
  take(): boolean {
    const something = this.#pieces.length > 0 || this.#hanging.length > 0;
    if (this.#hanging.length > 0) this.#nextId += 1;
    this.#pieces = [];
    this.#hanging = [];
    return something;
  }
}

/** Words around a line's content, and the most that one character costs, bytes as JSON. */
const LINE_COST = 120;
const CHARACTER_COST = 6;

const cost = (line: PaperLine): number => {
  if (line.kind === 'raster') return LINE_COST + line.dataBase64.length;
  if (line.kind === 'text') return LINE_COST + line.text.length * CHARACTER_COST;
  return LINE_COST + (line.kind === 'qr' ? line.data.length * CHARACTER_COST : 0);
};

function newestWithin(lines: readonly PaperLine[], bytes: number): readonly PaperLine[] {
  let left = bytes;
  let from = lines.length;
  for (; from > 0; from--) {
    const line = lines[from - 1];
    left -= line ? cost(line) : 0;
    if (left < 0) break;
  }
  return lines.slice(from);
}

const MAXIMUM_IMAGE_ROWS = 2000;

/** Images printed one after the other without a feed are one image on the paper. */
function joined(upper: PaperLine, lower: PaperLine): PaperLine | undefined {
  if (upper.kind !== 'raster' || lower.kind !== 'raster' || upper.width !== lower.width) return undefined;
  const height = upper.height + lower.height;
  if (height > MAXIMUM_IMAGE_ROWS) return undefined;
  const parts = [upper, lower].map(({ dataBase64 }) => Buffer.from(dataBase64, 'base64'));
  return { ...upper, height, dataBase64: Buffer.concat(parts).toString('base64') };
}
