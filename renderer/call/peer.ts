import type { CallMode } from '#contracts/branch/call.ts';
import type { Ice, Signal } from '#contracts/branch/signal.ts';
import type { PageClock } from '../clock.ts';
import { Link, type LinkFault } from './link.ts';
import { LIVENESS, type Life, Liveness } from './liveness.ts';
import { type FarSide, type Fault, NOTHING_YET, type PeerOptions, type PeerState } from './peer-state.ts';
import { BEGINNING, judge, modeOf, poorer, type Quality, type Rung } from './quality.ts';
import { attemptAfter, RECOVERY } from './recovery.ts';
import { SAID_EVERY, type Said } from './said.ts';
import { sampleBetween, type Totals } from './totals.ts';

/** Milliseconds between two judgements of the quality. */
const JUDGED_EVERY = 1_000;

type Look = { readonly at: number; readonly totals: Totals };

/**
 * One side of a call's picture and sound for one turn. It makes the connection, keeps it, seeks it again when nothing
 * comes through any more, leaves out picture and then sound where the line is poor, and says at any time how it stands.
 * What the far side sends, however senseless, never throws: it costs one new connection, and then the picture.
 */
export class Peer {
  readonly #options: PeerOptions;
  readonly #clock: PageClock;
  readonly #watchers = new Set<() => void>();
  readonly #liveness = new Liveness();
  #state: PeerState = NOTHING_YET;
  #link: Link | null = null;
  #ice: Ice;
  #most: CallMode;
  #own: MediaStream | null;
  #camera: boolean;
  #microphone: boolean;
  #quality: Quality = BEGINNING;
  #judged: Look | null = null;
  #said = 0;
  #heard: Said | null = null;
  #beats = 0;
  #attempts = 0;
  #connections = 0;
  #faults = 0;
  #liveSince: number | null = null;
  #cancelLook: () => void = () => undefined;
  #cancelSaying: () => void = () => undefined;
  #cancelAttempt: (() => void) | null = null;

  constructor(options: PeerOptions) {
    this.#options = options;
    this.#clock = options.clock;
    this.#ice = options.ice;
    this.#most = options.mode;
    this.#own = options.own;
    this.#camera = options.camera;
    this.#microphone = options.microphone;
  }

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  readonly now = (): PeerState => this.#state;

  /** The desk offers; the terminal says that it is there. */
  start(): void {
    if (this.#state.is !== 'new') return;
    this.#set({ is: 'connecting' });
    if (this.#most === 'text') return this.#fail(null);
    this.#begin();
    this.#look();
    this.#say();
  }

  /** What the far side says; one of another turn is nobody's. */
  take(signal: Signal): void {
    if (this.#state.is === 'closed' || this.#state.is === 'new' || signal.turn !== this.#options.turn) return;
    // Whoever has talked nonsense twice is not listened to any more.
    if (this.#most === 'text' || this.#faults > 1) return;
    const link = this.#link;
    const desk = this.#options.side === 'desk';
    if (signal.type === 'anew') {
      if (!desk) return;
      if (link && !link.answered) link.offerAgain();
      else this.#anew();
      return;
    }
    if (signal.connection === undefined) return signal.type === 'offer' ? this.#fault('badOffer') : undefined;
    if (link && signal.connection === link.connection) return link.take(signal);
    // The desk names connections; of any other, the terminal takes the offer alone.
    if (desk || signal.type !== 'offer') return;
    this.#connect(signal.connection)?.take(signal);
  }

  /** New credentials: they hold from the next search for a path on. */
  refresh(ice: Ice): void {
    this.#ice = ice;
  }

  /** The richest there may be from now on. `text` ends picture and sound. */
  limit(most: CallMode): void {
    if (this.#most === most) return;
    this.#most = most;
    if (this.#state.is === 'closed' || this.#state.is === 'new') return;
    if (most === 'text') this.#fail(null);
    else if (this.#state.is === 'failed') this.again();
    else this.#dress();
  }

  /** What there is of our own to send: at first, or after a device was changed. It stays its owner's. */
  give(own: MediaStream | null): void {
    this.#own = own;
    this.#dress();
  }

  /** What of it goes through; the far side is told. */
  let(through: { readonly camera: boolean; readonly microphone: boolean }): void {
    this.#camera = through.camera;
    this.#microphone = through.microphone;
    this.#dress();
  }

  /** Tries once more after it was given up. */
  again(): void {
    if (this.#state.is !== 'failed' || this.#most === 'text') return;
    this.#attempts = 0;
    this.#connections = 0;
    this.#faults = 0;
    this.#set({ is: 'connecting', fault: null });
    this.#anew();
    this.#look();
    this.#say();
  }

  /** Ends it for good. Own tracks stay open: they are not ours. */
  close(): void {
    if (this.#state.is === 'closed') return;
    this.#still();
    this.#set({ ...NOTHING_YET, is: 'closed' });
    this.#watchers.clear();
  }

  /** Given up, or ended. */
  get #over(): boolean {
    return this.#state.is === 'failed' || this.#state.is === 'closed';
  }

  #begin(): void {
    const { side, turn, send } = this.#options;
    if (side === 'desk') this.#connect(this.#name())?.offer(this.#outgoing());
    else send({ type: 'anew', turn });
    this.#expect();
  }

  /** Begins once more, as often as is sensible. */
  #anew(): void {
    if (this.#connections >= RECOVERY.connections) return this.#fail('unreachable');
    this.#begin();
  }

  #name(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(8));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  #connect(connection: string): Link | null {
    this.#connections += 1;
    if (this.#connections > RECOVERY.connections) {
      this.#fail('unreachable');
      return null;
    }
    const revived = this.#state.is === 'failed';
    this.#drop();
    const { side, turn, send, connect = (how) => new RTCPeerConnection(how) } = this.#options;
    // What an earlier connection still has to say is past.
    const mine = (): boolean => this.#link === link;
    let link: Link;
    try {
      link = new Link({
        side,
        turn,
        connection,
        ice: this.#ice,
        connect,
        tells: {
          send,
          track: (track) => mine() && this.#track(track),
          ice: (state) => mine() && state === 'failed' && this.#trouble(),
          said: (said) => mine() && this.#hear(said),
          fault: (fault) => mine() && this.#fault(fault),
        },
      });
    } catch {
      this.#fail('noConnection');
      return null;
    }
    this.#link = link;
    link.send(this.#outgoing());
    if (revived) {
      // The far side has not given up: neither do we.
      this.#attempts = 0;
      this.#set({ is: 'connecting', fault: null });
      this.#look();
      this.#say();
    }
    this.#expect();
    return link;
  }

  #drop(): void {
    this.#link?.close();
    this.#link = null;
    this.#judged = null;
    this.#heard = null;
    this.#beats = 0;
    this.#liveness.reconnected();
    this.#set({ picture: null, sound: null, far: null });
  }

  #track(track: MediaStreamTrack): void {
    const stream = new MediaStream([track]);
    this.#set(track.kind === 'video' ? { picture: stream } : { sound: stream });
  }

  /** Looks again and again what has come. */
  #look(): void {
    this.#cancelLook();
    if (this.#over) return;
    const every = this.#state.is === 'connecting' ? LIVENESS.seek : LIVENESS.every;
    this.#cancelLook = this.#clock.after(every, () => {
      const link = this.#link;
      if (!link) return this.#see(null);
      void link.totals().then((totals) => this.#see(this.#link === link ? totals : null));
    });
  }

  #see(totals: Totals | null): void {
    if (this.#over) return;
    const at = this.#clock.now();
    const came = totals ? { frames: totals.frames, packets: totals.audioPackets, beats: this.#beats } : null;
    const silent = this.#heard !== null && !this.#heard.camera && !this.#heard.microphone;
    const life = this.#liveness.look(at, came, silent);
    if (totals) this.#judge({ at, totals }, life);
    this.#stand(at, life);
    this.#look();
  }

  #judge(now: Look, life: Life): void {
    const before = this.#judged;
    if (!before) {
      this.#judged = now;
      return;
    }
    if (now.at - before.at < JUDGED_EVERY) return;
    this.#judged = now;
    // A line that brings nothing is lost, not poor: other things are done about it.
    if (life !== 'live') return;
    const due = { picture: this.#heard?.camera ?? false, sound: this.#heard?.microphone ?? false };
    const quality = judge(this.#quality, sampleBetween(before, now, due));
    const changed = quality.rung !== this.#quality.rung;
    this.#quality = quality;
    if (changed) this.#dress();
  }

  #stand(at: number, life: Life): void {
    if (life === 'live') {
      this.#liveSince ??= at;
      if (at - this.#liveSince >= RECOVERY.steady) {
        this.#connections = 0;
        this.#faults = 0;
      }
      this.#attempts = 0;
      this.#cancelAttempt?.();
      this.#cancelAttempt = null;
      const comes = this.#liveness.picture(at) ? 'video' : this.#liveness.sound(at) ? 'audio' : 'text';
      this.#set({ is: 'connected', mode: modeOf(poorer(comes, this.#quality.rung)), fault: null });
    } else if (life === 'lost' && this.#state.is !== 'connecting') {
      this.#set({ is: 'interrupted' });
      this.#trouble();
    }
    if (life !== 'live') this.#liveSince = null;
  }

  /** Unless something comes soon, it is tried in another way. */
  #expect(): void {
    if (this.#over || this.#cancelAttempt || this.#liveSince !== null) return;
    this.#plan(RECOVERY.connect);
  }

  /** Nothing comes: it is sought again, by and by. */
  #trouble(): void {
    if (this.#state.is === 'connecting' && this.#attempts === 0) this.#cancelAttempt?.();
    else if (this.#cancelAttempt) return;
    this.#plan(0);
  }

  #plan(atLeast: number): void {
    const { side } = this.#options;
    const attempt = attemptAfter(this.#attempts, side);
    if (!attempt) return this.#fail('unreachable');
    this.#cancelAttempt = this.#clock.after(
      Math.max(atLeast + (side === 'terminal' ? RECOVERY.later : 0), attempt.after),
      () => {
        this.#cancelAttempt = null;
        this.#attempts += 1;
        if (attempt.how === 'restart' && this.#link?.answered) this.#link.restart(this.#ice);
        else this.#anew();
        if (!this.#over && !this.#cancelAttempt) this.#plan(0);
      },
    );
  }

  /** What makes no sense is left alone while picture or sound come; else one new connection, and then no more. */
  #fault(fault: LinkFault): void {
    if (this.#over) return;
    this.#set({ fault });
    if (this.#liveSince !== null && fault !== 'tooMany') return;
    this.#faults += 1;
    if (this.#faults > 1) this.#fail(fault);
    else this.#anew();
  }

  #fail(fault: Fault | null): void {
    this.#still();
    this.#set({ is: 'failed', mode: 'text', fault });
  }

  /** Lets go of everything that runs. */
  #still(): void {
    this.#cancelLook();
    this.#cancelSaying();
    this.#cancelAttempt?.();
    this.#cancelAttempt = null;
    this.#liveSince = null;
    this.#drop();
  }

  /** The rung our picture is sent on: ours, unless the far side can take less or less is allowed. */
  #rung(): Rung {
    const allowed: Rung = this.#most === 'video' ? 'video' : this.#most;
    return poorer(poorer(this.#quality.rung, this.#heard?.wants ?? 'video'), allowed);
  }

  #outgoing() {
    return {
      audio: this.#microphone ? open(this.#own?.getAudioTracks()) : null,
      video: this.#camera ? open(this.#own?.getVideoTracks()) : null,
      rung: this.#rung(),
    };
  }

  #dress(): void {
    const outgoing = this.#outgoing();
    this.#link?.send(outgoing);
    const { rung } = outgoing;
    const camera = outgoing.video !== null && (rung === 'video' || rung === 'small');
    const lowered =
      outgoing.video === null || rung === 'video' || this.#most !== 'video' ? 'no' : camera ? 'small' : 'off';
    const sent = { camera, microphone: outgoing.audio !== null, lowered } as const;
    const before = this.#state.sent;
    const same =
      before.camera === camera && before.microphone === sent.microphone && before.lowered === lowered;
    if (!same) this.#set({ sent });
  }

  #say(): void {
    this.#cancelSaying();
    if (this.#over) return;
    this.#dress();
    this.#said += 1;
    this.#link?.say({ n: this.#said, ...this.#state.sent, wants: this.#quality.rung });
    this.#cancelSaying = this.#clock.after(SAID_EVERY, () => this.#say());
  }

  #hear(said: Said): void {
    if (this.#heard && said.n <= this.#heard.n) return;
    this.#beats += 1;
    const { camera, microphone, lowered, wants } = said;
    const changed = JSON.stringify(this.#state.far) !== JSON.stringify({ camera, microphone, lowered });
    const before = this.#heard?.wants;
    this.#heard = said;
    const far: FarSide = { camera, microphone, lowered };
    if (changed) this.#set({ far });
    if (before !== wants) this.#dress();
  }

  #set(change: Partial<PeerState>): void {
    const next = { ...this.#state, ...change };
    const keys = Object.keys(change) as (keyof PeerState)[];
    if (keys.every((key) => next[key] === this.#state[key])) return;
    this.#state = next;
    for (const watcher of [...this.#watchers]) watcher();
  }
}

const open = (tracks: readonly MediaStreamTrack[] = []): MediaStreamTrack | null =>
  tracks.find(({ readyState }) => readyState === 'live') ?? null;
