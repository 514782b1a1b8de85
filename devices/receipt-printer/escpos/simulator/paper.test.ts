import { expect, it } from 'vitest';
import { MAXIMUM_PICTURE_BYTES, Paper, type PaperLine } from './paper.ts';

const text = (words: string): PaperLine => ({
  kind: 'text',
  text: words,
  align: 'left',
  size: 'normal',
  bold: false,
});
const raster = (bytes: number): PaperLine => ({
  kind: 'raster',
  width: 576,
  height: 8,
  dataBase64: 'A'.repeat(bytes),
});
const bytesOf = (paper: Paper) => Buffer.byteLength(JSON.stringify(paper.pieces));

it('of thousands of receipts the newest are told, in order', () => {
  const paper = new Paper();
  for (let receipt = 0; receipt < 5_000; receipt += 1) {
    for (let line = 0; line < 30; line += 1) paper.add(text(`一行字 ${receipt}`.padEnd(48, '，')));
    paper.cut();
  }
  const ids = paper.pieces.map(({ id }) => id);
  expect(ids.at(-1)).toBe(5_000);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
  expect(bytesOf(paper)).toBeLessThanOrEqual(MAXIMUM_PICTURE_BYTES);
});

it.each([
  ['rasters', (line: number) => (line % 2 === 0 ? raster(200_000) : text('一'))],
  ['control characters', () => text('\u0001'.repeat(2_000))],
])('a receipt of nothing but %s does not break the picture, nor hide the newest line', (_, make) => {
  const paper = new Paper();
  for (let line = 0; line < 1_500; line += 1) paper.add(make(line));
  paper.add(text('the last line'));
  expect(bytesOf(paper)).toBeLessThanOrEqual(MAXIMUM_PICTURE_BYTES);
  expect(paper.pieces.at(-1)?.lines.at(-1)).toEqual(text('the last line'));
  paper.cut();
  expect(paper.pieces).toHaveLength(1);
  expect(paper.take()).toBe(true);
  expect(paper.pieces).toEqual([]);
});
