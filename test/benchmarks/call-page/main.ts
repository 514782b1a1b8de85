import { signalSchema } from '#contracts/branch/signal.ts';
import { Peer } from '#renderer/call/peer.ts';
import { pageClock } from '#renderer/clock.ts';
import { bareSide } from './bare.ts';

export type Kind = 'ours' | 'bare';
export type Role = 'desk' | 'terminal';

/** What the measurement does with a page. */
export type CallBench = {
  /** Opens camera and microphone, which stay open: they are not what is measured. */
  prepare(role: Role): Promise<void>;
  /** At the terminal: from now until the first picture of the desk is painted, milliseconds. */
  begin(kind: Kind): Promise<number>;
  end(): void;
};

declare global {
  var bench: CallBench;
}

type Carried =
  | { readonly to: Role; readonly is: 'begin'; readonly kind: Kind }
  | { readonly to: Role; readonly is: 'end' }
  | { readonly to: Role; readonly is: 'signal'; readonly signal: unknown };

/** The same line for both kinds: within the browser, so that it costs next to nothing. */
const line = new BroadcastChannel('signals');
const video = document.querySelector('video');
let role: Role = 'terminal';
let own: MediaStream;
let side: { take(signal: unknown): void; close(): void } | null = null;

const other = (): Role => (role === 'desk' ? 'terminal' : 'desk');
const tell = (message: Carried) => line.postMessage(message);
const send = (signal: unknown) => tell({ to: other(), is: 'signal', signal });

function show(stream: MediaStream): void {
  if (!video || video.srcObject === stream) return;
  video.srcObject = stream;
  video.play().catch(() => undefined);
}

function ourSide() {
  const peer = new Peer({
    clock: pageClock,
    side: role,
    turn: 1,
    ice: { servers: [], relayOnly: false, expiresAt: null },
    mode: 'video',
    own,
    camera: true,
    microphone: true,
    send,
  });
  peer.subscribe(() => {
    const { picture } = peer.now();
    if (picture) show(picture);
  });
  peer.start();
  return {
    take: (signal: unknown) => {
      const read = signalSchema.safeParse(signal);
      if (read.success) peer.take(read.data);
    },
    close: () => peer.close(),
  };
}

function start(kind: Kind): void {
  side?.close();
  side = kind === 'ours' ? ourSide() : bareSide({ offers: role === 'desk', own, send, show });
}

line.onmessage = ({ data }: MessageEvent<Carried>) => {
  if (data.to !== role) return;
  if (data.is === 'begin') start(data.kind);
  else if (data.is === 'signal') side?.take(data.signal);
  else stop();
};

function stop(): void {
  side?.close();
  side = null;
  if (video) video.srcObject = null;
}

globalThis.bench = {
  async prepare(mine) {
    role = mine;
    own = await navigator.mediaDevices.getUserMedia({
      video: { width: 640, height: 480, frameRate: 15 },
      audio: true,
    });
  },
  begin(kind) {
    const from = performance.now();
    return new Promise((resolve) => {
      video?.requestVideoFrameCallback(() => resolve(performance.now() - from));
      tell({ to: 'desk', is: 'begin', kind });
      start(kind);
    });
  },
  end() {
    tell({ to: 'desk', is: 'end' });
    stop();
  },
};
