import { err, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../device.ts';

/** What a command's body is given: `cancelled()` is asked between steps, `onCancel` interrupts a wait. */
export type Turn = {
  readonly id: string;
  cancelled(): boolean;
  onCancel(interrupt: () => void): void;
};

type Waiting = {
  readonly id: string;
  cancelled: boolean;
  interrupt: (() => void) | undefined;
  readonly giveUp: (error: DeviceError) => void;
};

/**
 * One command at a time, in order, on one line. Everything that waits or runs when the line closes settles with
 * `offline` at once; nothing is carried over to a later line.
 */
export class Turns {
  #tail: Promise<unknown> = Promise.resolve();
  #closed: DeviceError | undefined;
  readonly #open = new Map<string, Waiting>();

  get busy(): boolean {
    return this.#open.size > 0;
  }

  run<T>(id: string, body: (turn: Turn) => Promise<Result<T, DeviceError>>): Promise<Result<T, DeviceError>> {
    if (this.#closed) return Promise.resolve(err(this.#closed));
    if (this.#open.has(id))
      return Promise.resolve(err({ code: 'invalidData', detail: 'command id already in use' }));
    return new Promise((resolve) => {
      const settleWith = (result: Result<T, DeviceError>) => {
        if (this.#open.get(id) === waiting) this.#open.delete(id);
        resolve(result);
      };
      const waiting: Waiting = {
        id,
        cancelled: false,
        interrupt: undefined,
        giveUp: (error) => settleWith(err(error)),
      };
      this.#open.set(id, waiting);
      const turn: Turn = {
        id,
        cancelled: () => waiting.cancelled,
        onCancel: (interrupt) => {
          waiting.interrupt = interrupt;
        },
      };
      const start = async () => {
        if (this.#closed) return settleWith(err(this.#closed));
        if (waiting.cancelled) return settleWith(err({ code: 'cancelled' }));
        try {
          settleWith(await body(turn));
        } catch (failure) {
          settleWith(
            err({ code: 'protocol', detail: failure instanceof Error ? failure.message : 'unknown' }),
          );
        }
      };
      this.#tail = this.#tail.then(start, start);
    });
  }

  cancel(id: string): void {
    const waiting = this.#open.get(id);
    if (!waiting) return;
    waiting.cancelled = true;
    waiting.interrupt?.();
  }

  /** Settles everything open with `error` and refuses what comes later. */
  close(error: DeviceError = { code: 'offline' }): void {
    if (this.#closed) return;
    this.#closed = error;
    for (const waiting of [...this.#open.values()]) {
      waiting.cancelled = true;
      waiting.interrupt?.();
      waiting.giveUp(error);
    }
    this.#open.clear();
  }
}
