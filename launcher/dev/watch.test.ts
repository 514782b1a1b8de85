import { describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { isSource, SETTLE_MILLISECONDS, Settling } from './watch.ts';

describe('changes of sources', () => {
  it('are told once they have settled', () => {
    const clock = new ManualClock();
    let told = 0;
    const settling = new Settling(clock, () => {
      told += 1;
    });
    for (let i = 0; i < 10; i++) {
      settling.event();
      clock.advance(SETTLE_MILLISECONDS - 1);
    }
    expect(told).toBe(0);
    clock.advance(1);
    expect(told).toBe(1);
    settling.event();
    settling.stop();
    clock.advance(SETTLE_MILLISECONDS);
    expect(told).toBe(1);
    expect(clock.armed).toBe(0);
  });

  it.each([
    ['host/main.ts', true],
    ['screens/welcome.tsx', true],
    ['page.css', true],
    [null, true],
    ['host/main.test.ts', false],
    ['screens/welcome.test.tsx', false],
    ['host/.main.ts.swp', false],
    ['host/.#main.ts', false],
    ['4913', false],
    ['main.ts~', false],
  ])('of %s count: %s', (name, counts) => {
    expect(isSource(name)).toBe(counts);
  });
});
