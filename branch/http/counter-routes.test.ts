import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from 'vitest';
import { COUNTER_ACTS, counterPageSchema } from '#contracts/branch/counter.ts';
import { SESSION_IDLE } from '#contracts/branch/staff.ts';
import type { TicketRequest } from '#contracts/branch/ticket.ts';
import { ManualClock } from '#foundation/clock.ts';
import type { BranchClient } from '../client/client.ts';
import { onBothEngines } from '../test-support/engines.ts';
import {
  type BranchHouse,
  enrolled,
  openBranch,
  pageHeaders,
  rawRequest,
  staffPost,
} from '../test-support/house.ts';

onBothEngines('the API of the counter page', ({ emptyDatabase }) => {
  let house: BranchHouse<ManualClock>;
  let terminal: BranchClient;
  afterEach(() => house.close());

  /** The house with one counter clerk signed in. */
  const open = async (number = '1002') => {
    const database = await emptyDatabase();
    house = await openBranch(new ManualClock(), database === undefined ? {} : { database });
    terminal = await enrolled(house);
    return clerk(number);
  };
  const clerk = async (number: string) => {
    const { port } = house.service;
    const headers = await pageHeaders(port, number);
    return {
      headers,
      look: async (query = '') => {
        const answer = await rawRequest(port, 'GET', `/counter/api/state${query}`, headers);
        return counterPageSchema.parse(JSON.parse(answer.text));
      },
      /** The page after the act, or the refusal's code. */
      act: async (name: string, rest: object = {}, request: string = randomUUID()) => {
        const answer = await staffPost(port, `/counter/api/${name}`, { request, ...rest }, headers);
        if (answer.status !== 200)
          return { code: answer.code, current: null, waiting: [], parked: [], own: null };
        return { code: 'ok', ...counterPageSchema.parse(JSON.parse(answer.text)) };
      },
    };
  };
  const take = async (changes: Partial<TicketRequest> = {}) => {
    const taken = await terminal.takeTicket({
      id: randomUUID(),
      services: ['cash'],
      segment: 'ordinary',
      needs: [],
      language: 'zh-CN',
      channel: 'anonymous',
      ...changes,
    });
    if (!taken.ok) throw new Error(taken.error.code);
    house.clock.advance(1_000);
    return taken.value.ticket;
  };
  const onIt = (ticket: { id: string; version: number } | null) => ({
    ticket: ticket?.id ?? '',
    version: ticket?.version ?? 0,
  });

  it('takes a customer from the queue to the end, each answer showing the page as it is then', async () => {
    const one = await open();
    await take({ services: ['cash', 'lostCard'], needs: ['elderly'], language: 'en' });
    await take();
    expect(await one.look()).toMatchObject({ own: null, current: null, waitingTotal: 2, counters: [] });
    expect(await one.act('open', { counter: '1' })).toMatchObject({ own: '1' });
    const called = await one.act('callNext');
    expect(called.current).toMatchObject({ label: 'A001', state: 'called', counter: '1' });
    expect(called.waiting.map(({ ticket, mine }) => [ticket.label, mine])).toEqual([['A002', true]]);
    expect((await one.act('noShow', onIt(called.current))).code).toBe('tooEarly');
    const again = await one.act('recall', onIt(called.current));
    const begun = await one.act('begin', onIt(again.current));
    expect(begun.current?.state).toBe('serving');
    const second = await one.act('finish', { ...onIt(begun.current), outcome: 'notPossible' });
    expect(second.current?.services).toEqual([
      { id: 'cash', outcome: 'notPossible' },
      { id: 'lostCard', outcome: 'open' },
    ]);
    const parked = await one.act('park', onIt(second.current));
    expect(parked.parked.map(({ label }) => label)).toEqual(['A001']);
    const back = await one.act('call', { label: 'A001' });
    const moved = await one.act('transfer', { ...onIt(back.current), service: null, counter: '4' });
    expect(moved).toMatchObject({ current: null });
    expect(moved.waiting.find(({ ticket }) => ticket.label === 'A001')).toMatchObject({ mine: false });
    const last = await one.act('callNext');
    const ended = await one.act('finish', { ...onIt(last.current), outcome: 'done' });
    expect(ended).toMatchObject({ code: 'ok', current: null });
    expect((await one.act('callNext')).code).toBe('nobodyWaiting');
    expect(await one.act('pause')).toMatchObject({ own: '1', code: 'ok' });
    expect(await one.act('close')).toMatchObject({ own: null, code: 'ok' });
  });

  it('hears of a ticket at once, and of what the other counter does', async () => {
    const one = await open();
    const two = await clerk('1004');
    const before = await one.look();
    const news = one.look(`?after=${before.revision}&wait=20`);
    await take();
    expect((await news).waitingTotal).toBe(1);
    await one.act('open', { counter: '1' });
    expect((await two.act('open', { counter: '1' })).code).toBe('counterTaken');
    await two.act('open', { counter: '2' });
    const [a, b] = await Promise.all([one.act('callNext'), two.act('callNext')]);
    expect([a.code, b.code].toSorted()).toEqual(['nobodyWaiting', 'ok']);
    expect((await two.look()).counters.map(({ id, staff }) => [id, staff])).toEqual([
      ['1', '1002'],
      ['2', '1004'],
    ]);
  });

  it('is free again when its member signs out, and whoever stood there waits again at his old place', async () => {
    const one = await open();
    const two = await clerk('1004');
    await take();
    await take();
    await one.act('open', { counter: '1' });
    await one.act('callNext');
    await staffPost(house.service.port, '/staff/api/sign-out', undefined, one.headers);
    const seen = await two.look();
    expect(seen.counters).toMatchObject([{ id: '1', state: 'closed', staff: null, left: false }]);
    expect(seen.waiting.map(({ ticket }) => [ticket.label, ticket.state])).toEqual([
      ['A001', 'waiting'],
      ['A002', 'waiting'],
    ]);
    await two.act('open', { counter: '1' });
    expect((await two.act('callNext')).current?.label).toBe('A001');
  });

  it('may be taken over once its member’s session has ended by itself', async () => {
    const one = await open();
    await take();
    await one.act('open', { counter: '1' });
    await one.act('callNext');
    house.clock.advance(SESSION_IDLE);
    const two = await clerk('1004');
    expect((await two.look()).counters).toMatchObject([{ id: '1', staff: '1002', left: true }]);
    expect(await two.act('open', { counter: '1' })).toMatchObject({ own: '1', current: null });
    expect((await two.act('callNext')).current?.label).toBe('A001');
  });

  it('an act that is sent again is done once; one about an older ticket is refused', async () => {
    const one = await open();
    await take();
    await take();
    await one.act('open', { counter: '1' });
    const request = randomUUID();
    const first = await one.act('callNext', {}, request);
    const again = await one.act('callNext', {}, request);
    expect([first.current?.label, again.current?.label]).toEqual(['A001', 'A001']);
    await one.act('recall', onIt(first.current));
    expect((await one.act('begin', onIt(first.current))).code).toBe('staleTicket');
  });

  it('is for whoever has the role, from the page itself, and in the words of the contract', async () => {
    const one = await open();
    const { port } = house.service;
    const lobby = await clerk('1003');
    expect((await lobby.act('callNext')).code).toBe('notAllowed');
    const seen = await rawRequest(port, 'GET', '/counter/api/state', lobby.headers);
    expect([seen.status, seen.code]).toEqual([403, 'notAllowed']);
    const { cookie: _, ...nobody } = one.headers;
    expect((await rawRequest(port, 'GET', '/counter/api/state', nobody)).code).toBe('notSignedIn');
    const { 'x-staff': __, ...noPage } = one.headers;
    expect((await rawRequest(port, 'GET', '/counter/api/state', noPage)).code).toBe('notFromPage');
    const post = (body: unknown, headers = one.headers) =>
      staffPost(port, '/counter/api/open', body, headers).then(({ code }) => code);
    const body = { request: randomUUID(), counter: '1' };
    expect(await post(body, { ...one.headers, origin: 'https://evil.example' })).toBe('wrongOrigin');
    const { origin: ___, ...noOrigin } = one.headers;
    expect(await post(body, noOrigin)).toBe('wrongOrigin');
    for (const wrong of [
      { ...body, request: 'short' },
      { ...body, counter: '100' },
      { ...body, more: 1 },
      { request: body.request },
      [],
      null,
    ])
      expect(await post(wrong)).toBe('badRequest');
    expect((await rawRequest(port, 'POST', '/counter/api/open', one.headers)).code).toBe('badJson');
    expect((await one.look()).own).toBeNull();
  });

  it('has a route for every act of the contract', async () => {
    const one = await open();
    for (const name of Object.keys(COUNTER_ACTS))
      expect([name, (await one.act(name, { counter: 1 })).code]).toEqual([name, 'badRequest']);
  });

  it('knows no ticket of another branch', async () => {
    const one = await open();
    const { port } = house.service;
    const elsewhere = await enrolled(house, 'T09', undefined, 'GX-014');
    const taken = await elsewhere.takeTicket({
      id: randomUUID(),
      services: ['cash'],
      segment: 'ordinary',
      needs: [],
      language: 'zh-CN',
      channel: 'anonymous',
    });
    if (!taken.ok) throw new Error(taken.error.code);
    await one.act('open', { counter: '1' });
    expect((await one.look()).waitingTotal).toBe(0);
    expect((await one.act('callNext')).code).toBe('nobodyWaiting');
    expect((await one.act('call', { label: taken.value.ticket.label })).code).toBe('notFound');
    expect((await one.act('begin', onIt(taken.value.ticket))).code).toBe('notFound');
    expect((await rawRequest(port, 'GET', '/counter/api/state?branch=GX-014', one.headers)).code).toBe(
      'badRequest',
    );
  });
});
