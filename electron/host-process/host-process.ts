import type { PageRole } from '#contracts/bridge/messages.ts';
import type { HostOptions, HostReport } from '#contracts/launch/host-options.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { Rate } from '#host/bridge/rate.ts';
import { fromHostProcessSchema, type ToHostProcess } from '#host/electron/messages.ts';
import type { MessagePortMain, UtilityProcess } from '../types.ts';

/** A host that dies more often than this is not started again here; the launcher decides then. */
const RESTARTS = { times: 5, withinMilliseconds: 60_000 };
/** From its start to its word that it serves. */
const READY_MILLISECONDS = 60_000;
/** What it may take to finish what it has in hand; the launcher gives the whole shell five seconds. */
const END_MILLISECONDS = 4_000;
/** A page waits for its token this long, then shows that it waits. */
const TOKEN_MILLISECONDS = 5_000;

type Child = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill'>;

export type HostOrder = {
  readonly options: HostOptions;
  readonly key: Uint8Array | undefined;
  readonly clock: Clock;
  /** Starts the host's process. */
  fork(): Child;
  say(text: string): void;
  /** It serves; told again after every restart. */
  ready(report: Extract<HostReport, { type: 'ready' }>): void;
  /** Staff have the terminal and want their page, or do not any more. */
  supervisor(wanted: boolean): void;
  /** It cannot run, or died too often. Nothing more comes. */
  failed(report: Extract<HostReport, { type: 'failed' }>): void;
};

type Life = {
  readonly child: Child;
  readonly questions: Map<number, (token: string | undefined) => void>;
  serves: boolean;
  why: Extract<HostReport, { type: 'failed' }> | undefined;
};

/**
 * The host in its own process, kept alive: started, started again on the same ports when it dies, and ended in order.
 * The pages stay where they are meanwhile; they come back by themselves.
 */
export class HostProcess {
  readonly #order: HostOrder;
  readonly #restarts: Rate;
  readonly #ended = Promise.withResolvers<void>();
  #options: HostOptions;
  #life: Life | undefined;
  #question = 0;
  #served = false;
  #ending = false;

  constructor(order: HostOrder) {
    this.#order = order;
    this.#options = order.options;
    const { times, withinMilliseconds } = RESTARTS;
    this.#restarts = new Rate(order.clock, (times * 1_000) / withinMilliseconds, times);
  }

  start(): void {
    const { clock, fork, key } = this.#order;
    const child = fork();
    const life: Life = { child, questions: new Map(), serves: false, why: undefined };
    this.#life = life;
    const late = clock.setTimeout(() => child.kill(), READY_MILLISECONDS);
    child.on('message', (message: unknown) => this.#take(life, message, late));
    child.on('exit', (code: number) => {
      clock.clearTimeout(late);
      this.#gone(life, code);
    });
    this.#tell(life, { type: 'start', options: this.#options, ...(key ? { key } : {}) });
  }

  /** Gives the host one end of a page's line; false while there is none. */
  givePort(port: MessagePortMain): boolean {
    const life = this.#life;
    if (!life?.serves || this.#ending) return false;
    life.child.postMessage({ type: 'page' } satisfies ToHostProcess, [port]);
    return true;
  }

  /** What a page of that role has to say to the host as it is now; undefined while there is none. */
  token(role: PageRole): Promise<string | undefined> {
    const life = this.#life;
    if (!life?.serves || this.#ending) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    const id = this.#question++;
    const timer = this.#order.clock.setTimeout(() => life.questions.get(id)?.(undefined), TOKEN_MILLISECONDS);
    life.questions.set(id, (token) => {
      life.questions.delete(id);
      this.#order.clock.clearTimeout(timer);
      resolve(token);
    });
    this.#tell(life, { type: 'token', id, role });
    return promise;
  }

  /** For the journal: the shell refused something. Without a host nobody can write it down. */
  refused(code: string): void {
    if (this.#life?.serves) this.#tell(this.#life, { type: 'refused', code });
  }

  /** Asks it to end and kills it when it does not; settles when it is gone. */
  async end(): Promise<void> {
    this.#ending = true;
    const life = this.#life;
    if (!life) return;
    const timer = this.#order.clock.setTimeout(() => life.child.kill(), END_MILLISECONDS);
    this.#tell(life, { type: 'end' });
    await this.#ended.promise;
    this.#order.clock.clearTimeout(timer);
  }

  #tell(life: Life, message: ToHostProcess): void {
    life.child.postMessage(message);
  }

  #take(life: Life, given: unknown, late: TimerHandle): void {
    const parsed = fromHostProcessSchema.safeParse(given);
    if (!parsed.success || life !== this.#life) return;
    const message = parsed.data;
    switch (message.type) {
      case 'token':
        life.questions.get(message.id)?.(message.token ?? undefined);
        return;
      case 'supervisor':
        this.#order.supervisor(message.wanted);
        return;
      case 'failed':
        life.why = message;
        life.child.kill();
        return;
      case 'ready': {
        this.#order.clock.clearTimeout(late);
        life.serves = true;
        this.#served = true;
        const { url, branchUrl } = message;
        this.#options = { ...this.#options, port: portOf(url), branchPort: portOf(branchUrl) };
        if (!this.#ending) this.#order.ready(message);
        return;
      }
    }
  }

  #gone(life: Life, code: number): void {
    if (life !== this.#life) return;
    this.#life = undefined;
    for (const answer of [...life.questions.values()]) answer(undefined);
    this.#order.supervisor(false);
    if (this.#ending) return this.#ended.resolve();
    const { say, failed } = this.#order;
    const why = life.why?.message ?? `The host ended (code ${code}).`;
    if (!this.#served || !this.#restarts.take()) {
      return failed(life.why ?? { type: 'failed', code: 'hostEnded', message: why });
    }
    say(`${why} It is started again.`);
    this.start();
  }
}

const portOf = (url: string): number => Number(new URL(url).port);
