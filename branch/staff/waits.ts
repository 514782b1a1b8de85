import { WRONG_PINS } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';

/** What must pass before the next PIN is looked at, milliseconds: 15 s after the fifth wrong one, then twice as long. */
export const waitAfter = (wrong: number): number =>
  wrong < WRONG_PINS.firstWait ? 0 : WRONG_PINS.waitSeconds * 1_000 * 2 ** (wrong - WRONG_PINS.firstWait);

export type Attempt = { readonly number_hash: string; readonly wrong: number; readonly mark: string };

/**
 * How much of each wait has passed, by this process's own monotonic clock and nothing else. The store says how many
 * PINs were wrong, never until when; so setting the wall clock shortens nothing, and an instance that has not seen a
 * wait begin (it was started since, or another one counted the attempt) lets it begin anew.
 */
export class Waits {
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly mark: string; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds that are still to pass; the measure of a wait that is new here begins now. */
  left({ number_hash, wrong, mark }: Attempt): number {
    const wait = waitAfter(wrong);
    if (wait === 0) {
      this.#known.delete(number_hash);
      return 0;
    }
    let known = this.#known.get(number_hash);
    if (known?.mark !== mark) {
      known = { mark, until: this.#clock.monotonic() + wait };
      this.#known.set(number_hash, known);
    }
    return Math.max(0, known.until - this.#clock.monotonic());
  }

  /** Lets go of all but these. */
  keepOnly(attempts: readonly Attempt[]): void {
    const still = new Set(attempts.map(({ number_hash }) => number_hash));
    for (const hash of this.#known.keys()) if (!still.has(hash)) this.#known.delete(hash);
  }

  /** How many waits are remembered: a test of "nothing grows without bound" asks this. */
  get size(): number {
    return this.#known.size;
  }
}
