/** Stripes and bits as `writeCountedCamera` draws them. */
const BITS = 7;
const SIZE = { width: 70, height: 20 } as const;

/** Reads the counter out of every picture a video shows. */
export function countPictures(video: HTMLVideoElement) {
  const seen: { at: number; count: number }[] = [];
  let garbled = 0;
  const canvas = Object.assign(document.createElement('canvas'), SIZE);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const read = (now: number) => {
    if (pen) {
      pen.drawImage(video, 0, 0, SIZE.width, SIZE.height);
      const { data } = pen.getImageData(0, 0, SIZE.width, SIZE.height);
      const bits = (y: number) =>
        Array.from({ length: BITS }, (_, bit) => {
          const x = Math.floor(((bit + 0.5) * SIZE.width) / BITS);
          return (data[(y * SIZE.width + x) * 4] ?? 0) > 127;
        });
      const [above, below] = [bits(5), bits(15)];
      if (above.some((bit, place) => bit === below[place])) garbled += 1;
      else seen.push({ at: now, count: above.reduce((sum, bit, place) => sum + (bit ? 1 << place : 0), 0) });
    }
    video.requestVideoFrameCallback(read);
  };
  video.requestVideoFrameCallback(read);
  return { seen, garbled: () => garbled };
}
