import type { BankClient } from '#bank/client/client.ts';
import type { Health } from '#flows/events.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

/** Milliseconds between two questions whether the bank answers: slower while it does. */
export const BANK_HEALTH_DELAYS = { answering: 15_000, silent: 3_000 } as const;

/** Asks the bank now and then whether it is there; one unanswered question is a hiccup, two in a row are not. */
export class BankHealth {
  readonly #bank: BankClient;
  readonly #clock: Clock;
  readonly #tell: (health: Health) => void;
  #timer: TimerHandle | undefined;
  #stopped = false;
  #missed = 0;
  #last: Health | undefined;

  constructor(bank: BankClient, clock: Clock, tell: (health: Health) => void) {
    this.#bank = bank;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Asks once; resolves with what is known then, and goes on asking. */
  async ask(): Promise<Health> {
    const reply = await this.#bank.health({});
    this.#missed = reply.ok ? 0 : this.#missed + 1;
    const now: Health = reply.ok || (this.#missed < 2 && this.#last === 'ok') ? 'ok' : 'down';
    if (now !== this.#last) {
      this.#last = now;
      this.#tell(now);
    }
    if (!this.#stopped)
      this.#timer = this.#clock.setTimeout(
        () => void this.ask(),
        reply.ok ? BANK_HEALTH_DELAYS.answering : BANK_HEALTH_DELAYS.silent,
      );
    return now;
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }
}
