import type { Clock, TimerHandle } from '#foundation/clock.ts';

export type RoundsOrder = {
  /** Milliseconds between the end of one round and the next. */
  readonly every: number;
  /** One round; what it answers is nobody's business here. */
  readonly round: () => Promise<unknown>;
  /** A round that failed; the next one comes all the same. */
  readonly onFault: (failure: unknown) => void;
};

/** Work that is looked for again and again, by every instance: never two rounds of it at once, none after `stop`. */
export class Rounds {
  readonly #clock: Clock;
  readonly #order: RoundsOrder;
  #timer: TimerHandle = undefined;
  #closed = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(clock: Clock, order: RoundsOrder) {
    this.#clock = clock;
    this.#order = order;
  }

  start(): void {
    const { every, round, onFault } = this.#order;
    this.#timer = this.#clock.setTimeout(() => {
      this.#running = round()
        .catch(onFault)
        .then(() => {
          if (!this.#closed) this.start();
        });
    }, every);
  }

  /** Resolves when the round that is under way is over. */
  async stop(): Promise<void> {
    this.#closed = true;
    this.#clock.clearTimeout(this.#timer);
    await this.#running;
  }
}
