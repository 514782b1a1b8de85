import { INK_LIMITS, INK_SCALE, type InkPart, type InkPoint } from '#contracts/bridge/ink.ts';
import type { Strokes } from '#documents/evidence/strokes.ts';

/** Less than this is a dot, or a slip of the hand: no signature. Shares of the area's width, drawn in all. */
const LEAST_INK = 0.06;
const LEAST_POINTS = 6;

/** Whether it is more than a dot. */
export function isSignature({ box, strokes }: Strokes): boolean {
  let [length, points] = [0, 0];
  for (const stroke of strokes)
    for (const [place, { x, y }] of stroke.entries()) {
      points++;
      const before = stroke[place - 1];
      if (before) length += Math.hypot(x - before.x, y - before.y);
    }
  return length >= LEAST_INK * box.width && points >= LEAST_POINTS;
}

/**
 * What has been written on the paper that lies open. Parts come as they are drawn; what does not follow what there is,
 * goes back in time, or is more than there may be, is left out and told.
 */
export class InkWell {
  readonly drawnOn = { source: 'touch', model: 'screen' } as const;
  readonly #strokes: InkPoint[][] = [];
  #aspect = 0;
  #open = false;
  #latest = 0;

  /** Strokes that are finished. */
  get strokes(): number {
    return this.#open ? this.#strokes.length - 1 : this.#strokes.length;
  }

  /** Takes a part in; false where it does not fit to what there is. */
  take({ stroke, aspect, points, last }: InkPart): boolean {
    const begins = !this.#open && stroke === this.#strokes.length;
    const goesOn = this.#open && stroke === this.#strokes.length - 1;
    if (!begins && !goesOn) return false;
    if (begins && stroke >= INK_LIMITS.strokes) return false;
    if (this.#strokes.length > 0 && aspect !== this.#aspect) return false;
    const own = begins ? [] : (this.#strokes.at(-1) ?? []);
    if (own.length + points.length > INK_LIMITS.points) return false;
    if (this.#total + points.length > MOST_POINTS) return false;
    for (const [at] of points) {
      if (at < this.#latest) return false;
      this.#latest = at;
    }
    this.#aspect = aspect;
    if (begins) this.#strokes.push([...points]);
    else own.push(...points);
    this.#open = !last;
    return true;
  }

  clear(): void {
    this.#strokes.length = 0;
    this.#open = false;
    this.#latest = 0;
  }

  /** Whether it is more than a dot. */
  get isEnough(): boolean {
    return isSignature(this.drawn());
  }

  /** As the evidence has it: the area is as wide as `INK_SCALE`, and as high as it was. */
  drawn(): Strokes {
    const height = Math.max(1, Math.round((INK_SCALE * this.#aspect) / 1_000));
    return {
      box: { width: INK_SCALE, height },
      strokes: this.#strokes.map((stroke) =>
        stroke.map(([t, x, y, pressure]) => ({
          t,
          x,
          y: Math.round((y * height) / INK_SCALE),
          pressure: pressure / 1_000,
        })),
      ),
    };
  }

  get #total(): number {
    return this.#strokes.reduce((sum, { length }) => sum + length, 0);
  }
}

/** As many as an evidence record takes. */
export const MOST_POINTS = 20_000;
