import type { Clock, TimerHandle } from '#foundation/clock.ts';

/** Longest between two looks, milliseconds: what another instance was asked is seen to as well. */
const EVERY = 5_000;

/** Looks now and then, so that what is over ends, and what is personal goes, though nobody asks. */
export class ApprovalWatchman {
  readonly #sweep: () => Promise<void>;
  readonly #clock: Clock;
  #timer: TimerHandle | undefined;
  #stopped = false;

  /** A sweep that fails is tried again at the next look. */
  constructor(sweep: () => Promise<void>, clock: Clock) {
    this.#sweep = sweep;
    this.#clock = clock;
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }

  #next(): void {
    if (this.#stopped) return;
    this.#timer = this.#clock.setTimeout(() => {
      this.#sweep().then(
        () => this.#next(),
        () => this.#next(),
      );
    }, EVERY);
  }
}
