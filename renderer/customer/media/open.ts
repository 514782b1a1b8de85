import type { MediaFault, MediaOrder } from '#contracts/bridge/media.ts';
import { faultOf, speechFrom } from '../../call/device.ts';
import { type BrowserMedia, deviceNamed } from './presence.ts';

export type Wish = NonNullable<MediaOrder['open']>;
export type Opened = { readonly stream: MediaStream } | { readonly fault: MediaFault };

/** Pictures a second: enough to see lips move, and half the work of the usual thirty. */
const FRAME_RATE = 15;

/** Opens what is wanted of camera and microphone: all of it or nothing. */
export async function openMedia(
  media: BrowserMedia | undefined,
  { camera, microphone }: MediaOrder['devices'],
  { width, height, sound, picture = true, audio }: Wish,
): Promise<Opened> {
  if (!media) return { fault: 'denied' };
  try {
    const all = await media.enumerateDevices();
    const eye = deviceNamed(all, 'videoinput', camera);
    const ear = deviceNamed(all, 'audioinput', microphone);
    if ((picture && !eye) || (sound && !ear) || !(picture || sound)) return { fault: 'missing' };
    const exactly = (named: string | null, { deviceId }: { readonly deviceId: string }) =>
      named === null || deviceId === '' ? {} : { deviceId: { exact: deviceId } };
    const stream = await media.getUserMedia({
      video:
        picture && eye
          ? {
              ...exactly(camera, eye),
              width: { ideal: width },
              height: { ideal: height },
              frameRate: { ideal: FRAME_RATE },
            }
          : false,
      audio: sound && ear ? { ...exactly(microphone, ear), ...(audio ? speechFrom(audio) : {}) } : false,
    });
    const right =
      camera === null || !picture || (stream.getVideoTracks()[0]?.label.includes(camera) ?? false);
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
