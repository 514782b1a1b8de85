import type { Health } from '#flows/events.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';

/** Milliseconds between two questions whether somebody answers: slower while he does. */
export const HEALTH_WATCH_DELAYS = { answering: 15_000, silent: 3_000 } as const;

/** Asks a service now and then whether it is there; one unanswered question is a hiccup, two in a row are not. */
export class HealthWatch {
  readonly #answers: () => Promise<boolean>;
  readonly #clock: Clock;
  readonly #tell: (health: Health) => void;
  #timer: TimerHandle | undefined;
  #stopped = false;
  #missed = 0;
  #last: Health | undefined;

  /** `answers` never rejects; `tell` hears of the first answer and of every change. */
  constructor(answers: () => Promise<boolean>, clock: Clock, tell: (health: Health) => void) {
    this.#answers = answers;
    this.#clock = clock;
    this.#tell = tell;
  }

  /** Asks once; resolves with what is known then, and goes on asking. */
  async ask(): Promise<Health> {
    const answered = await this.#answers();
    this.#missed = answered ? 0 : this.#missed + 1;
    const now: Health = answered || (this.#missed < 2 && this.#last === 'ok') ? 'ok' : 'down';
    if (this.#stopped) return now;
    if (now !== this.#last) {
      this.#last = now;
      this.#tell(now);
    }
    this.#timer = this.#clock.setTimeout(
      () => void this.ask(),
      answered ? HEALTH_WATCH_DELAYS.answering : HEALTH_WATCH_DELAYS.silent,
    );
    return now;
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }
}
