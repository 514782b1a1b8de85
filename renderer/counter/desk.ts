import type { CounterAct, CounterActName, CounterPage } from '#contracts/branch/counter.ts';
import type { PageClock } from '../clock.ts';
import type { Reply } from '../live/ask.ts';

/** Times of an act, milliseconds. */
export const DESK = {
  /** An answer is waited for so long; then the act is sent again, under the same id. */
  answer: 6_000,
  /** Between a lost answer and the next sending; it doubles up to the longest. */
  pause: 1_000,
  longestPause: 8_000,
  /** After an answer nothing is taken for so long: the second half of a double click does not do the next thing. */
  settle: 400,
} as const;

/** What one act names besides its own id. */
export type ActContent<Name extends CounterActName> = Omit<CounterAct<Name>, 'request'>;

/** Sends one act: it knows neither what it was for nor whether it was sent before. */
export type SendAct = (
  name: CounterActName,
  body: CounterAct<CounterActName>,
  within: number,
) => Promise<Reply<CounterPage>>;

export type DeskView = {
  /** `sending`: no answer yet. `unsure`: an answer was lost; it is being asked for. `settling`: just answered. */
  readonly state: 'free' | 'sending' | 'unsure' | 'settling';
  readonly act: CounterActName | null;
};

export type Outcome =
  | { readonly done: true; readonly page: CounterPage }
  /** `dropped`: nobody knows what became of it, and the page does not ask any more. `busy`: it was not sent at all. */
  | { readonly done: false; readonly code: string };

const FREE: DeskView = { state: 'free', act: null };
/** Answers that say nothing about whether the act was done. */
const LOST: readonly string[] = ['unreachable', 'badReply', 'storeUnavailable', 'internal'];

/**
 * The acts of one counter, one at a time. Each has an id of its own, which it keeps until its answer is known: however
 * often the line breaks, it is done once.
 */
export class CounterDesk {
  readonly #send: SendAct;
  readonly #clock: PageClock;
  readonly #newId: () => string;
  readonly #listeners = new Set<() => void>();
  #view = FREE;
  #drop = () => {};

  constructor(send: SendAct, clock: PageClock, newId: () => string) {
    this.#send = send;
    this.#clock = clock;
    this.#newId = newId;
  }

  readonly view = (): DeskView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Does the act once and answers what became of it; while another one is under way it is not begun. */
  async act<Name extends CounterActName>(name: Name, content: ActContent<Name>): Promise<Outcome> {
    if (this.#view.state !== 'free') return { done: false, code: 'busy' };
    const body = { ...content, request: this.#newId() } as CounterAct<Name>;
    this.#publish({ state: 'sending', act: name });
    let dropped = false;
    let pause: number = DESK.pause;
    for (;;) {
      const reply = await this.#send(name, body, DESK.answer);
      if (reply.ok || !LOST.includes(reply.code)) {
        this.#publish({ state: 'settling', act: name });
        this.#clock.after(DESK.settle, () => this.#publish(FREE));
        return reply.ok ? { done: true, page: reply.value } : { done: false, code: reply.code };
      }
      if (dropped) break;
      this.#publish({ state: 'unsure', act: name });
      dropped = await this.#pause(pause);
      if (dropped) break;
      pause = Math.min(pause * 2, DESK.longestPause);
    }
    this.#publish(FREE);
    return { done: false, code: 'dropped' };
  }

  /** Stops asking what became of an act whose answer was lost. */
  readonly drop = (): void => this.#drop();

  #pause(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(milliseconds, () => {
        this.#drop = () => {};
        resolve(false);
      });
      this.#drop = () => {
        cancel();
        this.#drop = () => {};
        resolve(true);
      };
    });
  }

  #publish(view: DeskView): void {
    this.#view = view;
    for (const listener of [...this.#listeners]) listener();
  }
}
