import type { FromTeller } from '#contracts/branch/call.ts';
import { ACT_VALID, type RemoteAct } from '#contracts/branch/call-act.ts';
import type { Signal } from '#contracts/branch/signal.ts';
import type { ToDesk } from '#contracts/branch/teller.ts';
import type { OpenCarrier } from '../bridge/carrier.ts';
import type { PageClock } from '../clock.ts';
import {
  actIs,
  type DeskPicture,
  heard,
  type InHand,
  lineIs,
  NOTHING,
  withAct,
  withLine,
} from './picture.ts';
import { DeskLine, type LineState, type Outcome, type Wish } from './socket.ts';

/** Milliseconds. */
const TIMES = {
  /** Captions go at most this often; the last one always goes. */
  caption: 200,
  /** News are drawn at most this often, however many come. */
  draw: 40,
  /** After an act's end, until it is said that no answer came. */
  late: 3_000,
} as const;

export type TellerView = DeskPicture & { readonly line: LineState };
export type SignalListener = (signal: Signal) => void;

/** The desk: what the page knows, and everything a teller can do. */
export class TellerDesk {
  readonly line: DeskLine;
  readonly #clock: PageClock;
  readonly #newId: () => string;
  readonly #watchers = new Set<() => void>();
  #picture = NOTHING;
  #view: TellerView;
  #drawn = Number.NEGATIVE_INFINITY;
  #drawing = false;
  #onSignal: SignalListener = () => {};
  #caption: { sentAt: number; waiting: string | null; last: string } = {
    sentAt: Number.NEGATIVE_INFINITY,
    waiting: null,
    last: '',
  };

  constructor(open: OpenCarrier, clock: PageClock, newId: () => string) {
    this.#clock = clock;
    this.#newId = newId;
    this.line = new DeskLine({
      open,
      clock,
      newId,
      resume: () => {
        const inHand = this.#picture.inHand;
        return inHand && { call: inHand.case.call.id, after: inHand.sequence };
      },
      take: (message) => this.#take(message),
    });
    this.#view = { ...NOTHING, line: this.line.view() };
    this.line.subscribe(() => this.#draw());
  }

  readonly view = (): TellerView => this.#view;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Whoever keeps the media hears what the customer's page says to them. */
  onSignal(listener: SignalListener): void {
    this.#onSignal = listener;
  }

  readonly ask = (wish: Wish): Promise<Outcome> => this.line.ask(wish);

  /** What the desk says to the other browser. */
  readonly signal = (signal: Signal): void => void this.#send({ kind: 'signal', signal });

  /** A line of the chat; it stands there at once, and says so until it has arrived. */
  readonly say = async (text: string): Promise<void> => {
    const id = this.#newId();
    const call = this.#picture.inHand?.case.call.id;
    if (call === undefined) return;
    const at = new Date(this.#serverNow()).toISOString();
    this.#change(call, (inHand) => withLine(inHand, { id, from: 'teller', at, text, state: 'sending' }));
    const outcome = await this.#send({ kind: 'chat', id, text });
    this.#change(call, (inHand) => lineIs(inHand, id, outcome.done ? 'said' : 'failed'));
  };

  /** What is being said just now; only the last one counts. */
  readonly caption = (text: string): void => {
    if (text === this.#caption.last && this.#caption.waiting === null) return;
    const armed = this.#caption.waiting !== null;
    this.#caption.waiting = text;
    if (armed) return;
    const wait = Math.max(0, this.#caption.sentAt + TIMES.caption - this.#clock.now());
    const send = () => {
      const last = this.#caption.waiting ?? '';
      this.#caption = { sentAt: this.#clock.now(), waiting: null, last };
      if (this.#view.line.is === 'live') void this.#send({ kind: 'caption', text: last });
    };
    if (wait === 0) send();
    else this.#clock.after(wait, send);
  };

  /** An act at the customer's step as it stands in the picture now; `about` are the words it was done with. */
  readonly act = async (act: RemoteAct, about: string): Promise<Outcome> => {
    const inHand = this.#picture.inHand;
    if (!inHand || (!inHand.view && act.do !== 'quiet')) return { done: false, code: 'notYours' };
    const { call, token } = inHand.case;
    const { view } = inHand;
    const id = this.#newId();
    this.#change(call.id, (now) => withAct(now, { id, act, about, state: 'sending', picture: null }));
    const ordered = {
      id,
      token,
      turn: call.turn,
      step: view === null ? 0 : view.is === 'shown' ? view.screen.step : view.step,
      expiresAt: new Date(this.#serverNow() + ACT_VALID).toISOString(),
      act,
    };
    const outcome = await this.#send({ kind: 'act', act: ordered }, ACT_VALID);
    this.#change(call.id, (now) => actIs(now, id, outcome.done ? 'sent' : 'notSent'));
    if (outcome.done)
      this.#clock.after(ACT_VALID + TIMES.late, () =>
        this.#change(call.id, (now) => {
          const entry = now.acts.find((each) => each.id === id);
          return entry?.state === 'sent' ? actIs(now, id, 'expired') : now;
        }),
      );
    return outcome;
  };

  #send(message: FromTeller, within?: number): Promise<Outcome> {
    const inHand = this.#picture.inHand;
    if (!inHand) return Promise.resolve({ done: false, code: 'notYours' });
    const { call, token } = inHand.case;
    return this.line.ask({ type: 'send', call: call.id, token, message }, within);
  }

  #serverNow(): number {
    return this.#clock.now() + this.#picture.offset;
  }

  #take(message: ToDesk): void {
    const before = this.#picture.inHand;
    this.#picture = heard(this.#picture, message, this.#clock.now());
    if (
      message.type === 'message' &&
      message.message.kind === 'signal' &&
      this.#picture.inHand !== before &&
      message.message.signal.turn === this.#picture.inHand?.case.call.turn
    )
      this.#onSignal(message.message.signal);
    this.#draw();
  }

  #change(call: string, change: (inHand: InHand) => InHand): void {
    const { inHand } = this.#picture;
    if (inHand?.case.call.id !== call) return;
    this.#picture = { ...this.#picture, inHand: change(inHand) };
    this.#draw();
  }

  #draw(): void {
    if (this.#drawing) return;
    const wait = this.#drawn + TIMES.draw - this.#clock.now();
    if (wait <= 0) return this.#publish();
    this.#drawing = true;
    this.#clock.after(wait, () => {
      this.#drawing = false;
      this.#publish();
    });
  }

  #publish(): void {
    this.#drawn = this.#clock.now();
    this.#view = { ...this.#picture, line: this.line.view() };
    for (const watcher of [...this.#watchers]) watcher();
  }
}
