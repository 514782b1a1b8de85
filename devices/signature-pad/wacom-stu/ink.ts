import type { InkPoint, InkStroke, PadButton } from '../contract.ts';
import { boxOnTablet, contains, type Layout, toPixels } from './layout.ts';
import type { Capability, PenSample } from './protocol.ts';

/** Samples of one signature: five minutes of a pad that tells two hundred a second. */
export const MAXIMUM_POINTS = 60_000;
const WRAP = 65_536;

/** What a sample came to. */
export type InkStep =
  | {
      readonly kind: 'ink';
      readonly stroke: number;
      readonly points: readonly InkPoint[];
      readonly ended: boolean;
    }
  | { readonly kind: 'tap'; readonly button: PadButton }
  | { readonly kind: 'lost'; readonly count: number }
  /** The pad said what it cannot say: a place outside itself, a number from before. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'tooLong' };

/** How many samples lie between two numbers; `undefined`: the second is none that follows (a repetition, or noise). */
export function samplesBetween(last: number, next: number): number | undefined {
  const step = (next - last + WRAP) % WRAP;
  return step === 0 || step >= WRAP / 2 ? undefined : step - 1;
}

/**
 * Milliseconds from one time count to the next. The count wraps every 65.5 seconds; how often it did meanwhile, the
 * host's own clock says.
 */
export function millisecondsBetween(last: number, next: number, hostElapsed: number): number {
  const counted = (next - last + WRAP) % WRAP;
  return counted + WRAP * Math.max(0, Math.round((hostElapsed - counted) / WRAP));
}

type Mode =
  | { readonly kind: 'up' }
  | { readonly kind: 'ink' }
  /** It began in the box and left it: back inside, a new stroke begins. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'button'; readonly button: PadButton; readonly inside: boolean }
  /** Down, and of no meaning until it is lifted. */
  | { readonly kind: 'ignored' };

/** Makes strokes and taps out of what a pad says of its pen. */
export class InkRecorder {
  readonly #capability: Capability;
  readonly #layout: Layout;
  readonly #startedAt: number;
  #strokes: InkPoint[][] = [];
  #points = 0;
  #mode: Mode = { kind: 'up' };
  #last: { readonly time: number; readonly t: number; readonly at: number } | undefined;
  #newest = 0;
  #sequence: number | undefined;
  #lost = 0;
  #numbered = false;
  /** While the pad's screen is drawn anew, ink and taps count for nothing. */
  muted = false;

  /** `startedAt`: the host's monotonic clock, milliseconds. */
  constructor(capability: Capability, layout: Layout, startedAt: number) {
    this.#capability = capability;
    this.#layout = layout;
    this.#startedAt = startedAt;
  }

  get strokes(): readonly InkStroke[] {
    return this.#strokes;
  }

  get lostSamples(): number | 'unknown' {
    return this.#numbered ? this.#lost : 'unknown';
  }

  /** Forgets all ink; a pen that is down now begins nothing until it is lifted. */
  clear(): void {
    this.#strokes = [];
    this.#points = 0;
    if (this.#mode.kind !== 'up') this.#mode = { kind: 'ignored' };
  }

  /** `now`: the host's monotonic clock. */
  sample(sample: PenSample, now: number): readonly InkStep[] {
    const { maxX, maxY } = this.#capability;
    const down = sample.near && sample.down;
    if (down && (sample.x > maxX || sample.y > maxY)) return [{ kind: 'garbage' }];
    const steps: InkStep[] = [];
    if (sample.sequence !== undefined) {
      this.#numbered = true;
      const between = this.#sequence === undefined ? 0 : samplesBetween(this.#sequence, sample.sequence);
      if (between === undefined) return [{ kind: 'garbage' }];
      this.#sequence = sample.sequence;
      if (between > 0) {
        this.#lost += between;
        steps.push({ kind: 'lost', count: between });
      }
    }
    const t = this.#timeOf(sample, now);
    if (this.muted) this.#mode = down ? { kind: 'ignored' } : { kind: 'up' };
    else steps.push(...(down ? this.#down(sample, t) : this.#up()));
    return steps;
  }

  #timeOf({ time }: PenSample, now: number): number {
    const last = this.#last;
    let t = now - this.#startedAt;
    if (time !== undefined) {
      if (last) t = last.t + millisecondsBetween(last.time, time, now - last.at);
      this.#last = { time, t, at: now };
    }
    this.#newest = Math.max(this.#newest, Math.round(t));
    return this.#newest;
  }

  #down(sample: PenSample, t: number): readonly InkStep[] {
    const place = toPixels(this.#capability, sample);
    const inBox = contains(this.#layout.box, place.x, place.y);
    const mode = this.#mode;
    switch (mode.kind) {
      case 'up': {
        if (inBox) return this.#ink(sample, t, true);
        const button = this.#buttonAt(place);
        this.#mode = button ? { kind: 'button', button, inside: true } : { kind: 'ignored' };
        return [];
      }
      case 'ink':
        if (inBox) return this.#ink(sample, t, false);
        this.#mode = { kind: 'outside' };
        return this.#ended();
      case 'outside':
        return inBox ? this.#ink(sample, t, true) : [];
      case 'button':
        this.#mode = { ...mode, inside: this.#buttonAt(place) === mode.button };
        return [];
      case 'ignored':
        return [];
    }
  }

  #up(): readonly InkStep[] {
    const mode = this.#mode;
    this.#mode = { kind: 'up' };
    if (mode.kind === 'ink') return this.#ended();
    return mode.kind === 'button' && mode.inside ? [{ kind: 'tap', button: mode.button }] : [];
  }

  #ink({ x, y, pressure, sequence }: PenSample, t: number, begins: boolean): readonly InkStep[] {
    if (this.#points >= MAXIMUM_POINTS) return [{ kind: 'tooLong' }];
    const box = boxOnTablet(this.#layout, this.#capability);
    const share = (value: number, from: number, to: number) =>
      Math.min(1, Math.max(0, (value - from) / (to - from)));
    const point: InkPoint = {
      t,
      x: share(x, box.left, box.right),
      y: share(y, box.top, box.bottom),
      pressure: Math.min(1, pressure / this.#capability.pressure),
      ...(sequence === undefined ? {} : { sequence }),
    };
    this.#mode = { kind: 'ink' };
    this.#points += 1;
    if (begins) this.#strokes.push([]);
    this.#strokes[this.#strokes.length - 1]?.push(point);
    return [{ kind: 'ink', stroke: this.#strokes.length - 1, points: [point], ended: false }];
  }

  #ended(): readonly InkStep[] {
    return [{ kind: 'ink', stroke: this.#strokes.length - 1, points: [], ended: true }];
  }

  #buttonAt({ x, y }: { readonly x: number; readonly y: number }): PadButton | undefined {
    const { buttons } = this.#layout;
    return (['cancel', 'clear', 'confirm'] as const).find((name) => contains(buttons[name], x, y));
  }
}
