import { describe, expect, it } from 'vitest';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { ENOUGH_STEPS, isCounted, normalOf, STUCK_FLOOR, stuckAfter } from './normal.ts';

const times = (count: number, milliseconds: number): number[] => Array(count).fill(milliseconds);

describe('what is normal for a step', () => {
  it('is the branch’s own median from the twelfth on, the usual before', () => {
    expect(normalOf('menu', times(ENOUGH_STEPS - 1, 50_000))).toEqual({
      milliseconds: 20_000,
      learnt: false,
    });
    expect(normalOf('menu', times(ENOUGH_STEPS, 50_000))).toEqual({ milliseconds: 50_000, learnt: true });
    // Somebody who walked away from it leaves a very long one behind; the middle does not mind.
    expect(normalOf('menu', [...times(11, 8_000), 900_000])?.milliseconds).toBe(8_000);
  });

  it('is nothing where a terminal rests, and something for a step of a newer terminal', () => {
    for (const resting of ['idle', 'outOfService', 'starting'])
      expect(normalOf(resting, times(20, 1_000))).toBeNull();
    expect(normalOf('toString', [])).toEqual({ milliseconds: 30_000, learnt: false });
    for (const kind of SCREEN_KINDS.filter((name) => isCounted(name, SCREEN_KINDS)))
      expect(normalOf(kind, [])?.milliseconds).toBeGreaterThanOrEqual(10_000);
  });

  it('makes stuck what lasts longer than twice of it, and nothing within ten seconds', () => {
    expect(stuckAfter({ milliseconds: 40_000, learnt: true })).toBe(80_000);
    expect(stuckAfter({ milliseconds: 1_000, learnt: true })).toBe(STUCK_FLOOR);
  });
});
