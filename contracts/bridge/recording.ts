/** How a sale is recorded in the page, and how what is recorded comes to the host. */
export const RECORDING = {
  /** WebM is the one container that is whole after every piece: a recorder that dies takes its last second with it. */
  mime: 'video/webm;codecs=vp8,opus',
  width: 640,
  height: 480,
  videoBitsPerSecond: 350_000,
  audioBitsPerSecond: 32_000,
  /** Length of one segment. */
  segmentMilliseconds: 1_000,
} as const;

/** Bytes of one segment as it is recorded; a second at these rates has some 50,000. */
export const SEGMENT_BYTES = 600_000;

/**
 * What stands before the recorded bytes on `recording.segment`: order of the camera and number of the segment, four
 * bytes each, big-endian, and a byte that is 1 where it is the last one.
 */
export const SEGMENT_HEADER_BYTES = 9;
