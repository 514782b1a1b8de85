import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Rates } from './rate.ts';

it('lets a burst through, then one at a time, each name for itself', () => {
  const clock = new ManualClock();
  const rates = new Rates(clock, { burst: 3, every: 1_000 });
  expect([1, 2, 3, 4].map(() => rates.take('a'))).toEqual([0, 0, 0, 1_000]);
  expect(rates.take('b')).toBe(0);
  clock.advance(999);
  expect(rates.take('a')).toBe(1);
  clock.advance(1);
  expect(rates.take('a')).toBe(0);
  clock.advance(60_000);
  expect([1, 2, 3, 4].map(() => rates.take('a'))).toEqual([0, 0, 0, 1_000]);
});

it('a wall clock that is set changes nothing', () => {
  const clock = new ManualClock();
  const rates = new Rates(clock, { burst: 1, every: 1_000 });
  rates.take('a');
  clock.jumpWall(3_600_000);
  expect(rates.take('a')).toBe(1_000);
});
