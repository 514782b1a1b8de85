import type { Clock } from '#foundation/clock.ts';

/** So many presses of one key within so many milliseconds mean something of their own, where no key tells how long it is held. */
export type Row = { readonly times: number; readonly within: number };

/** Tells the last press of a row from the others; one more begins anew. */
export class InARow {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #row: Row;
  #presses: readonly number[] = [];

  constructor(clock: Pick<Clock, 'monotonic'>, row: Row) {
    this.#clock = clock;
    this.#row = row;
  }

  pressed(): boolean {
    const { times, within } = this.#row;
    const now = this.#clock.monotonic();
    const lately = [...this.#presses.filter((at) => now - at <= within), now];
    this.#presses = lately.length < times ? lately : [];
    return lately.length >= times;
  }
}
