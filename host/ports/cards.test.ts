import { expect, it } from 'vitest';
import { problemOf } from './cards.ts';

it.each([
  ['a reader that speaks out of protocol', { code: 'device', device: { code: 'protocol' } }, 'readerFault'],
  ['a reader that went away', { code: 'device', device: { code: 'offline' } }, 'readerFault'],
  [
    'a reader without power enough',
    { code: 'device', device: { code: 'condition', condition: 'powerLow' } },
    'readerFault',
  ],
  [
    'a card too long',
    { code: 'device', device: { code: 'condition', condition: 'mediaLong' } },
    'unreadable',
  ],
  ['a card of damaged data', { code: 'invalidData' }, 'unreadable'],
  ['a card nobody can read', { code: 'unreadable' }, 'unreadable'],
  ['a chip card of which only the stripe speaks', { code: 'fallbackRefused' }, 'fallbackRefused'],
] as const)('%s', (_, error, problem) => {
  expect(problemOf(error)).toBe(problem);
});
