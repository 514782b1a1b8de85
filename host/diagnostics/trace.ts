import { TRACE_LIMITS, type TraceBatch, type TracedFrameLine } from '#contracts/supervisor/trace.ts';
import type { DeviceKind } from '#devices/catalogue.ts';
import type { FrameTrace } from '#devices/driver.ts';
import type { Explain } from '#devices/explain.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

/**
 * The newest frames of every device, decoded: a bounded ring each, so that one that floods leaves the others' alone.
 * Frames are explained as they go by and their bytes kept nowhere. Told in batches while somebody looks.
 */
export class TraceBook {
  readonly #clock: Clock;
  readonly #rings = new Map<DeviceKind, TracedFrameLine[]>();
  readonly #told: TracedFrameLine[] = [];
  #sequence = 0;
  #dropped = 0;
  /** Of batches, since somebody began to look. */
  #missed = 0;
  #tell: ((batch: TraceBatch) => void) | undefined;
  #timer: TimerHandle | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Who writes down the frames of one device. */
  of(device: DeviceKind, explain: Explain): FrameTrace {
    const ring: TracedFrameLine[] = [];
    this.#rings.set(device, ring);
    return (frame) => {
      this.#sequence += 1;
      const { words, shown, hidden, chapter } = explain(frame);
      const line: TracedFrameLine = {
        sequence: this.#sequence,
        at: this.#clock.wall(),
        device,
        direction: frame.direction,
        words: [...words],
        shown,
        length: frame.length,
        hidden,
        chapter,
      };
      ring.push(line);
      // In lumps: taking one from the front of a long array for every frame would cost as much as all the rest.
      if (ring.length >= 2 * TRACE_LIMITS.kept) {
        this.#dropped += ring.length - TRACE_LIMITS.kept;
        ring.splice(0, ring.length - TRACE_LIMITS.kept);
      }
      if (this.#tell) this.#offer(line);
    };
  }

  /** The newest of all devices in their order, and how many there were before them. */
  kept(): { readonly frames: TracedFrameLine[]; readonly dropped: number } {
    const rings = [...this.#rings.values()];
    const frames = rings.flatMap((ring) => ring.slice(-TRACE_LIMITS.kept));
    const hidden = rings.reduce((sum, ring) => sum + Math.max(0, ring.length - TRACE_LIMITS.kept), 0);
    return {
      frames: frames.sort((one, other) => one.sequence - other.sequence),
      dropped: this.#dropped + hidden,
    };
  }

  /** Tells what comes from now on, until `unwatch`; whoever watched before is told no more. */
  watch(tell: (batch: TraceBatch) => void): void {
    this.unwatch();
    this.#tell = tell;
    this.#arm();
  }

  unwatch(): void {
    this.#tell = undefined;
    this.#told.length = 0;
    this.#missed = 0;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #offer(line: TracedFrameLine): void {
    if (this.#told.length < TRACE_LIMITS.batch) this.#told.push(line);
    else this.#missed += 1;
  }

  #arm(): void {
    this.#timer = this.#clock.setTimeout(() => {
      const frames = this.#told.splice(0);
      const dropped = this.#missed;
      this.#missed = 0;
      if (frames.length > 0) this.#tell?.({ frames, dropped });
      if (this.#tell) this.#arm();
    }, TRACE_LIMITS.every);
  }
}
