import { type Ice, SIGNAL_LIMITS, type Signal, signalSchema } from '#contracts/branch/signal.ts';
import { configurationOf, PICTURES, preferCodecs } from './configuration.ts';
import type { Rung } from './quality.ts';
import type { Side } from './recovery.ts';
import { readSaid, type Said } from './said.ts';
import { type Totals, totalsOf } from './totals.ts';

/** What the far side sent made no sense, or what we have to say has no room. */
export type LinkFault = 'badOffer' | 'badAnswer' | 'badCandidate' | 'tooMany' | 'tooLarge' | 'failed';

export type Connect = (configuration: RTCConfiguration) => RTCPeerConnection;

export type LinkTells = {
  readonly send: (signal: Signal) => void;
  readonly track: (track: MediaStreamTrack) => void;
  readonly ice: (state: RTCIceConnectionState) => void;
  readonly said: (said: Said) => void;
  readonly fault: (fault: LinkFault) => void;
};

export type LinkOptions = {
  readonly side: Side;
  readonly turn: number;
  readonly connection: string;
  readonly ice: Ice;
  readonly connect: Connect;
  readonly tells: LinkTells;
};

type Description = Extract<Signal, { readonly type: 'offer' | 'answer' }>;
type Candidate = Extract<Signal, { readonly type: 'candidate' }>;

/** What of ours goes out. */
export type Outgoing = {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  readonly rung: Rung;
};

/** Signals of the far side that may wait at once; one that sends more is not listened to. */
const WAITING = 160;

/**
 * One connection between the two browsers, from its first offer to its end. Both sides may offer within it (perfect
 * negotiation, W3C WebRTC 1.0 example 7.3): where two offers meet, the desk's counts. Nothing the far side says throws.
 */
export class Link {
  readonly connection: string;
  readonly #options: LinkOptions;
  readonly #pc: RTCPeerConnection;
  #channel: RTCDataChannel | null = null;
  /** Every step waits for the one before. */
  #steps: Promise<void> = Promise.resolve();
  #waiting = 0;
  #closed = false;
  /** The far side's offer that met ours was left alone, and its candidates with it. */
  #ignoring = false;
  /** Candidates of ours wait until the description they belong to has been sent. */
  #describing = false;
  #ours: Signal[] = [];
  #offered: Signal[] = [];
  #answered = false;
  #theirs: Candidate[] = [];
  #candidates = 0;
  #outgoing: Outgoing = { audio: null, video: null, rung: 'video' };
  /** Names picture and sound as one thing, so that the far side plays them together. */
  readonly #together = typeof MediaStream === 'undefined' ? [] : [new MediaStream()];

  /** Throws where the browser cannot make a connection of this configuration. */
  constructor(options: LinkOptions) {
    this.#options = options;
    this.connection = options.connection;
    this.#pc = options.connect(configurationOf(options.ice));
    this.#listen();
  }

  /** Whether the far side has answered or offered anything here. */
  get answered(): boolean {
    return this.#answered;
  }

  /** The desk begins. Both kinds stand from the start, so that leaving out one later needs no word. */
  offer(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    this.#openChannel();
    for (const kind of ['audio', 'video'] as const) {
      const track = outgoing[kind];
      const streams = this.#together;
      preferCodecs(this.#pc.addTransceiver(track ?? kind, { direction: 'sendrecv', streams }), kind);
    }
    this.#dress();
  }

  /** Says once more what was offered, to a page that may have missed it. */
  offerAgain(): void {
    for (const signal of [...this.#offered]) this.#options.tells.send(signal);
  }

  take(signal: Description | Candidate): void {
    if (this.#waiting >= WAITING) return this.#fault('tooMany');
    this.#waiting += 1;
    const code = ({ offer: 'badOffer', answer: 'badAnswer', candidate: 'badCandidate' } as const)[
      signal.type
    ];
    this.#step(
      () => (signal.type === 'candidate' ? this.#candidate(signal) : this.#description(signal)),
      code,
      () => {
        this.#waiting -= 1;
      },
    );
  }

  /** Changes what goes out, without a word to the far side. */
  send(outgoing: Outgoing): void {
    this.#outgoing = outgoing;
    this.#dress();
  }

  /** Looks for new paths, with the servers as they are now. */
  restart(ice: Ice): void {
    if (this.#closed) return;
    try {
      this.#pc.setConfiguration(configurationOf(ice));
      this.#pc.restartIce();
    } catch {
      this.#fault('failed');
    }
  }

  say(said: Said): void {
    if (this.#channel?.readyState !== 'open') return;
    try {
      this.#channel.send(JSON.stringify(said));
    } catch {
      // It is being closed, or nothing goes out any more, which the media tell sooner.
    }
  }

  /** Null where it is over. */
  async totals(): Promise<Totals | null> {
    if (this.#closed) return null;
    try {
      return totalsOf(await this.#pc.getStats());
    } catch {
      return null;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#pc.onicecandidate = null;
    this.#pc.onnegotiationneeded = null;
    this.#pc.ontrack = null;
    this.#pc.oniceconnectionstatechange = null;
    if (this.#channel) this.#channel.onmessage = null;
    this.#pc.close();
  }

  #listen(): void {
    const { side, tells } = this.#options;
    this.#pc.onicecandidate = ({ candidate }) => {
      if (candidate) this.#ourCandidate(candidate);
    };
    this.#pc.onnegotiationneeded = () => {
      // The terminal offers only within a connection the desk has begun.
      if (side === 'desk' || this.#answered) this.#step(() => this.#describe('offer'), 'failed');
    };
    this.#pc.ontrack = ({ track }) => {
      if (!this.#closed) tells.track(track);
    };
    this.#pc.oniceconnectionstatechange = () => {
      if (!this.#closed) tells.ice(this.#pc.iceConnectionState);
    };
  }

  #openChannel(): void {
    if (this.#channel) return;
    this.#channel = this.#pc.createDataChannel('', {
      negotiated: true,
      id: 0,
      ordered: false,
      maxRetransmits: 0,
    });
    this.#channel.onmessage = ({ data }) => {
      const said = readSaid(data);
      if (said && !this.#closed) this.#options.tells.said(said);
    };
  }

  #step(work: () => Promise<void>, code: LinkFault, after?: () => void): void {
    this.#steps = this.#steps
      .then(() => (this.#closed ? undefined : work()))
      .catch(() => this.#fault(code))
      .finally(after);
  }

  #fault(fault: LinkFault): void {
    if (!this.#closed) this.#options.tells.fault(fault);
  }

  async #describe(type: 'offer' | 'answer'): Promise<void> {
    if (type === 'offer' && this.#pc.signalingState !== 'stable') return;
    this.#describing = true;
    try {
      await this.#pc.setLocalDescription();
      const described = this.#pc.localDescription;
      if (this.#closed || !described) return;
      const { turn, connection } = this.#options;
      const signal = signalSchema.safeParse({ type: described.type, turn, connection, sdp: described.sdp });
      if (!signal.success) return this.#fault('tooLarge');
      if (type === 'offer') this.#offered = [];
      this.#tell(signal.data);
    } finally {
      this.#describing = false;
      for (const signal of this.#ours.splice(0)) this.#tell(signal);
    }
  }

  #tell(signal: Signal): void {
    if (this.#closed) return;
    if (this.#offered.length < SIGNAL_LIMITS.candidatesOfTurn) this.#offered.push(signal);
    this.#options.tells.send(signal);
  }

  #ourCandidate({ candidate, sdpMid, sdpMLineIndex }: RTCIceCandidate): void {
    // Nobody listens on a path that only connects (RFC 6544): two browsers never meet by it.
    if (candidate.includes('tcptype active')) return;
    const { turn, connection } = this.#options;
    const signal = signalSchema.safeParse({
      type: 'candidate',
      turn,
      connection,
      candidate,
      sdpMid,
      sdpMLineIndex,
    });
    if (!signal.success) return;
    if (this.#describing) this.#ours.push(signal.data);
    else this.#tell(signal.data);
  }

  async #description({ type, sdp }: Description): Promise<void> {
    const { side } = this.#options;
    if (type === 'answer' && this.#pc.signalingState !== 'have-local-offer') return;
    // The same offer once more: it was answered already.
    if (type === 'offer' && this.#pc.remoteDescription?.sdp === sdp) return;
    const meets = type === 'offer' && this.#pc.signalingState !== 'stable';
    this.#ignoring = meets && side === 'desk';
    if (this.#ignoring) return;
    await this.#pc.setRemoteDescription({ type, sdp });
    if (this.#closed) return;
    this.#answered = true;
    this.#candidates = 0;
    if (type === 'offer') {
      this.#openChannel();
      for (const transceiver of this.#pc.getTransceivers()) {
        if (transceiver.currentDirection === 'stopped' || transceiver.direction === 'sendrecv') continue;
        transceiver.direction = 'sendrecv';
        transceiver.sender.setStreams(...this.#together);
      }
    }
    this.#dress();
    if (type === 'offer') await this.#describe('answer');
    for (const early of this.#theirs.splice(0)) await this.#candidate(early);
  }

  async #candidate(signal: Candidate): Promise<void> {
    if (this.#ignoring) return;
    this.#candidates += 1;
    if (this.#candidates > SIGNAL_LIMITS.candidatesOfTurn) throw new Error('too many candidates');
    const described = this.#pc.remoteDescription;
    if (!described) {
      this.#theirs.push(signal);
      return;
    }
    const { candidate, sdpMid, sdpMLineIndex } = signal;
    // It belongs to paths that have been given up since (RFC 8445, ICE restart).
    const ufrag = / ufrag (\S+)/.exec(candidate)?.[1];
    if (ufrag !== undefined && !described.sdp.includes(`a=ice-ufrag:${ufrag}\r\n`)) return;
    await this.#pc.addIceCandidate({ candidate, sdpMid, sdpMLineIndex });
  }

  /** Puts on what goes out now. */
  #dress(): void {
    const { rung } = this.#outgoing;
    for (const { sender, receiver } of this.#pc.getTransceivers()) {
      const kind = receiver.track.kind === 'audio' ? 'audio' : 'video';
      const allowed = kind === 'audio' || PICTURES[rung] !== null;
      const track = allowed ? this.#outgoing[kind] : null;
      // A track that has ended meanwhile cannot be put on; nothing is sent then, and its owner knows.
      if (sender.track !== track) sender.replaceTrack(track).catch(() => undefined);
      if (kind === 'video') lower(sender, rung);
    }
  }
}

/** Makes our picture cost what the rung allows. */
function lower(sender: RTCRtpSender, rung: Rung): void {
  const picture = PICTURES[rung];
  if (!picture) return;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  // Before the first description there is nothing to set; it is set with the answer.
  if (!encoding || encoding.maxBitrate === picture.maxBitrate) return;
  encoding.maxBitrate = picture.maxBitrate;
  encoding.maxFramerate = picture.maxFramerate;
  encoding.scaleResolutionDownBy = picture.divided;
  sender.setParameters(parameters).catch(() => undefined);
}
