import { expect, it } from 'vitest';
import { CardEntry } from './card-entry.ts';

const lost = { type: 'health', of: 'cardReader', health: 'down' } as const;
const back = { type: 'health', of: 'cardReader', health: 'ok' } as const;
const told = (...steps: ((entry: CardEntry) => void)[]) => {
  const entry = new CardEntry();
  for (const step of steps) step(entry);
  return entry.told(lost);
};
const open = (entry: CardEntry) => entry.asked(true);
const close = (done: boolean) => (entry: CardEntry) => {
  entry.asked(false);
  entry.answered(false, done);
};

it.each([
  ['never opened', told(), false],
  ['asked to open', told(open), true],
  ['asked to close, and silent', told(open, (entry) => entry.asked(false)), true],
  ['asked to close in vain', told(open, close(false)), true],
  ['closed', told(open, close(true)), false],
  ['back after it was lost', told(open, (entry) => void entry.told(back)), false],
])('a reader that is lost, %s', (_, event, entryOpen) => {
  expect('entryOpen' in event).toBe(entryOpen);
});

it('says nothing of other parts', () => {
  const entry = new CardEntry();
  entry.asked(true);
  const printer = { type: 'health', of: 'receiptPrinter', health: 'down' } as const;
  expect(entry.told(printer)).toEqual(printer);
});
