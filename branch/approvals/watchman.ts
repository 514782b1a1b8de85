import type { Clock, TimerHandle } from '#foundation/clock.ts';

/** Longest between two looks while anything is open, milliseconds. */
const EVERY = 5_000;

/**
 * Looks now and then as long as something is open (a question, an arrival), so that what is over ends, and what is
 * personal goes, though nobody asks. Every instance does; it hears of it by the subjects that are told.
 */
export class ApprovalWatchman {
  readonly #sweep: () => Promise<boolean>;
  readonly #clock: Clock;
  readonly #about: string;
  #timer: TimerHandle | undefined;
  #stopped = false;

  /** `sweep` answers whether anything is still open; one that fails is tried again. `about` begins its subjects. */
  constructor(sweep: () => Promise<boolean>, clock: Clock, about = 'approvals:') {
    this.#sweep = sweep;
    this.#clock = clock;
    this.#about = about;
  }

  /** What a former run left. */
  start(): Promise<void> {
    return this.#look();
  }

  /** A subject that was told; null = something may have been missed. */
  hear(subject: string | null): void {
    if (subject === null || subject.startsWith(this.#about)) this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#disarm();
  }

  #arm(): void {
    if (this.#stopped || this.#timer !== undefined) return;
    this.#timer = this.#clock.setTimeout(() => void this.#look(), EVERY);
  }

  #disarm(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #look(): Promise<void> {
    this.#disarm();
    const open = await this.#sweep().catch(() => true);
    if (open) this.#arm();
  }
}
