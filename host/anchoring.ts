import type { AnchorRequest } from '#contracts/branch/anchor.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { Journal } from './journal/journal.ts';

/** The journal's head is anchored at each visit's end and at least this often, milliseconds. */
export const ANCHOR_EVERY = 60_000;

/** How long an orderly end waits for the last anchor, milliseconds. */
export const ANCHOR_LAST = 2_000;

type Anchor = (request: AnchorRequest) => Promise<Result<object, CodedError>>;

/** Tells the branch service where the journal stands, one head at a time; what fails is told again with a later head. */
export class Anchoring {
  readonly #journal: Journal;
  readonly #anchor: Anchor;
  readonly #clock: Clock;
  #anchored = -1;
  #busy = false;
  #sending: Promise<void> = Promise.resolve();
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

  /** An orderly end: the last head is told as well, as far as the branch answers in time. */
  async stop(): Promise<void> {
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
    let bound: TimerHandle;
    const late = new Promise<void>((resolve) => {
      bound = this.#clock.setTimeout(resolve, ANCHOR_LAST);
    });
    const told = (async () => {
      await this.#sending;
      await this.#send();
    })();
    await Promise.race([told, late]).finally(() => this.#clock.clearTimeout(bound));
  }

  /** Anchors the present head, after the one that may be under way. */
  now(): void {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#sending = this.#send();
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
