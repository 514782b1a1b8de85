import { expect, it } from 'vitest';
import type { BranchConfiguration } from '#contracts/branch/configuration.ts';
import type { HallNow } from '#flows/events.ts';
import { ManualClock } from '#foundation/clock.ts';
import { HALL_LOOK, HallWatch } from './hall-watch.ts';

type Hours = Pick<BranchConfiguration, 'hours' | 'care' | 'timeZone'>;
const WEEK = [1, 2, 3, 4, 5];
const KNOWN: Hours = {
  timeZone: 'Asia/Shanghai',
  hours: [{ days: WEEK, from: '09:00', to: '17:00' }],
  care: { hours: [{ days: WEEK, from: '09:00', to: '11:00' }], seats: 6 },
};
const MINUTE = 60_000;

/** From Friday 20 November 2026, 08:59 in the branch. */
function watched() {
  const clock = new ManualClock(Date.parse('2026-11-20T00:59:00.000Z'));
  const told: (HallNow | null)[] = [];
  let known: Hours | undefined;
  const watch = new HallWatch(
    () => known,
    clock,
    (hall) => told.push(hall),
  );
  return {
    clock,
    told,
    watch,
    know: (configuration: Hours | undefined) => {
      known = configuration;
    },
  };
}

const later = (when: 'today' | 'later', day: number) => ({
  open: false,
  opening: { when, day, from: '09:00', to: '17:00' },
  careUntil: null,
});

it('tells each change once, by the branch’s clock, and nothing of what it does not know', () => {
  const { clock, told, watch, know } = watched();
  watch.look();
  expect(told).toEqual([]);
  know(KNOWN);
  clock.advance(HALL_LOOK);
  expect(told).toEqual([later('today', 5)]);
  clock.advance(MINUTE);
  expect(told.slice(1)).toEqual([{ open: true, opening: null, careUntil: '11:00' }]);
  clock.advance(120 * MINUTE);
  expect(told.slice(2)).toEqual([{ open: true, opening: null, careUntil: null }]);
  clock.advance(6 * 60 * MINUTE);
  expect(told.slice(3)).toEqual([later('later', 1)]);
  know(undefined);
  clock.advance(HALL_LOOK);
  expect(told.slice(4)).toEqual([null]);
});

it('follows a wall clock that is set, and leaves nothing behind', () => {
  const { clock, told, watch, know } = watched();
  know(KNOWN);
  watch.look();
  clock.jumpWall(30 * MINUTE);
  clock.advance(HALL_LOOK);
  expect(told.at(-1)).toMatchObject({ open: true });
  watch.stop();
  expect(clock.armed).toBe(0);
});
