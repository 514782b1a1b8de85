import type { MediaFault } from '#contracts/bridge/media.ts';
import { CALL_PICTURE, faultOf, type Hearing, speechFrom } from './device.ts';

export type OwnDevices = Pick<MediaDevices, 'enumerateDevices' | 'getUserMedia'>;

export type OwnWish = {
  /** False: not wanted, which is no fault. */
  readonly camera: boolean;
  readonly microphone: boolean;
  /** As `devicesToChoose` names them; null = whichever there is. */
  readonly cameraId: string | null;
  readonly microphoneId: string | null;
  readonly audio: Hearing;
};

/** What could be had. Null faults: it is there, or was not wanted. */
export type OwnMedia = {
  readonly stream: MediaStream | null;
  readonly camera: MediaFault | null;
  readonly microphone: MediaFault | null;
};

export type Choice = { readonly id: string; readonly label: string };

/** The devices one may choose from; without names before one of them was allowed. */
export async function devicesToChoose(
  media: OwnDevices | undefined,
): Promise<{ readonly cameras: readonly Choice[]; readonly microphones: readonly Choice[] }> {
  try {
    const all = (await media?.enumerateDevices()) ?? [];
    const of = (wanted: MediaDeviceKind): Choice[] =>
      all
        .filter(({ kind, deviceId }) => kind === wanted && deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    return { cameras: of('videoinput'), microphones: of('audioinput') };
  } catch {
    return { cameras: [], microphones: [] };
  }
}

const exactly = (id: string | null): MediaTrackConstraints =>
  id === null ? {} : { deviceId: { exact: id } };

/**
 * Opens camera and microphone; what cannot be had is left out and named, so that a call goes on with sound alone, or in
 * writing. Never throws.
 */
export async function openOwnMedia(media: OwnDevices | undefined, wish: OwnWish): Promise<OwnMedia> {
  const video: MediaTrackConstraints = {
    ...exactly(wish.cameraId),
    width: { ideal: CALL_PICTURE.width },
    height: { ideal: CALL_PICTURE.height },
    frameRate: { ideal: CALL_PICTURE.frameRate },
  };
  const audio: MediaTrackConstraints = { ...exactly(wish.microphoneId), ...speechFrom(wish.audio) };
  const open = async (constraints: MediaStreamConstraints): Promise<MediaStream | MediaFault> => {
    if (!media) return 'denied';
    try {
      return await media.getUserMedia(constraints);
    } catch (failure) {
      return faultOf(failure);
    }
  };
  if (!wish.camera && !wish.microphone) return { stream: null, camera: null, microphone: null };
  // Both at once is one question to a person instead of two.
  if (wish.camera && wish.microphone) {
    const both = await open({ video, audio });
    if (typeof both !== 'string') return { stream: both, camera: null, microphone: null };
  }
  const eye = wish.camera ? await open({ video }) : null;
  const ear = wish.microphone ? await open({ audio }) : null;
  const tracks = [eye, ear].flatMap((one) =>
    one === null || typeof one === 'string' ? [] : one.getTracks(),
  );
  return {
    stream: tracks.length > 0 ? new MediaStream(tracks) : null,
    camera: typeof eye === 'string' ? eye : null,
    microphone: typeof ear === 'string' ? ear : null,
  };
}

/** Lets go of the devices; their lights go out. */
export function closeOwnMedia(own: OwnMedia): void {
  for (const track of own.stream?.getTracks() ?? []) track.stop();
}

/** Tells when one of them is taken away while it is open; answers with the end of listening. */
export function onTakenAway(own: OwnMedia, told: (kind: 'camera' | 'microphone') => void): () => void {
  const tracks = own.stream?.getTracks() ?? [];
  const hear = tracks.map((track) => {
    const taken = () => told(track.kind === 'video' ? 'camera' : 'microphone');
    track.addEventListener('ended', taken);
    return () => track.removeEventListener('ended', taken);
  });
  return () => {
    for (const end of hear) end();
  };
}
