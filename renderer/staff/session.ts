import type { StaffMember, StaffSession } from '#contracts/branch/staff.ts';
import type { PageClock } from '../clock.ts';
import type { Reply, StaffApi } from './api.ts';

/** How the page keeps its session; milliseconds. */
export const SESSION = {
  /** The service hears at most this often that somebody is there. */
  touchEvery: 60_000,
  /** From so long before the idle end on the page says that it is coming. */
  warning: 120_000,
  /** Between two questions whether the service is there again. */
  again: 2_000,
} as const;

export type SessionView =
  | { readonly state: 'asking' | 'unreachable' }
  /** `over`: somebody was in at this page and is not any more. */
  | { readonly state: 'out'; readonly over: boolean; readonly founding: boolean; readonly practice: boolean }
  | {
      readonly state: 'in';
      readonly staff: StaffMember;
      /** Page time at which it ends if nobody does anything, and at which it ends anyway. */
      readonly idleAt: number;
      readonly endsAt: number;
    };

/** Who is signed in at this browser, as far as this page knows. */
export class StaffSessionKeeper {
  readonly #api: StaffApi;
  readonly #clock: PageClock;
  readonly #listeners = new Set<() => void>();
  #view: SessionView = { state: 'asking' };
  #was = false;
  #touchedAt = Number.NEGATIVE_INFINITY;
  #cancel = () => {};
  /** Answers to questions that were asked before the last change say nothing any more. */
  #turn = 0;

  constructor(api: StaffApi, clock: PageClock) {
    this.#api = api;
    this.#clock = clock;
  }

  readonly view = (): SessionView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Asks the service who is in; asks again until there is an answer. */
  readonly check = async (): Promise<void> => {
    this.#cancel();
    const turn = ++this.#turn;
    const entry = await this.#api.entry();
    if (turn !== this.#turn) return;
    if (entry.ok) {
      const { session, founding, practice } = entry.value;
      if (session) return this.#enter(session);
      const over = this.#was;
      this.#was = false;
      return this.#publish({ state: 'out', over, founding, practice });
    }
    this.#publish({ state: 'unreachable' });
    this.#cancel = this.#clock.after(SESSION.again, () => void this.check());
  };

  /** A call was refused for want of a session or a right: nothing of it is shown until the service has said who is in. */
  readonly lost = (): void => {
    this.#publish({ state: 'asking' });
    void this.check();
  };

  /** Takes a way in; the view follows when it was one. */
  readonly enterBy = async (way: Promise<Reply<StaffSession>>): Promise<Reply<StaffSession>> => {
    const reply = await way;
    if (reply.ok) {
      this.#turn += 1;
      this.#enter(reply.value);
    }
    return reply;
  };

  readonly signOut = async (): Promise<void> => {
    await this.#api.signOut();
    this.#was = false;
    this.lost();
  };

  /** Somebody touched a key or the page. */
  readonly active = (): void => {
    if (this.#view.state !== 'in') return;
    const now = this.#clock.now();
    const urgent = this.#view.idleAt - now < SESSION.warning && now - this.#touchedAt > SESSION.again;
    if (now - this.#touchedAt < SESSION.touchEvery && !urgent) return;
    this.#touchedAt = now;
    const turn = this.#turn;
    void this.#api.touch().then((reply) => {
      if (turn !== this.#turn) return;
      if (reply.ok) this.#enter(reply.value);
      else if (reply.code === 'notSignedIn') this.lost();
    });
  };

  #enter({ staff, serverTime, idleAt, expiresAt }: StaffSession): void {
    const now = this.#clock.now();
    // Lengths, not instants: this computer's clock need not be the service's.
    const from = (instant: string) => now + Date.parse(instant) - Date.parse(serverTime);
    this.#was = true;
    if (this.#touchedAt < 0) this.#touchedAt = now;
    this.#publish({ state: 'in', staff, idleAt: from(idleAt), endsAt: from(expiresAt) });
    this.#cancel();
    // When it should be over the service is asked; somebody may have been busy on another page of this browser.
    this.#cancel = this.#clock.after(Math.max(1_000, from(idleAt) - now + 1_000), () => void this.check());
  }

  #publish(view: SessionView): void {
    this.#view = view;
    for (const listener of [...this.#listeners]) listener();
  }
}
