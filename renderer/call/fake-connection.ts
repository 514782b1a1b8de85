import type { Connect } from './link.ts';

type Stats = Readonly<Record<string, unknown>>;

let made = 0;

/**
 * A connection that carries nothing, for tests of the order in which things happen: it keeps the states of W3C WebRTC
 * 1.0 (offer, answer, roll-back), says what was asked of it, and reports what the test lets come. What contains
 * `rubbish` is refused as a browser refuses it.
 */
export class FakeConnection {
  readonly asked: string[] = [];
  readonly number: number;
  configuration: RTCConfiguration;
  signalingState: RTCSignalingState = 'stable';
  iceConnectionState: RTCIceConnectionState = 'new';
  localDescription: { type: 'offer' | 'answer'; sdp: string } | null = null;
  remoteDescription: { type: string; sdp: string } | null = null;
  readonly transceivers: FakeTransceiver[] = [];
  readonly channel: {
    readyState: string;
    said: string[];
    onmessage: ((event: { data: string }) => void) | null;
  } = {
    readyState: 'open',
    said: [],
    onmessage: null,
  };
  onicecandidate: ((event: { candidate: object | null }) => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;
  ontrack: ((event: { track: object }) => void) | null = null;
  oniceconnectionstatechange: (() => void) | null = null;
  came = { frames: 0, packets: 0 };
  /** Found while a description is still being made, as a browser may. */
  early: object | null = null;
  #version = 0;
  #needed = false;

  constructor(configuration: RTCConfiguration) {
    made += 1;
    this.number = made;
    this.configuration = configuration;
  }

  get open(): boolean {
    return this.signalingState !== 'closed';
  }

  addTransceiver(what: string | { kind: string }): FakeTransceiver {
    const transceiver = fakeTransceiver(typeof what === 'string' ? what : what.kind);
    this.transceivers.push(transceiver);
    this.need();
    return transceiver;
  }

  createDataChannel() {
    return Object.assign(this.channel, { send: (text: string) => this.channel.said.push(text) });
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.asked.push('setConfiguration');
    this.configuration = configuration;
  }

  restartIce(): void {
    this.asked.push('restartIce');
    this.need();
  }

  /** As a browser asks for negotiation: once, and only while nothing is being negotiated. */
  need(): void {
    this.#needed = true;
    queueMicrotask(() => this.#ask());
  }

  #ask(): void {
    if (!this.#needed || this.signalingState !== 'stable') return;
    this.#needed = false;
    this.onnegotiationneeded?.();
  }

  async setLocalDescription(): Promise<void> {
    const answering = this.signalingState === 'have-remote-offer';
    this.#version += 1;
    if (this.early) this.onicecandidate?.({ candidate: this.early });
    const type = answering ? 'answer' : 'offer';
    this.localDescription = { type, sdp: `v=0\r\no=- ${this.number} ${this.#version} ${type}\r\n` };
    this.signalingState = answering ? 'stable' : 'have-local-offer';
    this.asked.push(`local ${type}`);
    if (answering) queueMicrotask(() => this.#ask());
  }

  async setRemoteDescription({ type, sdp }: { type: string; sdp: string }): Promise<void> {
    if (sdp.includes('rubbish')) throw new DOMException('no description', 'OperationError');
    if (type === 'offer' && this.signalingState === 'have-local-offer') {
      this.asked.push('roll-back');
      this.#needed = true;
    }
    if (type === 'answer' && this.signalingState !== 'have-local-offer')
      throw new DOMException('no offer', 'InvalidStateError');
    this.asked.push(`remote ${type}`);
    this.remoteDescription = { type, sdp };
    this.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
    if (type === 'offer' && this.transceivers.length === 0)
      this.transceivers.push(fakeTransceiver('audio'), fakeTransceiver('video'));
    if (type === 'answer') queueMicrotask(() => this.#ask());
  }

  async addIceCandidate({ candidate = '' }: { candidate?: string }): Promise<void> {
    if (candidate.includes('rubbish')) throw new DOMException('no candidate', 'OperationError');
    this.asked.push('candidate');
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  async getStats(): Promise<Map<string, Stats>> {
    const { frames, packets } = this.came;
    return new Map<string, Stats>([
      ['v', { type: 'inbound-rtp', kind: 'video', framesDecoded: frames, packetsReceived: frames }],
      ['a', { type: 'inbound-rtp', kind: 'audio', packetsReceived: packets, packetsLost: 0 }],
    ]);
  }

  fail(): void {
    this.iceConnectionState = 'failed';
    this.oniceconnectionstatechange?.();
  }

  close(): void {
    this.signalingState = 'closed';
  }
}

export type FakeTransceiver = ReturnType<typeof fakeTransceiver>;

const fakeTransceiver = (kind: string) => {
  const encodings: { maxBitrate?: number }[] = [{}];
  const sender = {
    track: null as object | null,
    replaceTrack: async (track: object | null) => {
      sender.track = track;
    },
    setStreams: () => undefined,
    getParameters: () => ({ encodings }),
    setParameters: async () => undefined,
  };
  return {
    direction: 'recvonly',
    currentDirection: null,
    receiver: { track: { kind } },
    sender,
    encodings,
    setCodecPreferences: () => undefined,
  };
};

/** Makes them, and keeps what it made, newest last. */
export function fakeConnect() {
  const all: FakeConnection[] = [];
  const connect = ((configuration: RTCConfiguration) => {
    const one = new FakeConnection(configuration);
    all.push(one);
    return one;
  }) as unknown as Connect;
  return {
    all,
    connect,
    get last(): FakeConnection {
      const last = all.at(-1);
      if (!last) throw new Error('no connection was made');
      return last;
    },
  };
}

/** A track that is open, of which nothing comes. */
export const fakeTrack = (kind: 'audio' | 'video') => ({ kind, readyState: 'live' }) as MediaStreamTrack;

/** What there is to send of somebody. */
export const fakeStream = (...kinds: readonly ('audio' | 'video')[]): MediaStream => {
  const tracks = kinds.map(fakeTrack);
  const of = (kind: string) => () => tracks.filter((track) => track.kind === kind);
  return {
    getAudioTracks: of('audio'),
    getVideoTracks: of('video'),
    getTracks: () => tracks,
  } as unknown as MediaStream;
};
