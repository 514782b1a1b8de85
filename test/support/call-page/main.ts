import type { CallMode } from '#contracts/branch/call.ts';
import { type Ice, signalSchema } from '#contracts/branch/signal.ts';
import { closeOwnMedia, type OwnMedia, type OwnWish, openOwnMedia } from '#renderer/call/own-media.ts';
import { Peer } from '#renderer/call/peer.ts';
import type { PeerState } from '#renderer/call/peer-state.ts';
import { pageClock } from '#renderer/clock.ts';
import { countPictures } from './counting.ts';

export type Begin = {
  readonly side: 'desk' | 'terminal';
  readonly turn: number;
  readonly ice: Ice;
  readonly mode: CallMode;
  /** False: nothing of one's own is sent. */
  readonly devices: boolean;
};

export type Note = {
  readonly at: number;
  readonly state: Pick<PeerState, 'is' | 'mode' | 'far' | 'sent' | 'fault'>;
};

/** What a test does with a side, and sees of it. Times are the page's own, milliseconds. */
export type CallSide = {
  begin(how: Begin): Promise<void>;
  take(signal: unknown): void;
  readonly peer: Peer | null;
  /** Opens what there is and lets go of it again. */
  devices(wish?: Partial<OwnWish>): Promise<Omit<OwnMedia, 'stream'> & { readonly kinds: string[] }>;
  /** Every state there was. */
  readonly notes: Note[];
  /** Pictures of the far side that could be read: their counter and when each was there. */
  readonly seen: { readonly at: number; readonly count: number }[];
  /** Pictures that could not be read. */
  readonly garbled: () => number;
  readonly faults: string[];
};

declare global {
  var call: CallSide;
  /** Of the test: carries a signal to the other page. */
  var carry: (signal: unknown) => Promise<void>;
}

const WISH: OwnWish = {
  camera: true,
  microphone: true,
  cameraId: null,
  microphoneId: null,
  audio: 'speaker',
};

const video = document.querySelector('video');
const notes: Note[] = [];
const faults: string[] = [];
const pictures = video ? countPictures(video) : { seen: [], garbled: () => 0 };
let peer: Peer | null = null;
addEventListener('error', ({ message }) => faults.push(message));
addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)));

globalThis.call = {
  async begin({ devices, ...how }) {
    const own = devices ? (await openOwnMedia(navigator.mediaDevices, WISH)).stream : null;
    const mine = new Peer({
      clock: pageClock,
      own,
      camera: true,
      microphone: true,
      send: (signal) => void carry(signal),
      ...how,
    });
    peer = mine;
    mine.subscribe(() => {
      const { is, mode, far, sent, fault, picture } = mine.now();
      notes.push({ at: performance.now(), state: { is, mode, far, sent, fault } });
      if (!video || video.srcObject === picture) return;
      video.srcObject = picture;
      if (picture) void video.play().catch(() => undefined);
    });
    mine.start();
  },
  take(signal) {
    const read = signalSchema.safeParse(signal);
    if (read.success) peer?.take(read.data);
  },
  async devices(wish) {
    const own = await openOwnMedia(navigator.mediaDevices, { ...WISH, ...wish });
    const kinds = own.stream?.getTracks().map(({ kind }) => kind) ?? [];
    closeOwnMedia(own);
    return { camera: own.camera, microphone: own.microphone, kinds };
  },
  get peer() {
    return peer;
  },
  notes,
  faults,
  ...pictures,
};
