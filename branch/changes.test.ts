import { describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Changes, MAXIMUM_WAITERS, type Waiter } from './changes.ts';

const never = new AbortController().signal;

function register(changes: Changes, subject: string): Waiter {
  const waiter = changes.register(subject);
  if (!waiter.ok) throw new Error(waiter.error.code);
  return waiter.value;
}

describe('Changes', () => {
  it('wakes who waits on the subject, and nobody else', async () => {
    const clock = new ManualClock();
    const changes = new Changes(clock);
    const woken: string[] = [];
    const mine = register(changes, 'a')
      .wait(1_000, never)
      .then(() => woken.push('a'));
    const other = register(changes, 'b')
      .wait(1_000, never)
      .then(() => woken.push('b'));
    changes.tell('a');
    await mine;
    expect(woken).toEqual(['a']);
    clock.advance(1_000);
    await other;
    expect(clock.armed).toBe(0);
    expect(changes.open).toBe(0);
  });

  it('does not lose a change between registering and waiting', async () => {
    const clock = new ManualClock();
    const changes = new Changes(clock);
    const waiter = register(changes, 'a');
    changes.tell('a');
    await waiter.wait(1_000, never);
    expect(clock.armed).toBe(0);
  });

  it('ends when the asker is gone, and leaves nothing behind', async () => {
    const clock = new ManualClock();
    const changes = new Changes(clock);
    const gone = new AbortController();
    const wait = register(changes, 'a').wait(1_000, gone.signal);
    gone.abort();
    await wait;
    await register(changes, 'a').wait(1_000, gone.signal);
    expect([clock.armed, changes.open]).toEqual([0, 0]);
  });

  it('a late second release does not let go of somebody else', async () => {
    const changes = new Changes(new ManualClock());
    const first = register(changes, 'a');
    first.release();
    const second = register(changes, 'a').wait(1_000, never);
    first.release();
    changes.tell('a');
    await second;
    expect(changes.open).toBe(0);
  });

  it('takes a bounded number of waits on one subject', () => {
    const changes = new Changes(new ManualClock());
    const waiters = Array.from({ length: MAXIMUM_WAITERS }, () => register(changes, 'a'));
    expect(changes.register('a')).toEqual({ ok: false, error: { code: 'tooManyWaiting' } });
    expect(changes.register('b').ok).toBe(true);
    waiters[0]?.release();
    expect(changes.register('a').ok).toBe(true);
  });

  it('wakes everybody when it closes, and lets nobody wait after', async () => {
    const clock = new ManualClock();
    const changes = new Changes(clock);
    const waits = ['a', 'b'].map((subject) => register(changes, subject).wait(1_000, never));
    changes.close();
    await Promise.all(waits);
    await register(changes, 'a').wait(1_000, never);
    expect(clock.armed).toBe(0);
  });
});
