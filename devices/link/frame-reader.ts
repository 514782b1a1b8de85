import { concat } from '#foundation/bytes.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

/**
 * What a protocol's cutter says about the bytes received so far:
 * - `frame`: the first `take` bytes are one whole frame; noise before it is a `discard` of its own;
 * - `discard`: the first `take` bytes are no part of any frame (noise, bad check), told as such;
 * - `more`: a frame may be growing; wait.
 * `take` is at least 1 and at most what is there; anything else is a fault of the cutter and counts as 1 or as all.
 */
export type Cut<Frame> =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly take: number }
  | { readonly kind: 'discard'; readonly take: number; readonly reason: DiscardReason }
  | { readonly kind: 'more' };

export type DiscardReason = 'noise' | 'badCheck' | 'badLength' | 'oversize' | 'interByteTimeout';

export type FrameReaderOptions<Frame> = {
  /** Pure: looks at the bytes, consumes nothing itself. Called again after every frame or discard. */
  readonly cut: (bytes: Uint8Array) => Cut<Frame>;
  /** No frame is longer; when this many bytes are still no frame, the first is `oversize` and the rest looked at again. */
  readonly maximumBytes: number;
  /** Longest silence inside a frame, milliseconds; then no byte received before it can belong to a frame to come. */
  readonly interByteMilliseconds: number;
  readonly clock: Clock;
  readonly onFrame: (frame: Frame) => void;
  /** Garbage is an event, not nothing. */
  readonly onDiscarded: (count: number, reason: DiscardReason) => void;
};

/**
 * Cuts a byte stream into frames whatever the chunking, in bounded memory, and never hangs on half a frame: after the
 * inter-byte silence it gives up what is buffered byte by byte, still finding whole frames in it, so that the next
 * frame starts clean.
 */
export class FrameReader<Frame> {
  // Never written to after it was made: cutters may keep views into it.
  #buffer: Uint8Array = new Uint8Array(0);
  #timer: TimerHandle | undefined;
  #stopped = false;
  readonly #options: FrameReaderOptions<Frame>;

  constructor(options: FrameReaderOptions<Frame>) {
    this.#options = options;
  }

  push(bytes: Uint8Array): void {
    if (this.#stopped) return;
    const { maximumBytes } = this.#options;
    try {
      // A chunk may be far larger than a frame: feed it in slices so that the buffer stays bounded.
      for (let offset = 0; offset < bytes.length && !this.#stopped; offset += maximumBytes) {
        this.#buffer = concat(this.#buffer, bytes.subarray(offset, offset + maximumBytes));
        this.#drain();
      }
    } finally {
      this.#arm();
    }
  }

  /** Forgets what is buffered, for instance before a command whose answer must be fresh. */
  reset(): void {
    this.#buffer = new Uint8Array(0);
    this.#disarm();
  }

  /** Nothing is told after this. */
  stop(): void {
    this.#stopped = true;
    this.reset();
  }

  #drain(): void {
    const { cut, maximumBytes, onFrame, onDiscarded } = this.#options;
    while (this.#buffer.length > 0 && !this.#stopped) {
      const result = cut(this.#buffer);
      if (result.kind === 'more') {
        if (this.#buffer.length < maximumBytes) return;
        this.#buffer = this.#buffer.subarray(1);
        onDiscarded(1, 'oversize');
        continue;
      }
      // A cutter that takes nothing would never end.
      const take = Math.min(Math.max(1, result.take), this.#buffer.length);
      this.#buffer = this.#buffer.subarray(take);
      if (result.kind === 'frame') onFrame(result.frame);
      else onDiscarded(take, result.reason);
    }
  }

  /** The silence was as long for every byte that is here: each may still end a whole frame, none may start a new one. */
  #giveUp(): void {
    while (this.#buffer.length > 0 && !this.#stopped) {
      this.#buffer = this.#buffer.subarray(1);
      this.#options.onDiscarded(1, 'interByteTimeout');
      this.#drain();
    }
  }

  #arm(): void {
    this.#disarm();
    if (this.#buffer.length === 0 || this.#stopped) return;
    this.#timer = this.#options.clock.setTimeout(() => this.#giveUp(), this.#options.interByteMilliseconds);
  }

  #disarm(): void {
    if (this.#timer !== undefined) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
