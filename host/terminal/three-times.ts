import type { Clock } from '#foundation/clock.ts';

/** Three presses of one key within this many milliseconds mean something of their own, where no key tells how long it is held. */
export const THREE_WITHIN = 2_000;

/** Tells the third press of a key in a row from the others; a fourth begins anew. */
export class ThreeTimes {
  readonly #clock: Pick<Clock, 'monotonic'>;
  #presses: readonly number[] = [];

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  pressed(): boolean {
    const now = this.#clock.monotonic();
    const lately = [...this.#presses.filter((at) => now - at <= THREE_WITHIN), now];
    this.#presses = lately.length < 3 ? lately : [];
    return lately.length >= 3;
  }
}
