import { randomUUID } from 'node:crypto';
import type { Call, CallMode, FromTeller, FromTerminal } from '#contracts/branch/call.ts';
import type { ActResult, OrderedAct } from '#contracts/branch/call-act.ts';
import type { Ice } from '#contracts/branch/signal.ts';
import type { Action } from '#contracts/screen/actions.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { CallEvent } from '#flows/call-ports.ts';
import type { Clock } from '#foundation/clock.ts';
import type { CallLine } from './branch-line.ts';
import { judgeAct } from './judge-act.ts';
import { Outgoing, pause } from './outgoing.ts';
import type { PageLine } from './page-line.ts';
import { stepOf, viewFor } from './view.ts';

/** So many answers missed in a row, and nobody can say how the call stands: one is a hiccup. */
const UNHEARD = 3;
/** Milliseconds between two views at least: typing makes one at every key. */
const VIEW_EVERY = 150;
/** Acts that may come in a row, and how often one more; a hand makes fewer. */
const ACTS = { burst: 20, every: 500 } as const;
/** Acts whose ids are remembered: more than can be on their way within their time. */
const REMEMBERED = 512;
/** No server to relay by, when the branch could not say: the two may still find each other. */
const NO_ICE: Ice = { servers: [], relayOnly: false, expiresAt: null };

export type CallSurroundings = {
  readonly line: CallLine;
  readonly clock: Clock;
  readonly page: PageLine;
  readonly audio: 'speaker' | 'handset' | 'headset';
  readonly screen: () => Screen;
  /** See `stepOf`. */
  readonly beneath: () => readonly Action[] | null;
  readonly tell: (event: CallEvent) => void;
  /** What the customer lets through, and in which mode at most. */
  readonly wish: () => { readonly mode: CallMode; readonly camera: boolean; readonly microphone: boolean };
  /** An act was refused or let pass; for the journal. */
  readonly onAct: (act: OrderedAct, result: ActResult | null) => void;
};

/** A call that stands at the branch, until it is over or left. */
export class StandingCall {
  readonly id: string;
  readonly #is: CallSurroundings;
  readonly #end = new AbortController();
  readonly #out: Outgoing;
  readonly #acts: string[] = [];
  readonly #said = new Set<string>();
  #call: Call;
  #link: 'none' | 'connecting' | 'connected' | 'interrupted' = 'none';
  #mode: CallMode = 'text';
  #unheard = 0;
  #heardOf = -1;
  #views = 0;
  #viewing = false;
  #viewDue = false;
  #actsLeft: number = ACTS.burst;
  #actsAt = 0;

  constructor(call: Call, surroundings: CallSurroundings) {
    this.id = call.id;
    this.#call = call;
    this.#is = surroundings;
    this.#out = new Outgoing(surroundings.line, surroundings.clock, call.id, this.#end.signal);
    void this.#watch();
    void this.#listen();
    void this.#hear(call);
  }

  get over(): boolean {
    return this.#end.signal.aborted;
  }

  /** Who has it now, by a digest; null = nobody. */
  get teller(): string | null {
    return this.#call.teller?.staff ?? null;
  }

  /** Nothing of it is heard or told any more. */
  stop(): void {
    this.#end.abort();
    this.#is.page.keep(null);
  }

  say(text: string): Promise<boolean> {
    return this.#out.send({ kind: 'chat', id: randomUUID(), text });
  }

  tellActed(act: string, result: ActResult, picture?: string): void {
    void this.#out.send({ kind: 'acted', act, result, ...(picture === undefined ? {} : { picture }) });
  }

  signal(signal: Extract<FromTerminal, { kind: 'signal' }>['signal']): void {
    void this.#out.send({ kind: 'signal', signal });
  }

  /** What goes through has been changed by the customer. */
  rewire(): void {
    const kept = this.#is.page.kept;
    if (!kept || kept.turn !== this.#call.turn) return;
    this.#is.page.keep({ ...kept, ...this.#is.wish() });
    if (this.#is.wish().mode === 'text') this.heardLink('connected', 'text');
    else this.#tellLink();
  }

  /** How the page has it. */
  heardLink(is: 'connecting' | 'connected' | 'interrupted' | 'failed', mode: CallMode): void {
    const kept = this.#is.page.kept;
    if (this.over || !kept) return;
    const before = `${this.#link} ${this.#mode}`;
    // Without media there is text, which goes by the branch and stands.
    this.#link = is === 'failed' ? 'connected' : is;
    this.#mode = is === 'failed' ? 'text' : mode;
    if (`${this.#link} ${this.#mode}` === before) return;
    this.#tellLink();
    if (this.#link === 'connected') void this.#live(kept.turn);
    else if (this.#link === 'interrupted') this.#is.tell({ type: 'call.interrupted' });
  }

  /** A screen stands: the teller is to see it, too, as soon as he may. */
  see(): void {
    if (this.#call.turn === 0 || this.#call.teller === null) return;
    this.#viewDue = true;
    void this.#show();
  }

  async #live(turn: number): Promise<void> {
    const { line, tell, clock } = this.#is;
    const mode = this.#mode;
    tell({ type: 'call.live', mode });
    while (!this.over) {
      const answer = await line.callIsLive(this.id, { turn, mode });
      if (answer.ok || answer.error.code !== 'unreachable') return;
      await pause(clock, 1_000, this.#end.signal);
      if (this.#call.turn !== turn || this.#mode !== mode) return;
    }
  }

  #tellLink(): void {
    const { turn } = this.#call;
    if (turn === 0) return;
    const { camera, microphone } = this.#is.wish();
    void this.#out.send({
      kind: 'link',
      turn,
      mode: this.#mode,
      state: this.#link,
      camera,
      microphone,
    });
  }

  async #watch(): Promise<void> {
    const { signal } = this.#end;
    for await (const news of this.#is.line.watchCall(this.id, this.#call.version, signal)) {
      if (signal.aborted) return;
      if (!news.ok) {
        if (news.error.reason === 'notFound') return this.#lost();
        if (++this.#unheard === UNHEARD) this.#is.tell({ type: 'call.unheard' });
        continue;
      }
      const away = this.#unheard >= UNHEARD;
      this.#unheard = 0;
      if (away) this.#heardOf = -1;
      await this.#hear(news.value);
    }
  }

  /** The branch knows of no such call: it is over, whatever it was. */
  #lost(): void {
    this.stop();
    this.#is.tell({ type: 'call.over', outcome: 'lapsed' });
  }

  async #hear(call: Call): Promise<void> {
    const { tell, page } = this.#is;
    if (this.over || call.version <= this.#heardOf) return;
    this.#heardOf = call.version;
    const before = this.#call;
    this.#call = call;
    if (call.state === 'over') {
      this.stop();
      return tell({ type: 'call.over', outcome: call.outcome ?? 'finished' });
    }
    if (call.state === 'waiting' || call.teller === null) {
      page.keep(null);
      this.#link = 'none';
      return tell({ type: 'call.waiting', wait: call.wait, transferred: call.transferred });
    }
    if (page.kept?.turn !== call.turn) return this.#connect(call, call.teller.name);
    if (call.teller.silent && !before.teller?.silent) {
      // Picture and sound go from browser to browser: while they come, the desk's own line may be mended unseen.
      if (this.#mode === 'text' || this.#link !== 'connected') tell({ type: 'call.interrupted' });
    } else if (this.#link === 'connected') tell({ type: 'call.live', mode: this.#mode });
  }

  async #connect(call: Call, name: string): Promise<void> {
    const { line, page, tell, wish, audio } = this.#is;
    this.#link = 'connecting';
    tell({ type: 'call.assigned', turn: call.turn, teller: name, recordingDays: call.recordingDays });
    const asked = wish().mode === 'text' ? null : await line.callIce(this.id);
    if (this.over || this.#call.turn !== call.turn) return;
    page.keep({ turn: call.turn, ice: asked?.ok ? asked.value : NO_ICE, audio, ...wish() });
    this.see();
    if (wish().mode === 'text') this.heardLink('connected', 'text');
  }

  async #listen(): Promise<void> {
    const { signal } = this.#end;
    for await (const news of this.#is.line.watchCallMessages(this.id, 0, signal)) {
      if (signal.aborted) return;
      if (!news.ok) continue;
      this.#take(news.value.turn, news.value.message);
    }
  }

  #take(turn: number, message: FromTeller): void {
    const { page, tell } = this.#is;
    switch (message.kind) {
      case 'signal':
        return page.signal(message.signal);
      case 'caption':
        if (turn === this.#call.turn) page.caption(message.text);
        return;
      case 'chat':
        if (this.#said.has(message.id)) return;
        this.#said.add(message.id);
        return tell({ type: 'call.said', from: 'teller', words: message.text });
      case 'act':
        return this.#judge(message.act);
    }
  }

  #judge(ordered: OrderedAct): void {
    const { clock, screen, beneath, tell, onAct } = this.#is;
    const seen = (id: string) => this.#acts.includes(id);
    const bench = { call: this.#call, screen: stepOf(screen(), beneath()), now: clock.wall(), seen };
    const refused = this.#tooMany() ? 'busy' : judgeAct(ordered, bench);
    if (refused !== 'replayed' && refused !== 'badToken') {
      this.#acts.push(ordered.id);
      if (this.#acts.length > REMEMBERED) this.#acts.shift();
    }
    onAct(ordered, refused);
    if (refused === null) tell({ type: 'call.act', act: ordered.id, remote: ordered.act });
    else if (refused !== 'replayed') this.tellActed(ordered.id, refused);
  }

  #tooMany(): boolean {
    const now = this.#is.clock.monotonic();
    this.#actsLeft = Math.min(ACTS.burst, this.#actsLeft + (now - this.#actsAt) / ACTS.every);
    this.#actsAt = now;
    if (this.#actsLeft < 1) return true;
    this.#actsLeft -= 1;
    return false;
  }

  /** One view on its way at a time; the newest screen goes next. */
  async #show(): Promise<void> {
    const { line, clock, screen, beneath } = this.#is;
    if (this.#viewing) return;
    this.#viewing = true;
    while (this.#viewDue && !this.over && this.#call.teller !== null) {
      this.#viewDue = false;
      const view = viewFor(screen(), beneath(), ++this.#views, new Date(clock.wall()).toISOString());
      const shown = await line.showStep(this.id, view);
      if (!shown.ok && shown.error.code === 'unreachable') {
        this.#viewDue = true;
        await pause(clock, 1_000, this.#end.signal);
      } else await pause(clock, VIEW_EVERY, this.#end.signal);
    }
    this.#viewing = false;
  }
}
