import type { PageClock } from '../clock.ts';
import type { Reply } from './ask.ts';

/** How a page keeps up, in milliseconds but for `wait`. */
export const LIVE = {
  /** Seconds one question may wait for news; a line that died silently is noticed after them. */
  wait: 10,
  /** On top of it until the line counts as lost. */
  grace: 4_000,
  /** Between a failure and the next question: at first, and at most. It doubles. */
  pause: 1_000,
  longestPause: 15_000,
} as const;

/** What a long poll answers, whatever else is in it. */
export type Revised = { readonly revision: number; readonly serverTime: string };

export type LiveView<T> = {
  /** `first`: nothing heard yet. `lost`: the last question failed; what stands may be old. `ended`: refused for good. */
  readonly connection: 'first' | 'live' | 'lost' | 'ended';
  readonly value: T | null;
  /** Page time (`PageClock`) of the last answer. */
  readonly heardAt: number | null;
  /** Add it to page time for the service's wall clock. */
  readonly serverOffset: number;
  /** With `ended`: the refusal's code. */
  readonly code: string | null;
};

type Look<T> = (after: number | null, wait: number, signal: AbortSignal) => Promise<Reply<T>>;

/** A page's picture of what the branch service knows, kept fresh by one long poll after another. */
export class LiveFeed<T extends Revised> {
  readonly #look: Look<T>;
  readonly #clock: PageClock;
  readonly #endsWith: readonly string[];
  readonly #listeners = new Set<() => void>();
  #view: LiveView<T> = { connection: 'first', value: null, heardAt: null, serverOffset: 0, code: null };
  #woken = false;
  #wake = () => {};

  /** `endsWith`: refusals after which asking again makes no sense. */
  constructor(look: Look<T>, clock: PageClock, endsWith: readonly string[] = []) {
    this.#look = look;
    this.#clock = clock;
    this.#endsWith = endsWith;
  }

  readonly view = (): LiveView<T> => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Looks at once, without waiting for news: the page was hidden, or the network is said to be back. */
  readonly wake = (): void => {
    this.#woken = true;
    this.#wake();
  };

  /** What the service answered to an act is news too; older news than what stands is none. */
  readonly take = (value: T): void => {
    if (this.#view.connection !== 'ended' && !this.#isOlder(value)) this.#heard(value);
  };

  #isOlder({ revision }: T): boolean {
    return this.#view.connection === 'live' && revision < (this.#view.value?.revision ?? 0);
  }

  /** Keeps the view fresh until `signal` aborts or the service refuses for good. */
  async run(signal: AbortSignal): Promise<void> {
    let pause: number = LIVE.pause;
    let doubted = false;
    while (!signal.aborted) {
      // After a failure the page asks without waiting: an answer, not news, is what ends the failure.
      const wait = this.#view.connection === 'live' && !this.#woken ? LIVE.wait : 0;
      this.#woken = false;
      const after = wait === 0 ? null : (this.#view.value?.revision ?? null);
      const reply = await this.#ask(after, wait, signal);
      if (signal.aborted) return;
      if (reply.ok) {
        pause = LIVE.pause;
        // It may have been under way when an act was answered. Said twice, it is another store behind the address.
        doubted = !doubted && this.#isOlder(reply.value);
        if (doubted) this.#woken = true;
        else this.#heard(reply.value);
        continue;
      }
      if (this.#woken) continue;
      if (this.#endsWith.includes(reply.code))
        return this.#publish({ ...this.#view, connection: 'ended', code: reply.code });
      this.#publish({ ...this.#view, connection: 'lost' });
      await this.#pause(pause, signal);
      pause = Math.min(pause * 2, LIVE.longestPause);
    }
  }

  async #ask(after: number | null, wait: number, signal: AbortSignal): Promise<Reply<T>> {
    const given = new AbortController();
    const cancel = this.#clock.after(wait * 1_000 + LIVE.grace, () => given.abort());
    this.#wake = () => given.abort();
    try {
      return await this.#look(after, wait, AbortSignal.any([signal, given.signal]));
    } finally {
      cancel();
      this.#wake = () => {};
    }
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener('abort', end);
        this.#wake = () => {};
        resolve();
      };
      const cancel = this.#clock.after(milliseconds, end);
      signal.addEventListener('abort', end);
      this.#wake = end;
    });
  }

  #heard(value: T): void {
    const now = this.#clock.now();
    const serverOffset = Date.parse(value.serverTime) - now;
    this.#publish({ connection: 'live', value, heardAt: now, serverOffset, code: null });
  }

  #publish(view: LiveView<T>): void {
    this.#view = view;
    for (const listener of [...this.#listeners]) listener();
  }
}
