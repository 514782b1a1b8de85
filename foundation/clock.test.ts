import { describe, expect, it } from 'vitest';
import { ManualClock, settle, systemClock } from './clock.ts';

describe('the clock that stands still', () => {
  it('moves only when moved, and wall and monotonic together', () => {
    const clock = new ManualClock(Date.UTC(2026, 0, 1));
    expect([clock.monotonic(), clock.wall()]).toEqual([0, Date.UTC(2026, 0, 1)]);
    clock.advance(1_500);
    expect([clock.monotonic(), clock.wall()]).toEqual([1_500, Date.UTC(2026, 0, 1) + 1_500]);
  });

  it('lets the wall jump without a timer noticing', () => {
    const clock = new ManualClock(0);
    let ran = false;
    clock.setTimeout(() => {
      ran = true;
    }, 1_000);
    clock.jumpWall(-86_400_000);
    expect(clock.wall()).toBe(-86_400_000);
    expect(clock.monotonic()).toBe(0);
    clock.jumpWall(200_000_000);
    expect(ran).toBe(false);
    clock.advance(1_000);
    expect(ran).toBe(true);
  });

  it('runs what is due in order of time, then of arming, each at its own moment', () => {
    const clock = new ManualClock();
    const ran: string[] = [];
    const note = (name: string) => () => ran.push(`${name}@${clock.monotonic()}`);
    clock.setTimeout(note('late'), 20);
    clock.setTimeout(note('first'), 10);
    clock.setTimeout(note('second'), 10);
    clock.setTimeout(note('never'), 31);
    clock.advance(30);
    expect(ran).toEqual(['first@10', 'second@10', 'late@20']);
    expect(clock.armed).toBe(1);
  });

  it('runs what is armed meanwhile when it falls due as well', () => {
    const clock = new ManualClock();
    const ran: number[] = [];
    const again = () => {
      ran.push(clock.monotonic());
      clock.setTimeout(again, 10);
    };
    clock.setTimeout(again, 10);
    clock.advance(35);
    expect(ran).toEqual([10, 20, 30]);
    expect(clock.monotonic()).toBe(35);
  });

  it('forgets what is cleared, also by one that runs before it', () => {
    const clock = new ManualClock();
    const ran: string[] = [];
    const second = clock.setTimeout(() => ran.push('second'), 10);
    clock.setTimeout(() => clock.clearTimeout(second), 5);
    clock.advance(20);
    expect(ran).toEqual([]);
    expect(clock.armed).toBe(0);
    clock.clearTimeout(second);
  });

  it('takes a wait that is over already as due at once, never before now', () => {
    const clock = new ManualClock();
    clock.advance(100);
    let at = -1;
    clock.setTimeout(() => {
      at = clock.monotonic();
    }, -50);
    clock.advance(0);
    expect(at).toBe(100);
  });

  it('lets promises settle between timers when asked to', async () => {
    const clock = new ManualClock();
    const wait = (milliseconds: number) =>
      new Promise<void>((resolve) => clock.setTimeout(resolve, milliseconds));
    const ran: number[] = [];
    const walk = async () => {
      for (let step = 0; step < 3; step++) {
        await wait(10);
        ran.push(clock.monotonic());
      }
    };
    const walking = walk();
    await clock.advanceAsync(30);
    await walking;
    expect(ran).toEqual([10, 20, 30]);
  });
});

describe("the machine's own clock", () => {
  it('never goes back, runs what was armed and not what was cleared', async () => {
    const before = systemClock.monotonic();
    const ran = await new Promise<string>((resolve) => {
      const cleared = systemClock.setTimeout(() => resolve('cleared'), 0);
      systemClock.clearTimeout(cleared);
      systemClock.setTimeout(() => resolve('armed'), 1);
    });
    expect(ran).toBe('armed');
    expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before);
    expect(new Date(systemClock.wall()).getUTCFullYear()).toBeGreaterThan(2020);
  });

  it('settle lets microtasks and queued callbacks run', async () => {
    const ran: string[] = [];
    setImmediate(() => ran.push('callback'));
    void Promise.resolve().then(() => ran.push('microtask'));
    await settle();
    expect(ran).toEqual(['microtask', 'callback']);
  });
});
