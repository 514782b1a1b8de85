import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';

/** Most waits that may be open on one subject; a terminal or page needs one, a resend after a cut line another. */
export const MAXIMUM_WAITERS = 32;

/** Most waits of phones on a whole hall: they come from outside. */
export const MAXIMUM_OF_PHONES = 2_000;

/** Most waits on a whole hall: beside the phones its own counters, boards and lobby, which no phones keep out. */
export const MAXIMUM_IN_HALL = MAXIMUM_OF_PHONES + 400;

export type Waiter = {
  /** Fulfilled at the next change, after `milliseconds`, when `signal` aborts, or when the service closes. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Lets go. Needed on every path; harmless after `wait`. */
  release(): void;
};

/**
 * Who wants to hear that something changed. Register first, then look, then wait: a change between the look and the
 * wait is not lost. Nothing is carried but the fact that it is time to look again.
 */
export class Changes {
  readonly #clock: Clock;
  readonly #waiters = new Map<string, Set<() => void>>();
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** One subject, or several of which any will do. */
  register(
    subject: string | readonly string[],
    most = MAXIMUM_WAITERS,
  ): Result<Waiter, CodedError<'tooManyWaiting'>> {
    const subjects = typeof subject === 'string' ? [subject] : subject;
    if (subjects.some((each) => (this.#waiters.get(each)?.size ?? 0) >= most))
      return err({ code: 'tooManyWaiting' });
    let changed = false;
    let wake: (() => void) | undefined;
    const hear = () => {
      changed = true;
      wake?.();
    };
    for (const each of subjects) this.#waiters.set(each, (this.#waiters.get(each) ?? new Set()).add(hear));
    const release = () => {
      for (const each of subjects) {
        const waiters = this.#waiters.get(each);
        if (waiters?.delete(hear) && waiters.size === 0) this.#waiters.delete(each);
      }
    };
    return ok({
      release,
      wait: (milliseconds, signal) =>
        new Promise((resolve) => {
          if (changed || this.#closed || signal.aborted || milliseconds <= 0) {
            release();
            return resolve();
          }
          const timer = this.#clock.setTimeout(() => wake?.(), milliseconds);
          const aborted = () => wake?.();
          wake = () => {
            wake = undefined;
            this.#clock.clearTimeout(timer);
            signal.removeEventListener('abort', aborted);
            release();
            resolve();
          };
          signal.addEventListener('abort', aborted);
        }),
    });
  }

  /** Wakes whoever waits on the subject; null wakes everybody, to look whether there is anything new. */
  tell(subject: string | null): void {
    const subjects = subject === null ? [...this.#waiters.keys()] : [subject];
    for (const each of subjects) for (const hear of [...(this.#waiters.get(each) ?? [])]) hear();
  }

  /**
   * Looks, and while that shows nothing new (undefined) waits for a word on the subject and looks again, for at most
   * `milliseconds`, until `signal` aborts or the service closes. The last look's answer.
   */
  async until<T>(
    subject: string | readonly string[],
    milliseconds: number,
    signal: AbortSignal,
    look: () => Promise<T | undefined>,
    most = MAXIMUM_WAITERS,
  ): Promise<Result<T | undefined, CodedError<'tooManyWaiting'>>> {
    const end = this.#clock.monotonic() + milliseconds;
    for (;;) {
      const waiter = this.register(subject, most);
      if (!waiter.ok) return waiter;
      try {
        const seen = await look();
        const left = end - this.#clock.monotonic();
        if (seen !== undefined || left <= 0 || signal.aborted || this.#closed) return ok(seen);
        await waiter.value.wait(left, signal);
      } finally {
        waiter.value.release();
      }
    }
  }

  /** Wakes everybody; later waits end at once. */
  close(): void {
    this.#closed = true;
    this.tell(null);
  }

  /** How many waits are open, by subject: a test of "nothing is left behind" asks this. */
  get open(): number {
    return [...this.#waiters.values()].reduce((sum, waiters) => sum + waiters.size, 0);
  }
}
