import { describe, expect, it } from 'vitest';
import type { Overtaking } from '#contracts/branch/configuration.ts';
import type { Waiter } from '../queue/policy.ts';
import { durationsOf, ENOUGH_HISTORY } from './durations.ts';
import { chanceOf, type QueueNow, quantile, simulateWaits } from './simulate.ts';

const MINUTE = 60_000;
const policy: Overtaking = {
  creditMinutes: { vip: 5, corporate: 0, elderly: 8, disabled: 10, pregnant: 10, appointment: 15 },
  most: 3,
};
const waiter = (sequence: number, service = 'cash'): Waiter => ({
  id: `t${sequence}`,
  sequence,
  issuedAt: sequence,
  service,
  counter: null,
  segment: 'ordinary',
  needs: [],
  channel: 'anonymous',
  overtaken: 0,
});
const exactly = (minutes: number) => durationsOf(Array(ENOUGH_HISTORY).fill(minutes * MINUTE), 1);
const counter = (
  id: string,
  services: string[] = [],
  serving: QueueNow['counters'][number]['serving'] = null,
) => ({
  id,
  services,
  serving,
});
const play = (changes: Partial<QueueNow>): QueueNow => ({
  waiting: [waiter(1), waiter(2), waiter(3)],
  counters: [counter('1')],
  policy,
  careNow: false,
  durations: () => exactly(5),
  noShows: { share: 0, wait: MINUTE },
  ...changes,
});
const minutes = (waits: Map<string, number[]>, id: string, share: number) =>
  Math.round(quantile(waits.get(id) ?? [], share) / MINUTE);

describe('waits that are played forward', () => {
  it('one counter, services that take five minutes each', () => {
    const waits = simulateWaits(play({}), chanceOf(1));
    expect(['t1', 't2', 't3'].map((id) => minutes(waits, id, 0.5))).toEqual([0, 5, 11]);
  });

  it('a second counter halves them, and one that serves something else does not', () => {
    const two = simulateWaits(play({ counters: [counter('1'), counter('2')] }), chanceOf(1));
    expect(minutes(two, 't3', 0.5)).toBe(5);
    const other = simulateWaits(play({ counters: [counter('1'), counter('2', ['wealth'])] }), chanceOf(1));
    expect(minutes(other, 't3', 0.5)).toBe(11);
  });

  it('whoever is being served is finished first: what is left of it, not the whole', () => {
    const serving = { service: 'cash', elapsed: 3 * MINUTE };
    const waits = simulateWaits(play({ counters: [counter('1', [], serving)] }), chanceOf(1));
    expect(minutes(waits, 't1', 0.5)).toBe(2);
  });

  it('nobody serves it: nothing is told', () => {
    const waits = simulateWaits(
      play({ waiting: [waiter(1, 'wealth')], counters: [counter('1', ['cash'])] }),
      chanceOf(1),
    );
    expect(waits.get('t1')).toBeUndefined();
  });

  it('people who do not come shorten it', () => {
    const all = simulateWaits(play({ noShows: { share: 1, wait: MINUTE } }), chanceOf(1));
    expect(minutes(all, 't3', 0.5)).toBe(2);
  });

  it('the same queue is told the same on every instance', () => {
    const scattered = play({ durations: () => durationsOf([], 6) });
    expect(simulateWaits(scattered, chanceOf(7))).toEqual(simulateWaits(scattered, chanceOf(7)));
  });

  it('a crowd is played in fewer courses, never in none', () => {
    const crowd = Array.from({ length: 300 }, (_, at) => waiter(at + 1));
    const waits = simulateWaits(play({ waiting: crowd }), chanceOf(1));
    expect(waits.get('t300')).toHaveLength(24);
  });
});

describe('durations', () => {
  it('stand on what is usual until there is enough history', () => {
    expect(durationsOf([], 6).learnt).toBe(false);
    expect(durationsOf(Array(ENOUGH_HISTORY).fill(MINUTE), 6).learnt).toBe(true);
    const drawn = Array.from({ length: 400 }, (_, at) => durationsOf([], 6).draw(chanceOf(at)));
    expect(
      Math.round(
        quantile(
          drawn.toSorted((a, b) => a - b),
          0.5,
        ) / MINUTE,
      ),
    ).toBe(6);
  });

  it('what is left of one that has lasted longer than any before is still something', () => {
    expect(exactly(5).drawRest(9 * MINUTE, () => 0.5)).toBeGreaterThan(0);
    expect(durationsOf([], 5).drawRest(60 * MINUTE, () => 0.01)).toBeGreaterThan(0);
  });
});
