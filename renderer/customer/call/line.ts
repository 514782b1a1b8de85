import {
  type CallHeard,
  type CallLink,
  type CallOrder,
  callCaptionSchema,
  callOrderSchema,
  callSignalSchema,
} from '#contracts/bridge/call.ts';
import type { BridgeClient } from '../../bridge/client.ts';
import type { Connect } from '../../call/link.ts';
import { Peer } from '../../call/peer.ts';
import { NOTHING_YET, type PeerState } from '../../call/peer-state.ts';
import type { PageClock } from '../../clock.ts';
import type { OpenMedia } from '../media/desk.ts';
import { playing, type Speaker } from './speaker.ts';

/** What of the bridge a call needs. */
export type CallBridge = Pick<BridgeClient, 'onMessage' | 'send' | 'snapshot' | 'subscribe'>;

/** What of the page's hand on camera and microphone a call needs. */
export type CallMedia = {
  readonly now: () => OpenMedia | null;
  readonly subscribe: (told: () => void) => () => void;
};

/** What there is to be shown of a call. */
export type CallShown = {
  /** Null while no call is ordered. */
  readonly open: CallOrder['open'];
  readonly peer: PeerState;
  /** What the teller says just now, in writing; empty = nothing. */
  readonly caption: string;
};

const NOTHING: CallShown = { open: null, peer: NOTHING_YET, caption: '' };

export type CallLineOptions = {
  readonly connect?: Connect;
  readonly speaker?: () => Speaker;
};

/**
 * The page's end of `call.order`, `call.signal`, `call.signalled`, `call.link`, `call.caption` and `call.heard`. It
 * keeps the connection the host orders, plays the teller's voice in one place, and lets go of everything as soon as the
 * order or the line to the host is gone. A call in writing needs no connection.
 */
export class CallLine {
  readonly #line: CallBridge;
  readonly #media: CallMedia;
  readonly #clock: PageClock;
  readonly #connect: Connect | undefined;
  readonly #speaker: () => Speaker;
  readonly #watchers = new Set<() => void>();
  #shown: CallShown = NOTHING;
  #order = -1;
  #peer: Peer | null = null;
  #voice: Speaker | null = null;
  #told = '';

  constructor(line: CallBridge, media: CallMedia, clock: PageClock, options: CallLineOptions = {}) {
    this.#line = line;
    this.#media = media;
    this.#clock = clock;
    this.#connect = options.connect;
    this.#speaker = options.speaker ?? playing;
    line.onMessage('call.order', (message) => {
      const read = callOrderSchema.safeParse(message);
      if (read.success) this.#obey(read.data);
    });
    line.onMessage('call.signal', (message) => {
      const read = callSignalSchema.safeParse(message);
      if (read.success && read.data.order === this.#order) this.#peer?.take(read.data.signal);
    });
    line.onMessage('call.caption', (message) => {
      const read = callCaptionSchema.safeParse(message);
      if (read.success && read.data.order === this.#order && this.#shown.open)
        this.#show({ ...this.#shown, caption: read.data.text });
    });
    line.subscribe(() => {
      if (line.snapshot().line !== 'open') this.#end();
    });
    media.subscribe(() => this.#peer?.give(this.#own()));
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly now = (): CallShown => this.#shown;

  /** During the self-test: whether the microphone hears anything. */
  readonly heard = (loud: boolean): void => this.#line.send('call.heard', { loud } satisfies CallHeard);

  #obey({ order, open }: CallOrder): void {
    const before = this.#shown.open;
    this.#order = order;
    if (!open) return this.#end();
    // The same teller: the connection stays, only what goes through it changes.
    if (before?.turn === open.turn && this.#peer) {
      this.#show({ ...this.#shown, open });
      this.#peer.refresh(open.ice);
      this.#peer.let(open);
      this.#peer.limit(open.mode);
      this.#peer.again();
      this.#tell(this.#peer.now());
      return;
    }
    this.#end();
    this.#order = order;
    this.#show({ open, peer: NOTHING_YET, caption: '' });
    if (open.mode !== 'text') this.#call(open);
  }

  #call({ turn, ice, mode, camera, microphone }: NonNullable<CallOrder['open']>): void {
    const peer = new Peer({
      clock: this.#clock,
      side: 'terminal',
      turn,
      ice,
      mode,
      own: this.#own(),
      camera,
      microphone,
      send: (signal) => this.#line.send('call.signalled', { order: this.#order, signal }),
      ...(this.#connect ? { connect: this.#connect } : {}),
    });
    const voice = this.#speaker();
    this.#peer = peer;
    this.#voice = voice;
    peer.subscribe(() => {
      if (this.#peer !== peer) return;
      const state = peer.now();
      voice.play(state.sound);
      this.#show({ ...this.#shown, peer: state });
      this.#tell(state);
    });
    peer.start();
  }

  #own(): MediaStream | null {
    const open = this.#media.now();
    return open?.purpose === 'call' ? open.stream : null;
  }

  #tell({ is, mode }: PeerState): void {
    if (is === 'new' || is === 'closed' || this.#shown.open?.mode === 'text') return;
    const link: CallLink = { order: this.#order, is, mode };
    const text = JSON.stringify(link);
    if (text === this.#told) return;
    this.#told = text;
    this.#line.send('call.link', link);
  }

  #end(): void {
    const peer = this.#peer;
    this.#peer = null;
    peer?.close();
    this.#voice?.stop();
    this.#voice = null;
    this.#told = '';
    this.#show(NOTHING);
  }

  #show(shown: CallShown): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    for (const watcher of [...this.#watchers]) watcher();
  }
}
