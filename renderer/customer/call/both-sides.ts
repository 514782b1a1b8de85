import { RECORDING } from '#contracts/bridge/recording.ts';
import type { PageClock } from '../../clock.ts';

/** What there is of a side now. */
export type SideMedia = { readonly picture: MediaStream | null; readonly sound: MediaStream | null };

/** Pictures a second. */
const RATE = 12;

/** A browser that lets sound through says so at once, milliseconds. */
const TOUCH_WITHIN = 500;

/** One side's picture, as it comes. */
function screenOf(): HTMLVideoElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  return video;
}

/**
 * Both sides of a call as one stream: the two pictures beside each other, the customer's left, and the two voices mixed.
 * Nothing else is in it. What a side does not send stays dark and silent. Null where the browser lets no sound through yet:
 * a recording that cannot hear is none.
 */
export async function bothSides(clock: PageClock): Promise<{
  readonly stream: MediaStream;
  /** What is to be in it from now on. */
  readonly show: (own: SideMedia, far: SideMedia) => void;
  readonly close: () => void;
} | null> {
  const sound = new AudioContext();
  // Without a touch it would wait for one; whoever records is asked again later.
  const touched = Promise.withResolvers<void>();
  const cancel = clock.after(TOUCH_WITHIN, touched.resolve);
  await Promise.race([sound.resume(), touched.promise]);
  cancel();
  if (sound.state !== 'running') {
    await sound.close();
    return null;
  }
  const canvas = document.createElement('canvas');
  canvas.width = RECORDING.width * 2;
  canvas.height = RECORDING.height;
  const paint = canvas.getContext('2d', { alpha: false });
  const mixed = sound.createMediaStreamDestination();
  const screens = [screenOf(), screenOf()] as const;
  const voices: (MediaStreamAudioSourceNode | null)[] = [null, null];
  const heard: (MediaStream | null)[] = [null, null];
  const draw = () => {
    screens.forEach((screen, place) => {
      const left = place * RECORDING.width;
      paint?.clearRect(left, 0, RECORDING.width, RECORDING.height);
      if (screen.readyState < 2 || screen.videoWidth === 0) return;
      const scale = Math.min(RECORDING.width / screen.videoWidth, RECORDING.height / screen.videoHeight);
      const [width, height] = [screen.videoWidth * scale, screen.videoHeight * scale];
      const [x, y] = [left + (RECORDING.width - width) / 2, (RECORDING.height - height) / 2];
      paint?.drawImage(screen, x, y, width, height);
    });
  };
  let stop = () => {};
  const paintOn = () => {
    draw();
    stop = clock.after(1_000 / RATE, paintOn);
  };
  paintOn();
  const stream = new MediaStream([
    ...canvas.captureStream(RATE).getVideoTracks(),
    ...mixed.stream.getAudioTracks(),
  ]);
  return {
    stream,
    show(own, far) {
      [own, far].forEach((side, place) => {
        const screen = screens[place === 0 ? 0 : 1];
        if (screen.srcObject !== side.picture) {
          screen.srcObject = side.picture;
          if (side.picture) screen.play().catch(() => undefined);
        }
        if (heard[place] === side.sound) return;
        heard[place] = side.sound;
        voices[place]?.disconnect();
        const voice = side.sound?.getAudioTracks().length ? sound.createMediaStreamSource(side.sound) : null;
        voice?.connect(mixed);
        voices[place] = voice;
      });
    },
    close() {
      stop();
      for (const screen of screens) screen.srcObject = null;
      for (const voice of voices) voice?.disconnect();
      for (const track of stream.getTracks()) track.stop();
      sound.close().catch(() => undefined);
    },
  };
}
