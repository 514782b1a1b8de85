import type { AnchorRequest } from '#contracts/branch/anchor.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { Journal } from './journal/journal.ts';

/** The journal's head is anchored at each visit's end and at least this often, milliseconds. */
export const ANCHOR_EVERY = 60_000;

type Anchor = (request: AnchorRequest) => Promise<Result<object, CodedError>>;

/** Tells the branch service where the journal stands, one head at a time; what fails is told again with a later head. */
export class Anchoring {
  readonly #journal: Journal;
  readonly #anchor: Anchor;
  readonly #clock: Clock;
  #anchored = -1;
  #busy = false;
  #again = false;
  #timer: TimerHandle | undefined;

  constructor(journal: Journal, anchor: Anchor, clock: Clock) {
    this.#journal = journal;
    this.#anchor = anchor;
    this.#clock = clock;
  }

  start(): void {
    this.now();
    this.#timer = this.#clock.setTimeout(() => this.start(), ANCHOR_EVERY);
  }

  stop(): void {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }

  /** Anchors the present head, after the one that may be under way. */
  now(): void {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    void this.#send();
  }

  async #send(): Promise<void> {
    const head = this.#journal.head;
    if (head.sequence === this.#anchored) return;
    this.#busy = true;
    const told = await this.#anchor({ journal: head.journal, sequence: head.sequence, hash: head.hash });
    this.#busy = false;
    if (told.ok) this.#anchored = head.sequence;
    if (this.#again) {
      this.#again = false;
      await this.#send();
    }
  }
}
