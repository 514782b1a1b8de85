import type { Clock } from '#foundation/clock.ts';
import { err, ok, type Result } from '#foundation/result.ts';
import { type Child, describeExit, type Exit } from './child.ts';
import { RestartBudget, type RestartLimits } from './restart-budget.ts';

/** What cannot go on, as told to the person who started it. */
export type Trouble = { readonly message: string };

/** A child that was just started; `ready` settles when it says that it serves, or why it cannot. */
export type Launched<Ready> = { readonly child: Child; readonly ready: Promise<Result<Ready, Trouble>> };

export type KeptOrder<Ready> = {
  /** For messages: "the host". */
  readonly name: string;
  readonly clock: Clock;
  readonly limits: RestartLimits;
  /** From start to ready. A child that takes longer is killed. */
  readonly readyWithinMilliseconds: number;
  /** From asked to ended. A child that takes longer is killed. */
  readonly endWithinMilliseconds: number;
  /** Starts it; `before` is what it said when it was ready last, so that it comes back in the same place. */
  launch(before: Ready | undefined): Launched<Ready>;
  /** True for an end that is no accident: nothing is started again. */
  isFinal?(exit: Exit): boolean;
  /** Something a person should know; one line. */
  say(text: string): void;
  /** It stays down: it ended for good (`undefined`), or died too often. */
  over(trouble: Trouble | undefined): void;
};

/**
 * Keeps one child running: starts it, starts it again when it dies, within limits, and ends it in order. Only the
 * first start may fail at once; later ones are tried until the limits are reached.
 */
export class Kept<Ready> {
  readonly #order: KeptOrder<Ready>;
  readonly #budget: RestartBudget;
  #child: Child | undefined;
  #ready: Ready | undefined;
  #ending = false;
  #renewing = false;

  constructor(order: KeptOrder<Ready>) {
    this.#order = order;
    this.#budget = new RestartBudget(order.clock, order.limits);
  }

  async start(): Promise<Result<Ready, Trouble>> {
    const first = await this.#attempt();
    if (first.ok) void this.#keep();
    return first;
  }

  /** Ends the child so that it is started anew, which costs nothing of the limits. */
  async renew(): Promise<void> {
    if (this.#ending || !this.#child) return;
    this.#renewing = true;
    await this.#child.end(this.#order.clock, this.#order.endWithinMilliseconds);
  }

  async end(): Promise<void> {
    this.#ending = true;
    await this.#child?.end(this.#order.clock, this.#order.endWithinMilliseconds);
  }

  /** Ends it without asking. */
  kill(): void {
    this.#ending = true;
    this.#child?.kill();
  }

  async #keep(): Promise<void> {
    const { name, isFinal, say, over } = this.#order;
    while (this.#child) {
      const exit = await this.#child.exited;
      if (this.#ending) return;
      if (isFinal?.(exit)) return over(undefined);
      if (!this.#renewing) say(`${name} ended (${describeExit(exit)}); it is started again`);
      for (;;) {
        if (!this.#renewing && !this.#budget.take()) return over({ message: this.#exhausted(exit) });
        this.#renewing = false;
        const again = await this.#attempt();
        if (this.#ending) return;
        if (again.ok) break;
        say(again.error.message);
      }
    }
  }

  /** Starts it once and waits until it serves, ends, or takes too long. */
  async #attempt(): Promise<Result<Ready, Trouble>> {
    const { name, clock, readyWithinMilliseconds, launch } = this.#order;
    const { child, ready } = launch(this.#ready);
    this.#child = child;
    let late = false;
    const timer = clock.setTimeout(() => {
      late = true;
      child.kill();
    }, readyWithinMilliseconds);
    const ended = child.exited.then((exit): Result<Ready, Trouble> => {
      const how = late ? `did not serve within ${readyWithinMilliseconds / 1000} s` : describeExit(exit);
      const said = child.lastLines.map((line) => `\n  ${line}`).join('');
      return err({ message: `${name} could not start (${how}).${said}` });
    });
    const outcome = await Promise.race([ready, ended]);
    clock.clearTimeout(timer);
    if (outcome.ok) {
      this.#ready = outcome.value;
      return ok(outcome.value);
    }
    // Why it cannot is known; that it is gone as well, before anybody tries again in its place.
    await child.end(clock, this.#order.endWithinMilliseconds);
    return outcome;
  }

  #exhausted(exit: Exit): string {
    const { times, withinMilliseconds } = this.#order.limits;
    return `${this.#order.name} died more than ${times} times in ${withinMilliseconds / 1000} s, last with ${describeExit(exit)}. Everything is ended; look at the lines above, mend what they name, and start again.`;
  }
}
