import {
  type DeskRefusal,
  type FromDesk,
  fromDeskSchema,
  SOCKET_LIMITS,
  type ToDesk,
  toDeskSchema,
} from '#contracts/branch/teller.ts';
import type { Carrier, OpenCarrier } from '../bridge/carrier.ts';
import type { PageClock } from '../clock.ts';

/** Times of the desk's line, milliseconds. What is lost is known within `quiet` and `silent` and two looks: 4 s. */
export const LINE = {
  /** A line that has not said welcome by then is tried anew. */
  welcome: 5_000,
  /** After so long without a word the service is asked whether it is there, */
  quiet: 1_500,
  /** and after so long without an answer it is not. */
  silent: 2_000,
  look: 250,
  firstPause: 250,
  longestPause: 4_000,
  /** A line that has stood so long is a good one: the next break begins with the short pause again. */
  steady: 5_000,
  /** A wish that nobody has answered by then is given up. */
  answer: 20_000,
} as const;

/** What is taken from the service: messages a second, and such as cannot be read on one line. */
export const TAKEN = { perSecond: 400, unreadable: 10, text: SOCKET_LIMITS.bytes * 4, waiting: 128 } as const;

/**
 * `live`: the service said welcome. `lost`: trying again, since that page time. `superseded`: the same person's desk is open
 * somewhere else, nothing more is tried. `out`: the session is over or the right is gone.
 */
export type LineState =
  | { readonly is: 'connecting' | 'live' | 'superseded' | 'out' }
  | { readonly is: 'lost'; readonly since: number };

type Asked = Exclude<FromDesk, { type: 'hello' | 'ping' }>;
/** What a desk may ask for; the line gives it its id. */
export type Wish = Asked extends infer Each ? (Each extends Asked ? Omit<Each, 'request'> : never) : never;

/**
 * `unsent`: no line in time. `unanswered`: nobody knows what became of it. `tooMany`: so many wait already that it was not
 * begun.
 */
export type Outcome =
  | { readonly done: true }
  | { readonly done: false; readonly code: DeskRefusal | 'unsent' | 'unanswered'; readonly detail?: string };

type Pending = {
  readonly message: Asked;
  readonly settle: (outcome: Outcome) => void;
  sent: boolean;
};

export type DeskLineOptions = {
  readonly open: OpenCarrier;
  readonly clock: PageClock;
  readonly newId: () => string;
  /** The case this desk had, and the last it has heard of it. */
  readonly resume: () => { readonly call: string; readonly after: number } | null;
  /** Every message of the service but those of the line itself; checked. */
  readonly take: (message: ToDesk) => void;
};

/**
 * The desk's end of its line to the branch service: says hello, checks every message, notices silence, comes back to the
 * same case after every break, and sends again what nobody has answered.
 */
export class DeskLine {
  readonly #options: DeskLineOptions;
  readonly #watchers = new Set<() => void>();
  readonly #pending = new Map<string, Pending>();
  #state: LineState = { is: 'connecting' };
  #carrier: Carrier | null = null;
  #attempt = 0;
  #pause: number = LINE.firstPause;
  #cancel = () => {};
  #heardAt = 0;
  #welcomeAt = 0;
  #pingAt: number | null = null;
  #unreadable = 0;
  #second = { at: 0, count: 0 };

  constructor(options: DeskLineOptions) {
    this.#options = options;
  }

  readonly view = (): LineState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Begins, or takes the desk over from another page. */
  readonly start = (): void => {
    this.#pause = LINE.firstPause;
    this.#set({ is: 'connecting' });
    this.#connect();
  };

  /** Leaves for good. */
  readonly stop = (): void => {
    this.#drop();
    for (const { settle } of this.#pending.values()) settle({ done: false, code: 'unsent' });
    this.#pending.clear();
  };

  /** The network is said to be back: a pause is not waited for. */
  readonly wake = (): void => {
    if (this.#state.is === 'lost' && this.#carrier === null) this.#connect();
  };

  /** Asks for something once, however often the line breaks; answers what became of it. */
  ask(wish: Wish, within: number = LINE.answer): Promise<Outcome> {
    if (this.#pending.size >= TAKEN.waiting) return Promise.resolve({ done: false, code: 'tooMany' });
    const request = this.#options.newId();
    const read = fromDeskSchema.safeParse({ ...wish, request });
    if (!read.success || read.data.type === 'hello' || read.data.type === 'ping')
      return Promise.resolve({ done: false, code: 'badMessage' });
    const message: Asked = read.data;
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(within, () => {
        const waiting = this.#pending.get(request);
        this.#pending.delete(request);
        resolve({ done: false, code: waiting?.sent ? 'unanswered' : 'unsent' });
      });
      const settle = (outcome: Outcome) => {
        cancel();
        resolve(outcome);
      };
      const pending: Pending = { message, settle, sent: false };
      this.#pending.set(request, pending);
      if (this.#state.is === 'live') this.#sendPending(pending);
    });
  }

  #sendPending(pending: Pending): void {
    pending.sent = true;
    this.#send(pending.message);
  }

  #send(message: FromDesk): void {
    this.#carrier?.send(JSON.stringify(message));
  }

  #set(state: LineState): void {
    this.#state = state;
    for (const watcher of [...this.#watchers]) watcher();
  }

  #connect(): void {
    this.#drop();
    const attempt = this.#attempt;
    const current = () => attempt === this.#attempt;
    const { clock, open, resume } = this.#options;
    this.#unreadable = 0;
    this.#second = { at: clock.now(), count: 0 };
    this.#cancel = clock.after(LINE.welcome, () => {
      if (current()) this.#again();
    });
    this.#carrier = open({
      opened: () => {
        if (current()) this.#send({ type: 'hello', protocol: 1, resume: resume() });
      },
      message: (text) => {
        if (current()) this.#hear(text);
      },
      closed: () => {
        if (current()) this.#again();
      },
    });
  }

  /** Lets go of the line; late events of it no longer count. */
  #drop(): void {
    this.#attempt += 1;
    this.#cancel();
    this.#pingAt = null;
    const carrier = this.#carrier;
    this.#carrier = null;
    carrier?.close();
  }

  #again(): void {
    const { clock } = this.#options;
    const steady = this.#state.is === 'live' && clock.now() - this.#welcomeAt >= LINE.steady;
    if (steady) this.#pause = LINE.firstPause;
    this.#drop();
    if (this.#state.is !== 'lost')
      this.#set({ is: 'lost', since: this.#state.is === 'live' ? this.#heardAt : clock.now() });
    this.#cancel = clock.after(this.#pause, () => this.#connect());
    this.#pause = Math.min(this.#pause * 2, LINE.longestPause);
  }

  #end(is: 'superseded' | 'out'): void {
    this.stop();
    this.#set({ is });
  }

  /** Looks now and then whether the service is still there. */
  #look(): void {
    const { clock, newId } = this.#options;
    this.#cancel = clock.after(LINE.look, () => {
      const now = clock.now();
      if (this.#pingAt !== null && now - this.#pingAt >= LINE.silent) return this.#again();
      if (this.#pingAt === null && now - this.#heardAt >= LINE.quiet) {
        this.#pingAt = now;
        this.#send({ type: 'ping', request: newId() });
      }
      this.#look();
    });
  }

  #hear(text: string): void {
    const now = this.#options.clock.now();
    this.#heardAt = now;
    this.#pingAt = null;
    if (now - this.#second.at >= 1_000) this.#second = { at: now, count: 0 };
    this.#second.count += 1;
    if (this.#second.count > TAKEN.perSecond) return this.#again();
    const message = parse(text);
    if (!message) {
      this.#unreadable += 1;
      if (this.#unreadable > TAKEN.unreadable) this.#again();
      return;
    }
    switch (message.type) {
      case 'welcome':
        this.#cancel();
        this.#welcomeAt = now;
        this.#set({ is: 'live' });
        this.#options.take(message);
        for (const pending of [...this.#pending.values()]) this.#sendPending(pending);
        this.#look();
        return;
      case 'done': {
        const pending = this.#pending.get(message.request);
        if (!pending) return;
        this.#pending.delete(message.request);
        pending.settle(outcomeOf(message.refused));
        return;
      }
      case 'refused':
        if (message.code === 'superseded') return this.#end('superseded');
        if (message.code === 'notSignedIn' || message.code === 'notAllowed') return this.#end('out');
        return this.#again();
      default:
        if (this.#state.is === 'live') this.#options.take(message);
    }
  }
}

function outcomeOf(refused: Extract<ToDesk, { type: 'done' }>['refused']): Outcome {
  if (!refused) return { done: true };
  const { code, detail } = refused;
  return { done: false, code, ...(detail === undefined ? {} : { detail }) };
}

function parse(text: string): ToDesk | null {
  if (text.length > TAKEN.text) return null;
  try {
    const read = toDeskSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
