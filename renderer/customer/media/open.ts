import type { MediaFault, MediaOrder } from '#contracts/bridge/media.ts';
import { type BrowserMedia, deviceNamed } from './presence.ts';

export type Wish = NonNullable<MediaOrder['open']>;
export type Opened = { readonly stream: MediaStream } | { readonly fault: MediaFault };

/** Pictures a second: enough to see lips move, and half the work of the usual thirty. */
const FRAME_RATE = 15;

/** The browser's reasons (Media Capture and Streams, getUserMedia) in ours. */
const FAULTS: Readonly<Record<string, MediaFault>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

export const faultOf = (failure: unknown): MediaFault =>
  (failure instanceof DOMException && FAULTS[failure.name]) || 'failed';

/** Opens camera and, where sound is wanted, microphone; both or nothing. */
export async function openMedia(
  media: BrowserMedia | undefined,
  { camera, microphone }: MediaOrder['devices'],
  { width, height, sound }: Wish,
): Promise<Opened> {
  if (!media) return { fault: 'denied' };
  try {
    const all = await media.enumerateDevices();
    const eye = deviceNamed(all, 'videoinput', camera);
    const ear = deviceNamed(all, 'audioinput', microphone);
    if (!eye || (sound && !ear)) return { fault: 'missing' };
    const exactly = (named: string | null, { deviceId }: { readonly deviceId: string }) =>
      named === null || deviceId === '' ? {} : { deviceId: { exact: deviceId } };
    const stream = await media.getUserMedia({
      video: {
        ...exactly(camera, eye),
        width: { ideal: width },
        height: { ideal: height },
        frameRate: { ideal: FRAME_RATE },
      },
      audio: sound && ear ? exactly(microphone, ear) : false,
    });
    const right = camera === null || (stream.getVideoTracks()[0]?.label.includes(camera) ?? false);
    if (right) return { stream };
    close(stream);
    return { fault: 'missing' };
  } catch (failure) {
    return { fault: faultOf(failure) };
  }
}

/** Lets go of the devices; their lights go out. */
export function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
