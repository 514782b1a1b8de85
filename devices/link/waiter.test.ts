import { describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { Waiters } from './waiter.ts';

type Message = { readonly command: number };
const is = (command: number) => (message: Message) => message.command === command;

function waiting() {
  const clock = new ManualClock();
  return { clock, waiters: new Waiters<Message>(clock) };
}

describe('Waiters', () => {
  it('hears an answer that comes between the write and the start of the deadline', async () => {
    const { waiters, clock } = waiting();
    const wait = waiters.expect(is(1));
    expect(waiters.offer({ command: 1 })).toBe(true);
    expect(await wait.within(100)).toEqual(ok({ command: 1 }));
    expect(clock.armed).toBe(0);
  });

  it('gives a message to the oldest wait that wants it, and hands back what nobody wants', async () => {
    const { waiters } = waiting();
    const [first, second] = [waiters.expect(is(1)), waiters.expect(is(1))];
    expect(waiters.offer({ command: 2 })).toBe(false);
    expect(waiters.offer({ command: 1 })).toBe(true);
    expect(await first.within(100)).toEqual(ok({ command: 1 }));
    waiters.close();
    expect(await second.within(100)).toEqual(err({ code: 'offline' }));
  });

  it('times out at its deadline and not before; a late answer is nobody’s', async () => {
    const { waiters, clock } = waiting();
    let answered = false;
    const answer = waiters.expect(is(1)).within(100);
    void answer.then(() => {
      answered = true;
    });
    await clock.advanceAsync(99);
    expect(answered).toBe(false);
    await clock.advanceAsync(1);
    expect(await answer).toEqual(err({ code: 'timeout' }));
    expect(waiters.offer({ command: 1 })).toBe(false);
  });

  it('leaves no timer behind, whichever way a wait ends', async () => {
    const { waiters, clock } = waiting();
    const [answered, cancelled, closed] = [
      waiters.expect(is(1)),
      waiters.expect(is(2)),
      waiters.expect(is(3)),
    ];
    const answers = [answered.within(100), cancelled.within(100), closed.within(100)];
    waiters.offer({ command: 1 });
    cancelled.cancel();
    waiters.close();
    expect(await Promise.all(answers)).toEqual([
      ok({ command: 1 }),
      err({ code: 'cancelled' }),
      err({ code: 'offline' }),
    ]);
    expect(clock.armed).toBe(0);
  });

  it('counts a second deadline from its own start and keeps one timer', async () => {
    const { waiters, clock } = waiting();
    const wait = waiters.expect(is(1));
    void wait.within(100);
    await clock.advanceAsync(90);
    const answer = wait.within(100);
    expect(clock.armed).toBe(1);
    await clock.advanceAsync(90);
    waiters.offer({ command: 1 });
    expect(await answer).toEqual(ok({ command: 1 }));
  });

  it('settles once: what comes after the first end changes nothing', async () => {
    const { waiters } = waiting();
    const wait = waiters.expect(is(1));
    const answer = wait.within(100);
    wait.cancel();
    expect(waiters.offer({ command: 1 })).toBe(false);
    waiters.close();
    expect(await answer).toEqual(err({ code: 'cancelled' }));
  });

  it('settles waits that begin after the close at once', async () => {
    const { waiters, clock } = waiting();
    waiters.close({ code: 'hardwareError' });
    expect(await waiters.expect(is(1)).within(100)).toEqual(err({ code: 'hardwareError' }));
    expect(clock.armed).toBe(0);
  });
});
