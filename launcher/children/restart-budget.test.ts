import { describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { RestartBudget } from './restart-budget.ts';

describe('restarts', () => {
  it('are counted in a moving window', () => {
    const clock = new ManualClock();
    const budget = new RestartBudget(clock, { times: 3, withinMilliseconds: 60_000 });
    const taken: boolean[] = [];
    for (let i = 0; i < 4; i++) {
      taken.push(budget.take());
      clock.advance(10_000);
    }
    expect(taken).toEqual([true, true, true, false]);
    // 40 s after the first; at 60 s it counts no more.
    clock.advance(19_999);
    expect(budget.take()).toBe(false);
    clock.advance(1);
    expect(budget.take()).toBe(true);
    expect(budget.take()).toBe(false);
  });

  it('that were refused do not count', () => {
    const clock = new ManualClock();
    const budget = new RestartBudget(clock, { times: 1, withinMilliseconds: 1_000 });
    expect(budget.take()).toBe(true);
    for (let i = 0; i < 100; i++) expect(budget.take()).toBe(false);
    clock.advance(1_000);
    expect(budget.take()).toBe(true);
  });

  it('do not follow the wall clock', () => {
    const clock = new ManualClock();
    const budget = new RestartBudget(clock, { times: 1, withinMilliseconds: 1_000 });
    budget.take();
    clock.jumpWall(3_600_000);
    expect(budget.take()).toBe(false);
  });
});
