import type { SignedIn, VendorMode } from '#contracts/supervisor/session.ts';
import { SUPERVISOR_TIMES } from '#contracts/supervisor/session.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Member } from './who.ts';

/** Why supervisor mode was left. */
export type Leaving = 'asked' | 'idle' | 'nobodyCame' | 'pageGone' | 'sessionOver' | 'cardPulled' | 'stopped';

type Told = {
  readonly changed: () => void;
  /** Nobody has shown himself for too long, or the page is gone. */
  readonly over: (why: Leaving) => void;
};

/**
 * Who is at the terminal in supervisor mode, and until when: a minute to sign in, three without a touch, ten seconds without
 * a page. It measures running time only, so that no change of the clock makes any of it longer.
 */
export class Attendance {
  readonly #clock: Clock;
  readonly #told: Told;
  #mode: VendorMode = 'inactive';
  #member: Member | undefined;
  #work = new AbortController();
  #idle: TimerHandle | undefined;
  #touchedAt = 0;
  #pageGone: TimerHandle | undefined;

  constructor(clock: Clock, told: Told) {
    this.#clock = clock;
    this.#told = told;
  }

  get mode(): VendorMode {
    return this.#mode;
  }

  get member(): Member | undefined {
    return this.#member;
  }

  /** Aborted when whoever is in now is out. */
  get signal(): AbortSignal {
    return this.#work.signal;
  }

  get signedIn(): SignedIn | null {
    if (!this.#member) return null;
    const { number, name, roles, token } = this.#member;
    const left = SUPERVISOR_TIMES.idle - (this.#clock.monotonic() - this.#touchedAt);
    return {
      number,
      name,
      roles: [...roles],
      offline: token === null,
      idleSeconds: Math.max(0, Math.ceil(left / 1_000)),
    };
  }

  /** The terminal is at its safe point, or asked for, or its customers' again. */
  set(mode: VendorMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    if (mode === 'active') this.#wait(SUPERVISOR_TIMES.signIn, 'nobodyCame');
    else if (mode !== 'exitPending') this.#stopWaiting();
    this.#told.changed();
  }

  /** He has proved who he is; whoever was in before is out. */
  enter(member: Member): void {
    this.#end();
    this.#work = new AbortController();
    this.#member = member;
    this.touch();
    this.#told.changed();
  }

  /** The branch says who he is now: roles may have come or gone. */
  renew(member: Member): void {
    if (!this.#member) return;
    const same = JSON.stringify(member) === JSON.stringify(this.#member);
    this.#member = member;
    if (!same) this.#told.changed();
  }

  /** He does something. */
  touch(): void {
    if (!this.#member) return;
    this.#touchedAt = this.#clock.monotonic();
    this.#wait(SUPERVISOR_TIMES.idle, 'idle');
  }

  /** He is out: what he had running is told to end. */
  leave(): void {
    this.#end();
    this.#stopWaiting();
    this.#told.changed();
  }

  /** A page of supervisor mode is there, or none any more. */
  page(there: boolean): void {
    if (this.#pageGone !== undefined) this.#clock.clearTimeout(this.#pageGone);
    this.#pageGone = there
      ? undefined
      : this.#clock.setTimeout(() => this.#told.over('pageGone'), SUPERVISOR_TIMES.pageGone);
  }

  stop(): void {
    this.#end();
    this.#stopWaiting();
    if (this.#pageGone !== undefined) this.#clock.clearTimeout(this.#pageGone);
  }

  #end(): void {
    this.#work.abort();
    this.#member = undefined;
  }

  #wait(milliseconds: number, why: Leaving): void {
    this.#stopWaiting();
    this.#idle = this.#clock.setTimeout(() => this.#told.over(why), milliseconds);
  }

  #stopWaiting(): void {
    if (this.#idle !== undefined) this.#clock.clearTimeout(this.#idle);
    this.#idle = undefined;
  }
}
