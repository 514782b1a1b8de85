import type { LobbyCall, LobbyCalls, LobbyCustody } from '#contracts/branch/lobby.ts';
import type { PageClock } from '../clock.ts';
import type { Reply } from '../staff/api.ts';
import { SHUT_OUT } from '../staff/shut-out.ts';
import type { CallAct, LobbyApi } from './api.ts';

/** How the page keeps up, in milliseconds but for `wait`. */
export const FEED = {
  /** Seconds one question may wait for news. */
  wait: 20,
  /** On top of it until the line counts as lost. */
  grace: 5_000,
  /** For anything that is not waited for on purpose. */
  answer: 5_000,
  /** Between a failure and the next question. */
  pause: 2_000,
} as const;

export type LobbyView = {
  /** `first`: nothing heard yet. `lost`: the last question failed; what stands may be old. */
  readonly connection: 'first' | 'live' | 'lost';
  /** Page time (`PageClock`) of the first failure since the last answer. */
  readonly lostAt: number | null;
  readonly calls: readonly LobbyCall[];
  readonly callsTotal: number;
  readonly custody: readonly LobbyCustody[];
  readonly custodyTotal: number;
  /** Add it to page time for the service's wall clock; waits are counted by the service's clock, not this computer's. */
  readonly serverOffset: number;
};

const NOTHING: LobbyView = {
  connection: 'first',
  lostAt: null,
  calls: [],
  callsTotal: 0,
  custody: [],
  custodyTotal: 0,
  serverOffset: 0,
};

/** The page's picture of the lobby, kept fresh by one long poll after another. */
export class LobbyFeed {
  readonly #api: LobbyApi;
  readonly #clock: PageClock;
  /** The session is over, or the right is gone: this feed stops. */
  readonly #shutOut: () => void;
  readonly #listeners = new Set<() => void>();
  #view = NOTHING;

  constructor(api: LobbyApi, clock: PageClock, shutOut: () => void) {
    this.#api = api;
    this.#clock = clock;
    this.#shutOut = shutOut;
  }

  readonly view = (): LobbyView => this.#view;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keeps the view fresh until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let revision: number | null = null;
    while (!signal.aborted) {
      const known: number | null = revision;
      // After a failure the page asks without waiting: an answer, not news, is what ends the failure.
      const wait = this.#view.connection === 'live' ? FEED.wait : 0;
      const calls: Reply<LobbyCalls> = await this.#within(wait * 1000 + FEED.grace, signal, (s) =>
        this.#api.calls(known, wait, s),
      );
      const custody = calls.ok ? await this.#within(FEED.answer, signal, (s) => this.#api.custody(s)) : calls;
      if (signal.aborted) return;
      if (calls.ok && custody.ok) {
        revision = calls.value.revision;
        this.#publish({
          connection: 'live',
          lostAt: null,
          calls: calls.value.calls,
          callsTotal: calls.value.total,
          custody: custody.value.custody,
          custodyTotal: custody.value.total,
          serverOffset: Date.parse(custody.value.serverTime) - this.#clock.now(),
        });
        continue;
      }
      const code = calls.ok ? (custody.ok ? '' : custody.code) : calls.code;
      if (SHUT_OUT.includes(code)) return this.#shutOut();
      const lostAt = this.#view.lostAt ?? this.#clock.now();
      this.#publish({ ...this.#view, connection: 'lost', lostAt });
      await this.#pause(signal);
    }
  }

  /** Does something about a call; answers `ok`, or the code of the refusal. The list follows by itself. */
  async act(id: string, act: CallAct): Promise<string> {
    const never = new AbortController().signal;
    const reply = await this.#within(FEED.answer, never, (signal) => this.#api.act(id, act, signal));
    if (!reply.ok && SHUT_OUT.includes(reply.code)) this.#shutOut();
    return reply.ok ? 'ok' : reply.code;
  }

  async #within<T>(
    milliseconds: number,
    signal: AbortSignal,
    run: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const given = new AbortController();
    const cancel = this.#clock.after(milliseconds, () => given.abort());
    try {
      return await run(AbortSignal.any([signal, given.signal]));
    } finally {
      cancel();
    }
  }

  #pause(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#clock.after(FEED.pause, end);
      signal.addEventListener('abort', end);
    });
  }

  #publish(view: LobbyView): void {
    this.#view = view;
    for (const listener of [...this.#listeners]) listener();
  }
}
