import type { Clock, TimerHandle } from '#foundation/clock.ts';

type Wait = {
  readonly milliseconds: number;
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
};

/** A clock that shows the time of the entry that is being played; its own timers never run out. */
export class EntryClock implements Clock {
  #now = 0;

  /** Milliseconds since the Unix epoch. What it has shown stays past: `monotonic` never goes back. */
  show(wall: number): void {
    this.#now = Math.max(this.#now, wall);
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now;
  }

  readonly setTimeout = (): TimerHandle => null;

  readonly clearTimeout = (): void => {};
}

/** The flow's own waits: none is over before the journal says so. */
export class Waits {
  readonly #clock: EntryClock;
  readonly #armed = new Map<number, Wait>();
  #order = 0;

  constructor(clock: EntryClock) {
    this.#clock = clock;
  }

  readonly setTimeout = (run: () => void, milliseconds: number): TimerHandle => {
    const order = this.#order++;
    this.#armed.set(order, { milliseconds, due: this.#clock.monotonic() + milliseconds, order, run });
    return order;
  };

  clearTimeout(handle: TimerHandle): void {
    this.#armed.delete(handle as number);
  }

  /** Lengths of the waits that are armed, in milliseconds. */
  get lengths(): number[] {
    return [...this.#armed.values()].map(({ milliseconds }) => milliseconds);
  }

  /** Ends the wait of that length that is over first; false when none is armed. */
  end(milliseconds: number): boolean {
    const [first] = [...this.#armed.values()]
      .filter((wait) => wait.milliseconds === milliseconds)
      .sort((one, other) => one.due - other.due || one.order - other.order);
    if (!first) return false;
    this.#armed.delete(first.order);
    first.run();
    return true;
  }
}
