import { randomUUID } from 'node:crypto';
import type { FromTerminal } from '#contracts/branch/call.ts';
import type { Clock } from '#foundation/clock.ts';
import type { CallLine } from './branch-line.ts';

/** Milliseconds before a message that did not arrive is sent again, and how often. */
const AGAIN = { after: 1_000, most: 8 } as const;
/** Messages that may wait; candidates of a connection that stands anyway are the first to go. */
const WAITING = 128;

type Waiting = {
  readonly id: string;
  readonly message: FromTerminal;
  readonly sent: (arrived: boolean) => void;
};

/** What the terminal tells the teller of one call: one after the other, in its order, each until it has arrived. */
export class Outgoing {
  readonly #line: Pick<CallLine, 'sayInCall'>;
  readonly #clock: Clock;
  readonly #call: string;
  readonly #end: AbortSignal;
  readonly #waiting: Waiting[] = [];
  #busy = false;

  constructor(line: Pick<CallLine, 'sayInCall'>, clock: Clock, call: string, end: AbortSignal) {
    this.#line = line;
    this.#clock = clock;
    this.#call = call;
    this.#end = end;
    end.addEventListener('abort', () => {
      for (const { sent } of this.#waiting.splice(0)) sent(false);
    });
  }

  /** Answers whether it has arrived. */
  send(message: FromTerminal): Promise<boolean> {
    if (this.#end.aborted || this.#waiting.length >= WAITING) return Promise.resolve(false);
    return new Promise((sent) => {
      this.#waiting.push({ id: randomUUID(), message, sent });
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    for (let next = this.#waiting[0]; next && !this.#end.aborted; next = this.#waiting[0]) {
      const arrived = await this.#bring(next);
      if (this.#waiting[0] === next) this.#waiting.shift();
      next.sent(arrived);
    }
    this.#busy = false;
  }

  async #bring({ id, message }: Waiting): Promise<boolean> {
    for (let tried = 0; tried < AGAIN.most && !this.#end.aborted; tried++) {
      const answer = await this.#line.sayInCall(this.#call, { id, message });
      if (answer.ok) return true;
      if (answer.error.code !== 'unreachable') return false;
      await pause(this.#clock, AGAIN.after, this.#end);
    }
    return false;
  }
}

/** Fulfilled after so many milliseconds, or at once when `end` aborts. */
export function pause(clock: Clock, milliseconds: number, end: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (end.aborted) return resolve();
    const done = () => {
      clock.clearTimeout(timer);
      end.removeEventListener('abort', done);
      resolve();
    };
    const timer = clock.setTimeout(done, milliseconds);
    end.addEventListener('abort', done);
  });
}
