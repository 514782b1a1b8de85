import { z } from 'zod';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

const share = z.number().min(0).max(1);
const penPoint = z.strictObject({
  /** Milliseconds since the first point of all strokes. */
  t: z.int().min(0).max(60_000),
  x: share,
  y: share,
  pressure: share.default(0.5),
});
export type PenPoint = z.infer<typeof penPoint>;
export type PenStroke = readonly PenPoint[];

/** What a hand draws: shares of the screen's width and height, each stroke from pen down to pen up. */
export const penStrokes = z.array(z.array(penPoint).min(1).max(2_000)).min(1).max(64);

/** Milliseconds between two hands' movements, and of a tap. */
export const PEN_TIMES = { between: 60, tap: 80 } as const;

const MAXIMUM_WAITING = 256;

export type PenMove = { readonly point: PenPoint; readonly kind: 'first' | 'next' | 'up' };

/** A hand with the pen: what it is given to draw, it draws in that time, one thing after the other. */
export class PenHand {
  readonly #clock: Clock;
  readonly #move: (move: PenMove) => void;
  readonly #rested: () => void;
  #waiting: { readonly after: number; readonly move: PenMove }[] = [];
  #timer: TimerHandle | undefined;

  constructor(clock: Clock, move: (move: PenMove) => void, rested: () => void) {
    this.#clock = clock;
    this.#move = move;
    this.#rested = rested;
  }

  get busy(): boolean {
    return this.#timer !== undefined;
  }

  /** False: it has too much to draw already. */
  draw(strokes: readonly PenStroke[]): boolean {
    if (this.#waiting.length > MAXIMUM_WAITING * 100) return false;
    let at = (strokes[0]?.[0]?.t ?? 0) - PEN_TIMES.between;
    for (const stroke of strokes) {
      for (const [index, point] of stroke.entries()) {
        this.#waiting.push({
          after: Math.max(1, point.t - at),
          move: { point, kind: index === 0 ? 'first' : 'next' },
        });
        at = Math.max(at, point.t);
      }
      const last = stroke[stroke.length - 1];
      if (last) this.#waiting.push({ after: 5, move: { point: last, kind: 'up' } });
      at += 5;
    }
    this.#arm();
    return true;
  }

  /** The hand lets go. */
  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }

  #arm(): void {
    const [next] = this.#waiting;
    if (this.#timer !== undefined || !next) return;
    this.#timer = this.#clock.setTimeout(() => {
      this.#timer = undefined;
      this.#waiting.shift();
      this.#move(next.move);
      if (this.#waiting.length === 0) this.#rested();
      else this.#arm();
    }, next.after);
  }
}

/** A ready signature inside a rectangle of shares: two strokes that nobody signs with, five milliseconds a point. */
export function readySignature(box: {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}): PenStroke[] {
  const place = (along: number, up: number, t: number, pressure: number): PenPoint => ({
    t,
    x: box.left + (box.right - box.left) * along,
    y: box.top + (box.bottom - box.top) * up,
    pressure,
  });
  const loops = Array.from({ length: 120 }, (_, at) => {
    const turn = (at / 120) * Math.PI * 6;
    const along = 0.15 + (at / 120) * 0.6 + 0.05 * Math.cos(turn);
    return place(along, 0.5 + 0.25 * Math.sin(turn), at * 5, 0.25 + 0.5 * Math.abs(Math.sin(turn / 2)));
  });
  const line = Array.from({ length: 40 }, (_, at) =>
    place(0.2 + (at / 40) * 0.6, 0.78 - (at / 40) * 0.06, 720 + at * 5, 0.7 - at / 80),
  );
  return [loops, line];
}
