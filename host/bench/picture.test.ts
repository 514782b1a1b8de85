import { describe, expect, it } from 'vitest';
import { printerPicture, Rasters, rasterBytes } from './picture.ts';

const line = (height: number, byte: number) => ({
  kind: 'raster',
  width: 8,
  height,
  dataBase64: Buffer.alloc(height, byte).toString('base64'),
});
const printer = (...receipts: object[]) => ({
  plugged: true,
  paper: 'full',
  cover: 'closed',
  faults: [],
  receipts,
});
const receipt = (...lines: object[]) => ({ id: 1, cut: true, lines });

/** Stream numbers of the rasters on the paper. */
const streams = (rasters: Rasters, ...receipts: object[]) =>
  printerPicture(printer(...receipts), rasters).receipts.flatMap(({ lines }) =>
    lines.flatMap((drawn) => (drawn.kind === 'raster' ? [drawn.stream] : [])),
  );

describe('rasters of receipts', () => {
  it('one that stays keeps its number', () => {
    const rasters = new Rasters();
    expect(streams(rasters, receipt(line(2, 0xaa)))).toEqual([1]);
    expect(streams(rasters, receipt(line(2, 0xaa), line(1, 0x0f)))).toEqual([1, 2]);
    expect(rasters.after(1).map(([number]) => number)).toEqual([2]);
  });

  it('one that grows while it is printed is told anew', () => {
    const rasters = new Rasters();
    streams(rasters, receipt(line(1, 0xaa)));
    expect(streams(rasters, receipt(line(2, 0xaa)))).toEqual([2]);
    expect(rasters.after(0).map(([number, { height }]) => [number, height])).toEqual([[2, 2]]);
  });

  it('the first receipt of a new day is not the first one of the day before', () => {
    const rasters = new Rasters();
    streams(rasters, receipt(line(1, 0xaa)));
    streams(rasters);
    expect(rasters.after(0)).toEqual([]);
    expect(streams(rasters, receipt(line(1, 0xaa)))).toEqual([2]);
    expect(streams(rasters, receipt(line(1, 0x55)))).toEqual([3]);
  });

  it('its bytes begin with width and height', () => {
    expect([...rasterBytes({ width: 9, height: 1, rows: Uint8Array.of(1, 2) })]).toEqual([
      0, 0, 0, 9, 0, 0, 0, 1, 1, 2,
    ]);
  });
});
