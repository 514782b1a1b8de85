import type { Clock } from '#foundation/clock.ts';

/** Most names whose use is remembered; beyond it those that have been quiet longest are forgotten. */
const REMEMBERED = 5_000;

type Bucket = { tokens: number; at: number };

/** How often something may be done under each name: `burst` at once, then one each `every` milliseconds. */
export class Rates {
  readonly #clock: Clock;
  readonly #burst: number;
  readonly #every: number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock, { burst, every }: { readonly burst: number; readonly every: number }) {
    this.#clock = clock;
    this.#burst = burst;
    this.#every = every;
  }

  /** 0 = it may be done now, and was counted; else the milliseconds until it may. */
  take(name: string): number {
    const now = this.#clock.monotonic();
    const { tokens, at } = this.#buckets.get(name) ?? { tokens: this.#burst, at: now };
    const filled = Math.min(this.#burst, tokens + (now - at) / this.#every);
    // Set anew, so that the map's order is the order of use.
    this.#buckets.delete(name);
    this.#buckets.set(name, { tokens: filled >= 1 ? filled - 1 : filled, at: now });
    if (this.#buckets.size > REMEMBERED) {
      const [oldest] = this.#buckets.keys();
      if (oldest !== undefined) this.#buckets.delete(oldest);
    }
    // Shares of a token are no exact numbers: less than a thousandth of a millisecond is none.
    return filled >= 1 ? 0 : Math.ceil((1 - filled) * this.#every - 1e-3);
  }
}
