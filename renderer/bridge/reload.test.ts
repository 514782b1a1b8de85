import { expect, test } from 'vitest';
import { ManualPageClock } from '../manual-page-clock.ts';
import { ASK_EVERY, reloadWhenServed } from './reload.ts';

/** Lets promises that are already settled run on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('the page is loaded again only once the host answers, however often it has to be asked', async () => {
  const clock = new ManualPageClock();
  const answers = [Promise.reject(new Error('down')), Promise.resolve(false), Promise.resolve(true)];
  let asked = 0;
  let reloads = 0;
  reloadWhenServed(
    clock,
    () => {
      const answer = answers[asked] ?? Promise.resolve(true);
      asked += 1;
      return answer;
    },
    () => {
      reloads += 1;
    },
  );
  expect(asked).toBe(0);
  for (const expected of [0, 0, 1]) {
    clock.advance(ASK_EVERY);
    await settle();
    expect(reloads).toBe(expected);
  }
  clock.advance(60_000);
  await settle();
  expect({ asked, reloads }).toEqual({ asked: 3, reloads: 1 });
});
