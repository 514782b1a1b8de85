import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import type { TicketRequest } from '#contracts/branch/ticket.ts';
import { ManualClock } from '#foundation/clock.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { Counters, EVERYBODY } from './counters.ts';
import { TicketOffice } from './tickets.ts';

const aTicket = (changes: Partial<TicketRequest> = {}): TicketRequest => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
  ...changes,
});

/** The queue of one branch, with short words for what people do in it. */
function hall(store: BranchStore, clock = new ManualClock()) {
  const tickets = new TicketOffice(store, clock);
  const counters = new Counters(store, clock, EVERYBODY);
  const at = (staff: string) => ({ staff, branch: HOME_BRANCH });
  const act = async <Name extends CounterActName>(
    staff: string,
    name: Name,
    rest: Omit<CounterAct<Name>, 'request'>,
    request = randomUUID(),
  ) => {
    const answer = await counters.act(at(staff), name, { request, ...rest } as CounterAct<Name>);
    return answer.ok ? 'ok' : answer.error.code;
  };
  return {
    clock,
    act,
    take: async (changes: Partial<TicketRequest> = {}) => {
      const answer = await tickets.issue(HOME_BRANCH, 'T01', aTicket(changes));
      if (!answer.ok) throw new Error(answer.error.code);
      clock.advance(1_000);
      return answer.value.ticket;
    },
    giveUp: async (id: string) => {
      const answer = await tickets.giveUp(HOME_BRANCH, id);
      return answer.ok ? 'ok' : answer.error.code;
    },
    /** The ticket as it stands, with what an act on it names. */
    see: async (id: string) => {
      const ticket = await tickets.find(HOME_BRANCH, id);
      if (!ticket) throw new Error('no such ticket');
      return { ...ticket, on: { ticket: id, version: ticket.version } };
    },
    events: async (kind: string) =>
      store.db.selectFrom('queue_events').selectAll().where('kind', '=', kind).orderBy('sequence').execute(),
    current: async (staff: string) => {
      const row = await store.db
        .selectFrom('service_counters')
        .select('ticket')
        .where('staff', '=', staff)
        .executeTakeFirst();
      return row?.ticket ?? null;
    },
  };
}

onBothEngines('counters', ({ emptyStore, engine }) => {
  it('calls in order, serves, finishes, and what was served is kept', async () => {
    const store = await emptyStore();
    const h = hall(store);
    const [a, b] = [await h.take(), await h.take()];
    expect([a.label, b.label]).toEqual(['A001', 'A002']);
    expect(await h.act('1001', 'callNext', {})).toBe('counterNotOpen');
    expect(await h.act('1001', 'open', { counter: '1' })).toBe('ok');
    expect(await h.act('1001', 'callNext', {})).toBe('ok');
    expect(await h.see(a.id)).toMatchObject({ state: 'called', counter: '1' });
    expect(await h.act('1001', 'callNext', {})).toBe('counterBusy');
    h.clock.advance(10_000);
    expect(await h.act('1001', 'begin', (await h.see(a.id)).on)).toBe('ok');
    h.clock.advance(300_000);
    expect(await h.act('1001', 'finish', { ...(await h.see(a.id)).on, outcome: 'done' })).toBe('ok');
    expect(await h.see(a.id)).toMatchObject({ state: 'done', services: [{ id: 'cash', outcome: 'done' }] });
    expect(await h.current('1001')).toBeNull();
    const [served] = await store.db.selectFrom('serves').selectAll().execute();
    expect(served).toMatchObject({
      counter: '1',
      staff: '1001',
      took: 300_000,
      waited: 2_000,
      outcome: 'done',
    });
  });

  it('an act that is sent twice is done once, and a page that saw an older ticket must look again', async () => {
    const h = hall(await emptyStore());
    const [a, b] = [await h.take(), await h.take()];
    await h.act('1001', 'open', { counter: '1' });
    const request = randomUUID();
    expect(await h.act('1001', 'callNext', {}, request)).toBe('ok');
    const seen = (await h.see(a.id)).on;
    expect(await h.act('1001', 'recall', seen)).toBe('ok');
    expect(await h.act('1001', 'finish', { ...seen, outcome: 'done' })).toBe('staleTicket');
    expect(await h.act('1001', 'finish', { ...(await h.see(a.id)).on, outcome: 'done' })).toBe('ok');
    expect(await h.act('1001', 'callNext', {}, request)).toBe('ok');
    expect(await h.see(b.id)).toMatchObject({ state: 'waiting' });
  });

  it('a ticket for several services goes on: at the same counter, or to another one at its old place', async () => {
    const h = hall(await emptyStore());
    const a = await h.take({ services: ['cash', 'lostCard', 'wealth'] });
    await h.take();
    await h.act('1001', 'open', { counter: '1' });
    await h.act('1001', 'callNext', {});
    await h.act('1001', 'finish', { ...(await h.see(a.id)).on, outcome: 'done' });
    expect(await h.see(a.id)).toMatchObject({ state: 'serving', counter: '1' });
    await h.act('1001', 'finish', { ...(await h.see(a.id)).on, outcome: 'notPossible' });
    expect(await h.see(a.id)).toMatchObject({
      state: 'waiting',
      counter: null,
      services: [
        { id: 'cash', outcome: 'done' },
        { id: 'lostCard', outcome: 'notPossible' },
        { id: 'wealth', outcome: 'open' },
      ],
    });
    await h.act('1004', 'open', { counter: '4' });
    expect(await h.act('1004', 'callNext', {})).toBe('ok');
    expect(await h.current('1004')).toBe(a.id);
  });

  it('parked comes back by number; handed over to one counter only that one calls, until it closes', async () => {
    const h = hall(await emptyStore());
    const a = await h.take();
    await h.act('1001', 'open', { counter: '1' });
    await h.act('1002', 'open', { counter: '2' });
    await h.act('1001', 'callNext', {});
    await h.act('1001', 'park', (await h.see(a.id)).on);
    expect(await h.act('1001', 'callNext', {})).toBe('nobodyWaiting');
    expect(await h.act('1001', 'call', { label: 'A001' })).toBe('ok');
    await h.act('1001', 'transfer', { ...(await h.see(a.id)).on, service: null, counter: '2' });
    expect(await h.act('1001', 'callNext', {})).toBe('nobodyWaiting');
    await h.act('1002', 'close', {});
    expect(await h.act('1001', 'callNext', {})).toBe('ok');
    await h.act('1001', 'transfer', { ...(await h.see(a.id)).on, service: 'wealth', counter: null });
    expect(await h.see(a.id)).toMatchObject({
      state: 'waiting',
      services: [{ id: 'wealth', outcome: 'open' }],
    });
  });

  it('handed over to another service, that one is in hand: it stands before what else is open', async () => {
    const h = hall(await emptyStore());
    const a = await h.take({ services: ['cash', 'lostCard', 'account'] });
    await h.act('1003', 'open', { counter: '3' });
    await h.act('1003', 'callNext', {});
    await h.act('1003', 'finish', { ...(await h.see(a.id)).on, outcome: 'done' });
    await h.act('1003', 'transfer', { ...(await h.see(a.id)).on, service: 'wealth', counter: null });
    expect((await h.see(a.id)).services).toEqual([
      { id: 'cash', outcome: 'done' },
      { id: 'wealth', outcome: 'open' },
      { id: 'account', outcome: 'open' },
    ]);
    await h.act('1003', 'callNext', {});
    await h.act('1003', 'finish', { ...(await h.see(a.id)).on, outcome: 'done' });
    expect((await h.see(a.id)).services).toEqual([
      { id: 'cash', outcome: 'done' },
      { id: 'wealth', outcome: 'done' },
      { id: 'account', outcome: 'open' },
    ]);
  });

  it('who does not come is waited for, then let go, and may still come back by number', async () => {
    const h = hall(await emptyStore());
    const a = await h.take();
    await h.act('1001', 'open', { counter: '1' });
    await h.act('1001', 'callNext', {});
    expect(await h.act('1001', 'noShow', (await h.see(a.id)).on)).toBe('tooEarly');
    h.clock.advance(60_000);
    expect(await h.act('1001', 'noShow', (await h.see(a.id)).on)).toBe('ok');
    expect(await h.act('1001', 'call', { label: a.label })).toBe('ok');
    expect(await h.see(a.id)).toMatchObject({ state: 'called' });
  });

  it('overtaking is noted for whoever was gone past, with the number that went before', async () => {
    const h = hall(await emptyStore());
    const a = await h.take();
    const old = await h.take({ needs: ['elderly'] });
    await h.act('1001', 'open', { counter: '1' });
    await h.act('1001', 'callNext', {});
    expect(await h.current('1001')).toBe(old.id);
    expect((await h.see(a.id)).overtaken).toBe(1);
    expect(await h.events('ticketOvertaken')).toMatchObject([{ ticket: a.id, detail: old.label }]);
  });

  it('nobody is overtaken more often than the policy allows, also by a number that is called out of turn', async () => {
    const h = hall(await emptyStore());
    const first = await h.take();
    const later = [await h.take(), await h.take(), await h.take(), await h.take()];
    await h.act('1001', 'open', { counter: '1' });
    const answers: string[] = [];
    for (const { label, id } of later) {
      answers.push(await h.act('1001', 'call', { label }));
      if (answers.at(-1) === 'ok')
        await h.act('1001', 'finish', { ...(await h.see(id)).on, outcome: 'done' });
    }
    expect(answers).toEqual(['ok', 'ok', 'ok', 'overtakenEnough']);
    expect((await h.see(first.id)).overtaken).toBe(3);
    await h.act('1001', 'callNext', {});
    expect(await h.current('1001')).toBe(first.id);
  });

  it('a counter has one member of staff, and a member one counter', async () => {
    const h = hall(await emptyStore());
    await h.act('1001', 'open', { counter: '1' });
    expect(await h.act('1002', 'open', { counter: '1' })).toBe('counterTaken');
    expect(await h.act('1001', 'open', { counter: '2' })).toBe('counterTaken');
    expect(await h.act('1001', 'open', { counter: '9' })).toBe('counterUnknown');
    expect(await h.act('1001', 'close', {})).toBe('ok');
    expect(await h.act('1002', 'open', { counter: '1' })).toBe('ok');
  });

  it('a clock that goes back changes no order and gives no number twice', async () => {
    const h = hall(await emptyStore());
    const labels = [(await h.take()).label];
    const first = await h.take();
    labels.push(first.label);
    h.clock.jumpWall(-3 * 24 * 60 * 60_000);
    labels.push((await h.take()).label);
    h.clock.jumpWall(4 * 24 * 60 * 60_000);
    labels.push((await h.take()).label, (await h.take()).label);
    expect(new Set(labels).size).toBe(labels.length);
    await h.act('1001', 'open', { counter: '1' });
    const events = await h.events('ticketIssued');
    const times = events.map(({ at }) => Number(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('giving up takes nobody else’s place and cannot be done at the counter', async () => {
    const h = hall(await emptyStore());
    const [a, b] = [await h.take(), await h.take()];
    expect(await h.giveUp(a.id)).toBe('ok');
    expect(await h.giveUp(a.id)).toBe('ok');
    await h.act('1001', 'open', { counter: '1' });
    await h.act('1001', 'callNext', {});
    expect(await h.current('1001')).toBe(b.id);
    expect(await h.giveUp(b.id)).toBe('illegalMove');
  });

  it('counters that call at the same instant: nobody is called twice, nobody is left', async () => {
    const h = hall(await emptyStore());
    const taken = await Promise.all(Array.from({ length: 24 }, () => h.take()));
    expect(new Set(taken.map(({ label }) => label)).size).toBe(24);
    const staff = ['1001', '1002', '1003'];
    for (const [at, number] of staff.entries()) await h.act(number, 'open', { counter: `${at + 1}` });
    const called: string[] = [];
    for (let round = 0; round < 8; round++) {
      await Promise.all(staff.map((number) => h.act(number, 'callNext', {})));
      for (const number of staff) {
        const id = await h.current(number);
        if (!id) continue;
        called.push(id);
        await h.act(number, 'finish', { ...(await h.see(id)).on, outcome: 'done' });
      }
    }
    expect(called.toSorted()).toEqual(taken.map(({ id }) => id).toSorted());
    expect(engine).toMatch(/sqlite|postgres/);
  });
});
