import { describe, expect, it } from 'vitest';
import { settled, terminal } from './call-desk.test-data.ts';

describe('a call that nobody at the terminal is in any more', () => {
  it('open when the run ends is told as lapsed by the next; over, or left, it is not', async () => {
    const t = terminal();
    await t.taken('text');
    t.errands.stop();
    const next = t.newErrands();
    expect(next.recover(false)).toBe(1);
    await settled();
    expect(t.branch.told.filter((one) => one.startsWith('leave'))).toEqual(['leave lapsed']);
    expect(next.open).toBe(0);

    const over = terminal();
    await over.taken('text');
    over.branch.news({ state: 'over', outcome: 'finished', turn: 1 });
    await settled();
    expect(over.errands.open).toBe(0);
    expect(over.branch.told.filter((one) => one.startsWith('leave'))).toEqual([]);
  });

  it('cannot be begun where nothing can be written: nobody would be told of its end', async () => {
    const t = terminal();
    t.errands.intend = () => {
      throw new Error('disk full');
    };
    await expect(t.ports.requestCall({ reason: 'asked', mode: 'text' })).rejects.toThrow('disk full');
    expect(t.branch.requests).toEqual([]);
  });

  it('is left at the branch even when nothing can be written any more', async () => {
    const t = terminal();
    await t.taken('text');
    t.errands.amend = () => {
      throw new Error('disk full');
    };
    await t.ports.leaveCall({ why: 'withdrawn' });
    await settled();
    expect(t.branch.told.at(-1)).toBe('leave withdrawn');
    expect(t.journalFaults()).toBe(1);
  });

  it('ends with the visit: the branch is told until it has heard, camera and connection are let go of', async () => {
    const t = terminal();
    await t.taken();
    t.branch.unreachable = 4;
    t.visits.end('finished');
    await settled();
    expect(t.branch.told.at(-1)).toBe('leave withdrawn');
    await t.clock.advanceAsync(60_000);
    expect(t.branch.told.filter((one) => one === 'leave withdrawn')).toHaveLength(5);
    expect(t.errands.open).toBe(0);
    expect(t.order().open).toBeNull();
    expect(t.orders.at(-1)?.open).toBeNull();
    expect(t.desk.standing).toBeNull();
  });

  it('that stands only when the customer has left is taken back, and no teller is waited for', async () => {
    const t = terminal();
    const asked = t.ports.requestCall({ reason: 'asked', mode: 'text' });
    t.visits.end('finished');
    expect(await asked).toEqual({ reached: false, why: 'unreachable' });
    await settled();
    expect(t.branch.told).toEqual(['request', 'leave withdrawn']);
    expect(t.desk.standing).toBeNull();
  });

  it('that the branch could not answer is taken back, and the customer is told that nobody was called', async () => {
    const t = terminal();
    t.branch.unreachable = 2;
    expect(await t.ports.requestCall({ reason: 'asked', mode: 'text' })).toEqual({
      reached: false,
      why: 'unreachable',
    });
    await settled();
    expect(t.branch.told).toEqual(['request', 'request', 'leave withdrawn']);
    expect(new Set(t.branch.requests.map(({ id }) => id)).size).toBe(1);
  });
});
