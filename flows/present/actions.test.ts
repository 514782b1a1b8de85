import { expect, it } from 'vitest';
import { choice, lastOption, option } from './actions.ts';

it('a list of ten is reached by keypad alone, each row by a key of its own', () => {
  const list = (services: number) => [
    ...Array.from({ length: services }, (_, place) => choice(place)),
    option('find', services),
    lastOption('takeNumber', services + 1),
  ];
  expect(
    list(8)
      .map(({ key }) => key)
      .slice(-2),
  ).toEqual(['nine', 'zero']);
  expect(list(4).at(-1)?.key).toBe('six');
  for (const services of [1, 4, 7, 8])
    expect(new Set(list(services).map(({ key }) => key ?? 'none')).size).toBe(services + 2);
});
