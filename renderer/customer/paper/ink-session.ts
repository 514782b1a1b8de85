import { INK_LIMITS, INK_SCALE, type InkPart, type InkPoint } from '#contracts/bridge/ink.ts';

/** Most milliseconds a drawn point waits for others before it is sent. */
export const SENT_EVERY = 120;
/** Longest time the first point may lie back, milliseconds: what is written later counts as written then. */
const LONGEST = 600_000;

/** A place in the writing area as parts of its width and height, pressed how hard, 0 to 1; the time in milliseconds. */
export type Touch = {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
  readonly at: number;
};

const scaled = (part: number, most: number): number => Math.round(Math.min(1, Math.max(0, part)) * most);

/**
 * What is written on one paper: every stroke as it is drawn, and told to the host in parts that the bridge carries. The
 * host's count of strokes is the truth: once it falls to none, nothing lies here either.
 */
export class InkSession {
  readonly paper: string;
  readonly #send: (part: InkPart) => void;
  #strokes: InkPoint[][] = [];
  /** The number of the stroke that is begun next. */
  #next = 0;
  /** As many as the host last said to have. */
  #known = 0;
  #began: number | null = null;
  #drawing: { readonly stroke: number; readonly points: InkPoint[]; sent: number; sentAt: number } | null =
    null;
  #aspect = 500;

  constructor(paper: string, send: (part: InkPart) => void) {
    this.paper = paper;
    this.#send = send;
  }

  /** Strokes to be drawn, the one under the pen last. */
  get strokes(): readonly (readonly InkPoint[])[] {
    return this.#drawing ? [...this.#strokes, this.#drawing.points] : this.#strokes;
  }

  /** No further stroke may be begun. */
  get full(): boolean {
    return this.#next >= INK_LIMITS.strokes;
  }

  /** Takes over what the host has; answers whether what was drawn is to be wiped away. */
  sync(hostStrokes: number): boolean {
    const cleared = hostStrokes === 0 && this.#known > 0;
    this.#known = hostStrokes;
    if (cleared) {
      this.wipe();
      return true;
    }
    // A page that was loaded again goes on counting where the host is.
    this.#next = Math.max(this.#next, hostStrokes);
    return false;
  }

  /** Nothing was written: strokes are counted from the first again. */
  wipe(): void {
    this.#strokes = [];
    this.#drawing = null;
    this.#next = 0;
    this.#known = 0;
    this.#began = null;
  }

  /** `aspect`: the area's height over its width. Answers whether a stroke was begun. */
  begin(touch: Touch, aspect: number): boolean {
    if (this.#drawing || this.full) return false;
    this.#aspect = Math.min(5_000, Math.max(50, Math.round(aspect * 1_000)));
    this.#began ??= touch.at;
    this.#drawing = { stroke: this.#next, points: [], sent: 0, sentAt: touch.at };
    this.#next += 1;
    this.#note(touch);
    return true;
  }

  /** Answers whether there is something new to draw. */
  move(touch: Touch): boolean {
    const drawing = this.#drawing;
    if (!drawing || drawing.points.length >= INK_LIMITS.points) return false;
    if (!this.#note(touch)) return false;
    const waiting = drawing.points.length - drawing.sent;
    // The newest point stays back, so that the part that ends the stroke always has one.
    if (waiting > INK_LIMITS.part || touch.at - drawing.sentAt >= SENT_EVERY) {
      this.#tell(drawing.points.slice(drawing.sent, drawing.points.length - 1), false);
      drawing.sent = drawing.points.length - 1;
      drawing.sentAt = touch.at;
    }
    return true;
  }

  end(): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    this.#tell(drawing.points.slice(drawing.sent), true);
    this.#strokes.push(drawing.points);
    this.#drawing = null;
  }

  #note({ x, y, pressure, at }: Touch): boolean {
    const drawing = this.#drawing;
    if (!drawing) return false;
    const point: InkPoint = [
      Math.round(Math.min(LONGEST, Math.max(0, at - (this.#began ?? at)))),
      scaled(x, INK_SCALE),
      scaled(y, INK_SCALE),
      scaled(pressure, 1_000),
    ];
    const last = drawing.points.at(-1);
    if (last && last[1] === point[1] && last[2] === point[2]) return false;
    drawing.points.push(point);
    return true;
  }

  /** In order, and none larger than the bridge takes. */
  #tell(points: readonly InkPoint[], last: boolean): void {
    const { stroke } = this.#drawing ?? { stroke: 0 };
    for (let from = 0; from < points.length; from += INK_LIMITS.part) {
      const part = points.slice(from, from + INK_LIMITS.part);
      this.#send({
        paper: this.paper,
        stroke,
        aspect: this.#aspect,
        points: part,
        last: last && from + INK_LIMITS.part >= points.length,
      });
    }
  }
}
