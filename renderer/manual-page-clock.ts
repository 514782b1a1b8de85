import type { PageClock } from './clock.ts';

/** A page clock that stands still until a test moves it. */
export class ManualPageClock implements PageClock {
  #now = 0;
  #pending: { readonly at: number; readonly run: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.#now + Math.max(0, milliseconds), run };
    this.#pending.push(timer);
    return () => {
      this.#pending = this.#pending.filter((other) => other !== timer);
    };
  };

  /** How many timers are armed. */
  get armed(): number {
    return this.#pending.length;
  }

  advance(milliseconds: number): void {
    const target = this.#now + milliseconds;
    for (;;) {
      const due = this.#pending.filter(({ at }) => at <= target).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#pending = this.#pending.filter((other) => other !== due);
      this.#now = due.at;
      due.run();
    }
    this.#now = target;
  }
}
