import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Rounds } from './rounds.ts';

function rounds() {
  const clock = new ManualClock();
  const begun: PromiseWithResolvers<void>[] = [];
  const faults: unknown[] = [];
  const order = {
    every: 1_000,
    round: () => {
      const one = Promise.withResolvers<void>();
      begun.push(one);
      return one.promise;
    },
    onFault: (failure: unknown) => faults.push(failure),
  };
  return { clock, begun, faults, made: new Rounds(clock, order) };
}

it('goes its rounds one after the other, also after one that failed', async () => {
  const { clock, begun, faults, made } = rounds();
  made.start();
  clock.advance(999);
  expect(begun).toHaveLength(0);
  clock.advance(1);
  expect(begun).toHaveLength(1);
  await clock.advanceAsync(5_000);
  expect(begun).toHaveLength(1);
  begun[0]?.reject(new Error('the store was away'));
  await clock.advanceAsync(1_000);
  expect(begun).toHaveLength(2);
  expect(faults).toHaveLength(1);
});

it('stops for good, and says so when the round under way is over', async () => {
  const { clock, begun, made } = rounds();
  made.start();
  clock.advance(1_000);
  let over = false;
  const stopped = made.stop().then(() => {
    over = true;
  });
  await clock.advanceAsync(1_000);
  expect(over).toBe(false);
  begun[0]?.resolve();
  await stopped;
  await clock.advanceAsync(10_000);
  expect(begun).toHaveLength(1);
});
