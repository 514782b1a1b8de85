import { BRIDGE_LIMITS, type ToHost } from '#contracts/bridge/messages.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { Rate } from './rate.ts';

type Chunk = Extract<ToHost, { type: 'chunk' }>;

/** Milliseconds until credits that were too fast are looked at again. */
const LATER = 50;

/**
 * Bytes a page sends on one channel, one stream after the other. It is never further ahead than the window, and its
 * credits come no faster than chunks may: who keeps to them is never too fast.
 */
export class InStream {
  readonly #most: number;
  readonly #clock: Clock;
  readonly #rate: Rate;
  readonly #credit: (stream: number) => void;
  readonly #owed: number[] = [];
  /** Chunks the page may still send. */
  #allowed: number = BRIDGE_LIMITS.window;
  #stream = -1;
  #parts: Uint8Array[] = [];
  #size = 0;
  #timer: TimerHandle | undefined;

  /** `most`: bytes of a whole stream. `credit` tells the page that a chunk of that stream was used up. */
  constructor(most: number, clock: Clock, credit: (stream: number) => void) {
    this.#most = most;
    this.#clock = clock;
    this.#rate = new Rate(clock, BRIDGE_LIMITS.chunksPerSecond, BRIDGE_LIMITS.chunkBurst);
    this.#credit = credit;
  }

  /** The whole stream with its last chunk, `more` before that; a refusal where the page breaks a rule. */
  take({ stream, index, last, data }: Chunk): Uint8Array | 'more' | 'badMessage' | 'tooLarge' | 'tooMany' {
    if (this.#allowed <= 0) return 'tooMany';
    if (index === 0 ? this.#parts.length > 0 || stream <= this.#stream : stream !== this.#stream)
      return 'badMessage';
    if (index !== this.#parts.length) return 'badMessage';
    const bytes = new Uint8Array(Buffer.from(data, 'base64'));
    if (bytes.length > BRIDGE_LIMITS.chunkBytesToHost || (bytes.length === 0 && !last)) return 'badMessage';
    this.#stream = stream;
    this.#size += bytes.length;
    if (this.#size > this.#most) return 'tooLarge';
    this.#parts.push(bytes);
    this.#allowed -= 1;
    this.#owed.push(stream);
    this.#pay();
    if (!last) return 'more';
    const whole = new Uint8Array(Buffer.concat(this.#parts));
    this.#parts = [];
    this.#size = 0;
    return whole;
  }

  /** The page is gone. */
  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#owed.length = 0;
    this.#parts = [];
  }

  #pay(): void {
    this.#timer = undefined;
    while (this.#owed.length > 0 && this.#rate.take()) {
      const stream = this.#owed.shift();
      if (stream === undefined) return;
      this.#allowed += 1;
      this.#credit(stream);
    }
    if (this.#owed.length > 0 && this.#timer === undefined)
      this.#timer = this.#clock.setTimeout(() => this.#pay(), LATER);
  }
}
