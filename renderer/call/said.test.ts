import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSaid } from './said.ts';

const SAID = { n: 1, camera: true, microphone: false, lowered: 'small', wants: 'audio' } as const;

it('reads what a page says of itself', () => {
  expect(readSaid(JSON.stringify(SAID))).toEqual(SAID);
});

it.each([
  ['not text', new ArrayBuffer(4)],
  ['nothing', ''],
  ['no object', '[]'],
  ['cut', JSON.stringify(SAID).slice(0, -1)],
  ['more than there is', JSON.stringify({ ...SAID, more: 1 })],
  ['less than there is', JSON.stringify({ ...SAID, n: undefined })],
  ['a rung there is not', JSON.stringify({ ...SAID, wants: 'hologram' })],
  ['long', JSON.stringify(SAID) + ' '.repeat(300)],
])('takes no notice of what makes no sense: %s', (_, data) => {
  expect(readSaid(data)).toBeNull();
});

it('never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (data) => void readSaid(data)));
});
