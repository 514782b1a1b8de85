import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Rate } from './rate.ts';

const taken = (rate: Rate, tries: number) => Array.from({ length: tries }, () => rate.take()).filter(Boolean);

it('gives a burst at once, then so many a second, and never saves up more than a burst', () => {
  const clock = new ManualClock();
  const rate = new Rate(clock, 10, 20);
  expect(taken(rate, 100)).toHaveLength(20);
  clock.advance(99);
  expect(rate.take()).toBe(false);
  clock.advance(1_000);
  expect(taken(rate, 100)).toHaveLength(10);
  clock.advance(3_600_000);
  expect(taken(rate, 100)).toHaveLength(20);
});
