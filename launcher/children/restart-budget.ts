import type { Clock } from '#foundation/clock.ts';

/** How often something may die before it is left alone. */
export type RestartLimits = { readonly times: number; readonly withinMilliseconds: number };

/** Counts restarts in a moving window of time. */
export class RestartBudget {
  readonly #clock: Clock;
  readonly #limits: RestartLimits;
  #taken: number[] = [];

  constructor(clock: Clock, limits: RestartLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** True, and counted, when one more restart is within the limits. */
  take(): boolean {
    const now = this.#clock.monotonic();
    this.#taken = this.#taken.filter((at) => now - at < this.#limits.withinMilliseconds);
    if (this.#taken.length >= this.#limits.times) return false;
    this.#taken.push(now);
    return true;
  }
}
