import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { ApprovalWatchman } from './watchman.ts';

it('looks while something is open, at whatever instance it was asked, and rests when nothing is', async () => {
  const clock = new ManualClock();
  const answers = [false, true, false];
  let looks = 0;
  const watchman = new ApprovalWatchman(async () => answers[looks++] ?? false, clock);
  await watchman.start();
  expect([looks, clock.armed]).toEqual([1, 0]);
  watchman.hear('lobby:MAIN');
  expect(clock.armed).toBe(0);
  watchman.hear('approvals:MAIN');
  watchman.hear('approvals:MAIN');
  expect(clock.armed).toBe(1);
  await clock.advanceAsync(5_000);
  expect([looks, clock.armed]).toEqual([2, 1]);
  await clock.advanceAsync(5_000);
  expect([looks, clock.armed]).toEqual([3, 0]);
});

it('tries again after a look that failed, and not once it was stopped', async () => {
  const clock = new ManualClock();
  const watchman = new ApprovalWatchman(() => Promise.reject(new Error('away')), clock);
  watchman.hear(null);
  await clock.advanceAsync(5_000);
  expect(clock.armed).toBe(1);
  watchman.stop();
  watchman.hear(null);
  expect(clock.armed).toBe(0);
});
