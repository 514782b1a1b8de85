import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import type { DeviceError } from '../device.ts';

type Entry<Message> = {
  readonly matches: (message: Message) => boolean;
  readonly settle: (result: Result<Message, DeviceError>) => void;
};

/** A wait that is registered before the bytes are written, and whose deadline is armed only after they are. */
export type Wait<Message> = {
  /** Starts the deadline, milliseconds, and gives the answer; called again, it starts the deadline anew. */
  within(milliseconds: number): Promise<Result<Message, DeviceError>>;
  /** Ends the wait with `cancelled`. */
  cancel(): void;
};

/** Who waits for which message on one line. Messages nobody waits for are handed back to the driver. */
export class Waiters<Message> {
  readonly #entries = new Set<Entry<Message>>();
  readonly #clock: Clock;
  #closed: DeviceError | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  expect(matches: (message: Message) => boolean): Wait<Message> {
    let timer: TimerHandle | undefined;
    let resolve: (result: Result<Message, DeviceError>) => void = () => {};
    const answer = new Promise<Result<Message, DeviceError>>((settle) => {
      resolve = settle;
    });
    const entry: Entry<Message> = {
      matches,
      settle: (result) => {
        this.#entries.delete(entry);
        if (timer !== undefined) this.#clock.clearTimeout(timer);
        resolve(result);
      },
    };
    if (this.#closed) entry.settle(err(this.#closed));
    else this.#entries.add(entry);
    return {
      within: (milliseconds) => {
        if (timer !== undefined) this.#clock.clearTimeout(timer);
        if (this.#entries.has(entry))
          timer = this.#clock.setTimeout(() => entry.settle(err({ code: 'timeout' })), milliseconds);
        return answer;
      },
      cancel: () => entry.settle(err({ code: 'cancelled' })),
    };
  }

  /** Offers a message to the oldest wait that wants it; false when nobody does. */
  offer(message: Message): boolean {
    for (const entry of this.#entries) {
      if (!entry.matches(message)) continue;
      entry.settle(ok(message));
      return true;
    }
    return false;
  }

  close(error: DeviceError = { code: 'offline' }): void {
    this.#closed = error;
    for (const entry of [...this.#entries]) entry.settle(err(error));
  }
}
