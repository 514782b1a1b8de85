import type { MediaFault } from '#contracts/bridge/media.ts';
import type { PageClock } from '../../clock.ts';

/** Milliseconds. */
export const WATCH = {
  /** Between two looks. */
  every: 250,
  /** A camera that is just being switched on may take this long for its first picture. */
  first: 6_000,
  /** Without a further picture after this it stands still. */
  still: 1_250,
} as const;

/** How many pictures, or pieces of sound, a track has delivered so far; `stop` ends the counting. */
export type FrameCount = { readonly frames: () => number; readonly stop: () => void };

/** Chromium's own count (Media Capture Extensions, MediaStreamTrackVideoStats and -AudioStats); not yet among the types. */
type CountingTrack = MediaStreamTrack & { readonly stats?: { readonly totalFrames: number } };

/** Counts by the track itself, or, where it does not count, by what a picture nobody sees is given to show. */
export function countFrames(track: CountingTrack): FrameCount {
  if (track.stats) return { frames: () => track.stats?.totalFrames ?? 0, stop: () => undefined };
  // Sound that is not counted cannot be shown either: it counts as there while nobody takes it away.
  let looks = 0;
  if (track.kind === 'audio') return { frames: () => ++looks, stop: () => undefined };
  const unseen = document.createElement('video');
  let count = 0;
  let asked = 0;
  const again = () => {
    asked = unseen.requestVideoFrameCallback(() => {
      count += 1;
      again();
    });
  };
  unseen.muted = true;
  unseen.srcObject = new MediaStream([track]);
  again();
  // What cannot be played shows nothing, which is what is being looked for.
  unseen.play().catch(() => undefined);
  return {
    frames: () => count,
    stop: () => {
      unseen.cancelVideoFrameCallback(asked);
      unseen.srcObject = null;
    },
  };
}

export type WatchEvents = {
  /** The first picture is there. */
  readonly live: () => void;
  /** Told once; nothing more is said after it. */
  readonly fault: (fault: MediaFault) => void;
};

/**
 * Watches an open camera, or a microphone that is open alone: that it begins, that it goes on, that it is not taken
 * away. Answers with its own end.
 */
export function watchStream(
  stream: MediaStream,
  clock: PageClock,
  events: WatchEvents,
  count: (track: MediaStreamTrack) => FrameCount = countFrames,
): () => void {
  const track = stream.getVideoTracks()[0] ?? stream.getAudioTracks()[0];
  if (!track) {
    events.fault('missing');
    return () => undefined;
  }
  const counter = count(track);
  let seen = 0;
  let since = clock.now();
  let over = false;
  let cancel: () => void = () => undefined;
  const end = () => {
    over = true;
    cancel();
    counter.stop();
    for (const one of stream.getTracks()) one.removeEventListener('ended', taken);
  };
  const fail = (fault: MediaFault) => {
    if (over) return;
    end();
    events.fault(fault);
  };
  const taken = () => fail('ended');
  const look = () => {
    if (stream.getTracks().some(({ readyState }) => readyState === 'ended')) return taken();
    const frames = counter.frames();
    if (frames > seen) {
      const first = seen === 0;
      seen = frames;
      since = clock.now();
      if (first) events.live();
    } else if (clock.now() - since >= (seen === 0 ? WATCH.first : WATCH.still)) return fail('stalled');
    if (!over) cancel = clock.after(WATCH.every, look);
  };
  for (const one of stream.getTracks()) one.addEventListener('ended', taken);
  cancel = clock.after(0, look);
  return end;
}
