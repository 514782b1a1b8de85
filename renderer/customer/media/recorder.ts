import { RECORDING, SEGMENT_HEADER_BYTES } from '#contracts/bridge/recording.ts';
import type { OpenMedia } from './desk.ts';

/** A piece as the host takes it: order of the camera, number, whether it is the last, then the bytes. */
export function segmentOf(order: number, number: number, last: boolean, recorded: ArrayBuffer): Uint8Array {
  const segment = new Uint8Array(SEGMENT_HEADER_BYTES + recorded.byteLength);
  const head = new DataView(segment.buffer);
  head.setUint32(0, order);
  head.setUint32(4, number);
  head.setUint8(8, last ? 1 : 0);
  segment.set(new Uint8Array(recorded), SEGMENT_HEADER_BYTES);
  return segment;
}

/**
 * Records what is open for a recording, in pieces of a second. Answers with its end, which is fulfilled once the last
 * piece was sent. `broke`: nothing more comes, and nobody asked for that.
 */
export function recordMedia(
  { stream, order }: OpenMedia,
  send: (segment: Uint8Array) => boolean,
  broke: () => void,
): () => Promise<void> {
  const over = Promise.withResolvers<void>();
  let number = 0;
  let ending = false;
  let broken = false;
  const fail = () => {
    if (broken) return;
    broken = true;
    over.resolve();
    if (!ending) broke();
  };
  let recorder: MediaRecorder;
  try {
    recorder = new MediaRecorder(stream, {
      mimeType: RECORDING.mime,
      videoBitsPerSecond: RECORDING.videoBitsPerSecond,
      audioBitsPerSecond: RECORDING.audioBitsPerSecond,
    });
  } catch {
    fail();
    return () => Promise.resolve();
  }
  // Bytes of a piece come later than the piece: each waits for the one before.
  let before: Promise<void> = Promise.resolve();
  const tell = (data: Blob | null) => {
    before = before.then(async () => {
      const bytes = data ? await data.arrayBuffer() : new ArrayBuffer(0);
      if (broken) return;
      if (!send(segmentOf(order, number, data === null, bytes))) return fail();
      number += 1;
      if (data === null) over.resolve();
    }, fail);
  };
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size > 0) tell(data);
  });
  recorder.addEventListener('error', fail);
  recorder.addEventListener('stop', () => (ending ? tell(null) : fail()));
  recorder.start(RECORDING.segmentMilliseconds);
  return () => {
    if (ending || broken) return over.promise;
    ending = true;
    if (recorder.state === 'inactive') over.resolve();
    else recorder.stop();
    return over.promise;
  };
}
