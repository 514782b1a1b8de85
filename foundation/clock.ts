/** A cancellable wait. Opaque on purpose: clocks differ in what they hand out. */
export type TimerHandle = unknown;

/**
 * The only source of time. Durations are milliseconds of `monotonic()`; `wall()` is for dates that people read
 * (age, expiry, receipts) and never decides how long something takes.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonic(): number;
  /** Milliseconds since the Unix epoch, as the wall clock says now. May jump. */
  wall(): number;
  setTimeout(run: () => void, milliseconds: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout>),
};

type Pending = { readonly at: number; readonly run: () => void; readonly order: number };

/** A clock that stands still until a test moves it. Due timers run in order of time, then of arming. */
export class ManualClock implements Clock {
  #now = 0;
  #wallOffset: number;
  #order = 0;
  readonly #pending = new Map<number, Pending>();

  constructor(wallAtStart = Date.UTC(2026, 10, 22, 2, 0, 0)) {
    this.#wallOffset = wallAtStart;
  }

  monotonic(): number {
    return this.#now;
  }

  wall(): number {
    return this.#wallOffset + this.#now;
  }

  /** Moves the wall clock alone, as a technician or NTP would. */
  jumpWall(milliseconds: number): void {
    this.#wallOffset += milliseconds;
  }

  setTimeout(run: () => void, milliseconds: number): TimerHandle {
    const order = this.#order++;
    this.#pending.set(order, { at: this.#now + Math.max(0, milliseconds), run, order });
    return order;
  }

  clearTimeout(handle: TimerHandle): void {
    this.#pending.delete(handle as number);
  }

  /** How many timers are armed: a test of "nothing is left behind" asks this. */
  get armed(): number {
    return this.#pending.size;
  }

  /** Moves time forward, running what falls due; timers armed meanwhile count too. */
  advance(milliseconds: number): void {
    const target = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#pending.values()]
        .filter((timer) => timer.at <= target)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!due) break;
      this.#pending.delete(due.order);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = target;
  }

  /** Like `advance`, but lets promises settle between timers, for code that awaits between waits. */
  async advanceAsync(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    for (;;) {
      await settle();
      const due = [...this.#pending.values()]
        .filter((timer) => timer.at <= target)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!due) break;
      this.#pending.delete(due.order);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = target;
    await settle();
  }
}

/** Lets every microtask and already queued I/O callback run. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
