import { describe, expect, it } from 'vitest';
import type { Health } from '#flows/events.ts';
import { ManualClock } from '#foundation/clock.ts';
import { HEALTH_WATCH_DELAYS, HealthWatch } from './health-watch.ts';

/** A service that answers as the script says, then as it did last. */
function watched(script: boolean[]) {
  const clock = new ManualClock();
  const told: Health[] = [];
  let asked = 0;
  let last = true;
  const watch = new HealthWatch(
    async () => {
      asked++;
      last = script.shift() ?? last;
      return last;
    },
    clock,
    (health) => told.push(health),
  );
  return { clock, told, watch, asked: () => asked };
}
const { answering, silent } = HEALTH_WATCH_DELAYS;

describe('whether a service is there', () => {
  it('is told once, and again only when it changes', async () => {
    const { clock, told, watch, asked } = watched([true]);
    expect(await watch.ask()).toBe('ok');
    await clock.advanceAsync(3 * answering);
    expect([told, asked()]).toEqual([['ok'], 4]);
  });

  it('one unanswered question is a hiccup, two are not, and one answer mends it', async () => {
    const { clock, told, watch } = watched([true, false, true, false, false, true]);
    await watch.ask();
    await clock.advanceAsync(answering + silent);
    expect(told).toEqual(['ok']);
    await clock.advanceAsync(answering + silent);
    expect(told).toEqual(['ok', 'down']);
    await clock.advanceAsync(silent);
    expect(told).toEqual(['ok', 'down', 'ok']);
  });

  it('a service that never answered is down at once', async () => {
    const { told, watch } = watched([false]);
    expect(await watch.ask()).toBe('down');
    expect(told).toEqual(['down']);
  });

  it('asks nothing more once stopped', async () => {
    const { clock, watch, asked } = watched([true]);
    await watch.ask();
    watch.stop();
    await clock.advanceAsync(10 * answering);
    expect([asked(), clock.armed]).toEqual([1, 0]);
  });
});
