import { closeSync, openSync, writeSync } from 'node:fs';

/** Picture of a fake camera: seven bits of a counter as stripes above, the same inverted below as a check. */
export const COUNTED = { width: 320, height: 240, rate: 15, bits: 7, pictures: 128 } as const;

/** Writes them as YUV4MPEG2, which Chromium plays as its camera again and again. */
function writeCountedCamera(path: string): void {
  const { width, height, rate, bits, pictures } = COUNTED;
  const file = openSync(path, 'w');
  writeSync(file, `YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`);
  const colour = Buffer.alloc((width * height) / 2, 128);
  for (let count = 0; count < pictures; count++) {
    const row = (inverted: boolean) => {
      const line = Buffer.alloc(width);
      for (let x = 0; x < width; x++) {
        const bit = (count >> Math.floor((x * bits) / width)) & 1;
        line[x] = (bit === 1) === inverted ? 40 : 215;
      }
      return line;
    };
    const [above, below] = [row(false), row(true)];
    const light = Buffer.concat(Array.from({ length: height }, (_, y) => (y < height / 2 ? above : below)));
    writeSync(file, 'FRAME\n');
    writeSync(file, light);
    writeSync(file, colour);
  }
  closeSync(file);
}

/** Writes it there; answers with the switch that makes it a browser's camera. */
export function countedCamera(path: string): string {
  writeCountedCamera(path);
  return `--use-file-for-fake-video-capture=${path}`;
}

/**
 * Whether a picture comes after another, with at most so many left out between them: a busy machine drops some, and a
 * camera that begins again may show its first one twice.
 */
export const follows = (before: number, after: number, leftOut = 20): boolean => {
  const by = (after - before + COUNTED.pictures) % COUNTED.pictures;
  return by === 0 ? after === 0 : by <= 1 + leftOut;
};
