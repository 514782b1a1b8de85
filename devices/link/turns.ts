import { err, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../device.ts';

/** How many commands may run and wait together; one more is answered `busy`. */
export const MAXIMUM_OPEN_TURNS = 64;

/**
 * What a command's body is given: `cancelled()` is asked between steps, `onCancel` interrupts a wait (at once when
 * the command is cancelled already); a later `onCancel` replaces an earlier one.
 */
export type Turn = {
  readonly id: string;
  cancelled(): boolean;
  onCancel(interrupt: () => void): void;
};

type Waiting = {
  readonly id: string;
  started: boolean;
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
    if (this.#open.size >= MAXIMUM_OPEN_TURNS)
      return Promise.resolve(err({ code: 'busy', detail: 'too many commands wait' }));
    return new Promise((resolve) => {
      const settleWith = (result: Result<T, DeviceError>) => {
        if (this.#open.get(id) === waiting) this.#open.delete(id);
        resolve(result);
      };
      const waiting: Waiting = {
        id,
        started: false,
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
          if (waiting.cancelled) interrupt();
        },
      };
      const start = async () => {
        // Closed or cancelled while it waited: settled then, and its body must not run.
        if (waiting.cancelled) return;
        waiting.started = true;
        try {
          settleWith(await body(turn));
        } catch (failure) {
          // The name only: a message may quote what was read from a card.
          settleWith(err({ code: 'protocol', detail: failure instanceof Error ? failure.name : 'unknown' }));
        }
      };
      this.#tail = this.#tail.then(start, start);
    });
  }

  /** A command that waits settles with `cancelled` at once; one that runs is asked to end. */
  cancel(id: string): void {
    const waiting = this.#open.get(id);
    if (!waiting) return;
    waiting.cancelled = true;
    if (waiting.started) interrupt(waiting);
    else waiting.giveUp({ code: 'cancelled' });
  }

  /** Settles everything open with `error` and refuses what comes later. */
  close(error: DeviceError = { code: 'offline' }): void {
    if (this.#closed) return;
    this.#closed = error;
    for (const waiting of [...this.#open.values()]) {
      waiting.cancelled = true;
      waiting.giveUp(error);
      interrupt(waiting);
    }
    this.#open.clear();
  }
}

/** A body's own interrupt that throws must not keep the others from being told. */
function interrupt(waiting: Waiting): void {
  try {
    waiting.interrupt?.();
  } catch (failure) {
    queueMicrotask(() => {
      throw failure;
    });
  }
}
