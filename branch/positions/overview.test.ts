import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Counters, EVERYBODY } from '../queue/counters.ts';
import { Hall } from '../queue/hall.ts';
import { TicketOffice } from '../queue/tickets.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { HallOverview } from './overview.ts';

onBothEngines('the day’s figures', ({ emptyStore }) => {
  const open = async () => {
    const store = await emptyStore();
    const clock = new ManualClock();
    const tickets = new TicketOffice(store, clock);
    const counters = new Counters(store, clock, EVERYBODY);
    const overview = new HallOverview(store, clock, new Hall(store, clock, null));
    const act = async <Name extends CounterActName>(
      name: Name,
      rest: Omit<CounterAct<Name>, 'request'>,
    ): Promise<void> => {
      const content = { request: randomUUID(), ...rest } as CounterAct<Name>;
      const done = await counters.act({ staff: '1002', branch: HOME_BRANCH }, name, content);
      if (!done.ok) throw new Error(done.error.code);
    };
    const take = async (services: string[]) => {
      const taken = await tickets.issue(HOME_BRANCH, 'T01', {
        id: randomUUID(),
        services,
        segment: 'ordinary',
        needs: [],
        language: 'en',
        channel: 'anonymous',
      });
      if (!taken.ok) throw new Error(taken.error.code);
      return taken.value.ticket.id;
    };
    const on = async (id: string) => {
      const ticket = await tickets.find(HOME_BRANCH, id);
      return { ticket: id, version: ticket?.version ?? 0 };
    };
    return { clock, take, act, on, look: async () => (await overview.look(HOME_BRANCH)).view };
  };

  it('the wait is that until the first call, of half and of nine in ten, against the target', async () => {
    const { clock, take, act, on, look } = await open();
    await act('open', { counter: '3' });
    const minutes = [1, 2, 3, 4, 10];
    for (const wait of minutes) {
      const id = await take(wait === 10 ? ['cash', 'lostCard'] : ['cash']);
      clock.advance(wait * 60_000);
      await act('callNext', {});
      clock.advance(30_000);
      await act('finish', { ...(await on(id)), outcome: 'done' });
      if (wait === 10) await act('finish', { ...(await on(id)), outcome: 'done' });
    }
    const { waits, finished } = await look();
    expect(waits).toEqual({
      called: 5,
      p50: 3 * 60_000,
      p90: Math.round(7.6 * 60_000),
      targetMinutes: 5,
      withinTarget: 4,
    });
    expect(finished).toEqual({ done: 0, handedOver: 0, left: 0, atCounters: 5 });
  });

  it('counts who waits by service, since when, and what somebody who came now would be told', async () => {
    const { clock, take, act, look } = await open();
    const first = new Date(clock.wall()).toISOString();
    await take(['cash']);
    clock.advance(60_000);
    await take(['cash']);
    await take(['wealth']);
    await act('open', { counter: '1' });
    clock.advance(1_000);
    const { queue } = await look();
    const of = (id: string) => queue.find(({ service }) => service === id);
    expect(of('cash')).toMatchObject({
      waiting: 2,
      longestSince: first,
      newcomer: { ahead: 2, reason: 'coldStart' },
    });
    expect(of('cash')?.newcomer.minutes).not.toBeNull();
    expect(of('wealth')).toMatchObject({ waiting: 1, newcomer: { minutes: null, reason: 'noCounter' } });
    expect(of('account')).toMatchObject({ waiting: 0, longestSince: null });
  });

  it('begins anew with the day', async () => {
    const { clock, take, act, on, look } = await open();
    await act('open', { counter: '3' });
    const id = await take(['cash']);
    await act('callNext', {});
    await act('finish', { ...(await on(id)), outcome: 'done' });
    expect(await look()).toMatchObject({ waits: { called: 1 }, finished: { atCounters: 1 } });
    clock.advance(86_400_000);
    expect(await look()).toMatchObject({ waits: { called: 0, p50: null }, finished: { atCounters: 0 } });
  });
});
