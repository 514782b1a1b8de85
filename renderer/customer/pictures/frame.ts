import { PICTURE_LIMITS } from '#contracts/bridge/picture.ts';

/** Tried one after the other until the picture is small enough; writing stays legible down to the last. */
const QUALITIES = [0.88, 0.75, 0.6, 0.45] as const;

const jpegOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));

/** One whole frame of what the camera shows now, as JPEG at the camera's own size; null where it shows nothing. */
export async function takeFrame(stream: MediaStream): Promise<Uint8Array | null> {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
    const { videoWidth: width, videoHeight: height } = video;
    if (width === 0 || height === 0) return null;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    for (const quality of QUALITIES) {
      const jpeg = await jpegOf(canvas, quality);
      if (jpeg && jpeg.size <= PICTURE_LIMITS.bytes) return new Uint8Array(await jpeg.arrayBuffer());
    }
    return null;
  } catch {
    // It went away in the middle: there is nothing to be seen.
    return null;
  } finally {
    video.srcObject = null;
  }
}

/**
 * A frame of what the camera of a call sees, also while the customer keeps his picture from the teller: a track that is switched off
 * is black, a clone of it is not. Null where no camera is open.
 */
export async function unveiled(
  stream: MediaStream,
  frame: (stream: MediaStream) => Promise<Uint8Array | null>,
): Promise<Uint8Array | null> {
  const eye = stream
    .getVideoTracks()
    .find(({ readyState }) => readyState === 'live')
    ?.clone();
  if (!eye) return null;
  eye.enabled = true;
  try {
    return await frame(new MediaStream([eye]));
  } finally {
    eye.stop();
  }
}
