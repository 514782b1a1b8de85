import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { err, ok } from '#foundation/result.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { tokenDigest } from './in-hand.ts';
import { aTellerCall, callRoom, codeOf, EVERYTHING, SECRET_WORDS, setPolicy, T01 } from './test-support.ts';
import { rowOf } from './writing.ts';

onBothEngines('calls to a teller', ({ emptyStore, engine }) => {
  it('are made once however often they are sent, and belong to their terminal', async () => {
    const h = await callRoom(await emptyStore());
    const request = aTellerCall();
    expect(await h.room.calls.request(T01, request)).toMatchObject({
      ok: true,
      value: { made: true, call: { reference: 'V-0001', state: 'waiting', turn: 0 } },
    });
    expect(await h.room.calls.request(T01, request)).toMatchObject({ ok: true, value: { made: false } });
    expect(codeOf(await h.room.calls.request(T01, { ...request, reason: 'approval' }))).toBe('idConflict');
    expect(codeOf(await h.room.calls.request({ ...T01, terminal: 'T02' }, request))).toBe('idConflict');
    expect(
      codeOf(await h.room.calls.leave({ ...T01, terminal: 'T02' }, request.id, { outcome: 'counter' })),
    ).toBe('notFound');
    expect(await h.look(request.id)).toMatchObject({ state: 'waiting' });
  });

  it('are told their place, an honest wait or that nobody can say, and every change of it', async () => {
    const h = await callRoom(await emptyStore());
    const first = await h.call();
    expect((await h.look(first.id)).wait).toEqual({ position: 1, minutes: null, tellers: 0 });
    const second = await h.call({}, { ...T01, terminal: 'T02' });
    expect((await h.look(second.id, 'T02')).wait).toEqual({ position: 2, minutes: null, tellers: 0 });
    const waiting = h.room.calls.await(
      'T02',
      second.id,
      (await h.look(second.id, 'T02')).version,
      20_000,
      new AbortController().signal,
    );
    const desk = await h.sit('2001');
    await h.taken(desk);
    expect(await waiting).toMatchObject({ ok: true });
    expect((await h.look(second.id, 'T02')).wait).toEqual({ position: 1, minutes: null, tellers: 1 });
    expect(await h.room.calls.outlook(T01, 'zh-CN', 'general')).toEqual({
      state: 'open',
      wait: { position: 2, minutes: null, tellers: 1 },
    });
  });

  it('say before they are made whether anybody is there', async () => {
    const h = await callRoom(await emptyStore());
    expect(await h.room.calls.outlook(T01, 'en', 'general')).toMatchObject({ state: 'nobody', wait: null });
    await h.sit('2001', { languages: ['zh-CN'], skills: ['issueCard'] });
    expect(await h.room.calls.outlook(T01, 'en', 'issueCard')).toMatchObject({ state: 'nobody' });
    expect(await h.room.calls.outlook(T01, 'zh-CN', 'buyWealth')).toMatchObject({ state: 'nobody' });
    expect(await h.room.calls.outlook(T01, 'zh-CN', 'issueCard')).toMatchObject({
      state: 'open',
      wait: { position: 1, minutes: 0, tellers: 1 },
    });
    await h.store.db
      .updateTable('branches')
      .set({ configuration: null })
      .where('id', '=', HOME_BRANCH)
      .execute();
    h.clock.advance(14 * 3_600_000);
    expect(await h.room.calls.outlook(T01, 'zh-CN', 'issueCard')).toMatchObject({
      state: 'closed',
      wait: null,
    });
    expect(codeOf(await h.room.calls.request(T01, aTellerCall()))).toBe('branchClosed');
  });

  it('are taken once under a fresh token, become live, and are over once', async () => {
    const h = await callRoom(await emptyStore());
    const { id } = await h.call();
    const desk = await h.sit('2001');
    const taken = await h.taken(desk);
    expect(taken).toMatchObject({ call: id, turn: 1 });
    const seen = await h.look(id);
    expect(seen).toMatchObject({
      state: 'assigned',
      wait: null,
      turn: 1,
      teller: { name: '柜员2001', tokenDigest: tokenDigest(taken.token), silent: false },
    });
    expect(codeOf(await h.room.calls.live(T01, id, { turn: 2, mode: 'video' }))).toBe('illegalMove');
    expect(await h.room.calls.live(T01, id, { turn: 1, mode: 'video' })).toMatchObject({
      ok: true,
      value: { state: 'live' },
    });
    const order = { request: randomUUID(), call: id, token: taken.token, outcome: 'finished' } as const;
    expect(codeOf(await h.room.desk.finish(desk, { ...order, type: 'finish', token: 'A'.repeat(43) }))).toBe(
      'badToken',
    );
    expect(codeOf(await h.room.desk.finish(desk, { ...order, type: 'finish' }))).toBe('ok');
    expect(codeOf(await h.room.desk.finish(desk, { ...order, type: 'finish' }))).toBe('ok');
    expect(await h.look(id)).toMatchObject({ state: 'over', outcome: 'finished', teller: null });
    expect(await h.room.calls.leave(T01, id, { outcome: 'withdrawn' })).toMatchObject({
      ok: true,
      value: { outcome: 'finished' },
    });
    const log = await h.store.db.selectFrom('staff_log').select(['event', 'actor', 'detail']).execute();
    expect(log.map(({ event, actor }) => [event, actor])).toEqual([
      ['callTaken', '2001'],
      ['callFinished', '2001'],
    ]);
  });

  it('go to exactly one of many desks that reach out at the same moment', async () => {
    const h = await callRoom(await emptyStore());
    const desks = [];
    for (let at = 0; at < 6; at++) desks.push(await h.sit(`20${10 + at}`));
    for (let round = 0; round < (engine === 'sqlite' ? 20 : 8); round++) {
      const { id } = await h.call({ visit: `visit-${round}` });
      const answers = await Promise.all(
        desks.map((desk, at) => (at % 2 === 0 ? h.next(desk) : h.room.desk.take(desk, randomUUID(), id))),
      );
      const got = answers.filter((answer) => answer.ok && answer.value?.call === id);
      expect(got).toHaveLength(1);
      for (const answer of answers)
        expect(['ok', 'nothingWaiting', 'alreadyTaken']).toContain(codeOf(answer));
      expect(await h.look(id)).toMatchObject({ state: 'assigned', turn: 1 });
      await h.room.calls.leave(T01, id, { outcome: 'withdrawn' });
    }
  });

  it('go back to their place when the two do not find each other in time', async () => {
    const h = await callRoom(await emptyStore(), { policy: { connectSeconds: 10 } });
    const first = await h.call();
    const second = await h.call({}, { ...T01, terminal: 'T02' });
    const desk = await h.sit('2001');
    expect((await h.taken(desk)).call).toBe(first.id);
    h.clock.advance(9_000);
    await h.room.presence.alive(desk);
    expect(await h.look(first.id)).toMatchObject({ state: 'assigned' });
    h.clock.advance(1_000);
    expect(await h.look(first.id)).toMatchObject({ state: 'waiting', wait: { position: 1 }, teller: null });
    expect((await h.look(second.id, 'T02')).wait).toMatchObject({ position: 2 });
    expect((await h.taken(desk)).turn).toBe(2);
  });

  it('are kept for a teller whose desk falls silent, then go to the next one first, with their case', async () => {
    const h = await callRoom(await emptyStore(), { policy: { tellerSilentSeconds: 20 } });
    const { id } = await h.call();
    const desk = await h.sit('2001');
    await h.taken(desk);
    await h.room.calls.live(T01, id, { turn: 1, mode: 'video' });
    await h.room.presence.gone(desk);
    expect(await h.look(id)).toMatchObject({ state: 'live', teller: { silent: true } });
    const other = await h.sit('2002');
    expect(codeOf(await h.next(other))).toBe('nothingWaiting');
    h.clock.advance(19_000);
    const back = await h.sit('2001');
    expect(back.held).toMatchObject({ call: id, turn: 1 });
    expect(await h.look(id)).toMatchObject({ state: 'live', teller: { silent: false } });
    await h.room.presence.gone(back);
    await h.call({}, { ...T01, terminal: 'T02' });
    h.clock.advance(20_000);
    await h.room.presence.alive(other);
    expect(await h.look(id)).toMatchObject({ state: 'waiting', turn: 1, wait: { position: 1 } });
    expect(await h.taken(other)).toMatchObject({ call: id, turn: 2 });
  });

  it('are known to have lost their desk though no instance is left to say so', async () => {
    const h = await callRoom(await emptyStore());
    const { id } = await h.call();
    await h.taken(await h.sit('2001'));
    await h.room.calls.live(T01, id, { turn: 1, mode: 'video' });
    h.clock.advance(11_000);
    expect(await h.look(id)).toMatchObject({ teller: { silent: false } });
    h.clock.advance(1_000);
    expect(await h.look(id)).toMatchObject({ teller: { silent: true } });
    h.clock.advance(8_000);
    expect(await h.look(id)).toMatchObject({ state: 'waiting' });
  });

  it('are over when the terminal is not heard of for a minute, and not before', async () => {
    const h = await callRoom(await emptyStore());
    const { id } = await h.call();
    for (let minute = 0; minute < 3; minute++) {
      h.clock.advance(59_000);
      await h.look(id);
    }
    h.clock.advance(60_000);
    await h.room.calls.sweep();
    expect(await h.look(id)).toMatchObject({ state: 'over', outcome: 'lapsed' });
  });

  it('lost with their terminal are called back by whoever had them: once, at the next free time, the number as told last', async () => {
    const h = await callRoom(await emptyStore());
    const { id } = await h.call();
    const desk = await h.sit('2001');
    const other = await h.sit('2002');
    await h.taken(desk);
    const book = (at: typeof desk, phone = '14200000002') =>
      h.room.desk.bookCallBack(at, { type: 'bookCallBack', request: randomUUID(), call: id, phone });
    const { area } = (await rowOf(h.store.db, id)) ?? { area: '' };
    const shown = () => h.room.states.of('2001', area);
    // In the middle of it there is nothing to be promised.
    expect(codeOf(await book(desk))).toBe('notYours');
    expect(await h.room.calls.leave(T01, id, { outcome: 'lapsed' })).toMatchObject({
      value: { state: 'over', outcome: 'lapsed' },
    });
    expect(codeOf(await book(other))).toBe('notYours');
    expect(await shown()).toMatchObject({ toWrapUp: { callBack: null } });
    expect(codeOf(await book(desk))).toBe('ok');
    expect(codeOf(await book(desk, '14200000003'))).toBe('ok');
    const [item, ...more] = (await shown())?.callBacks ?? [];
    expect(more).toEqual([]);
    expect(item).toMatchObject({ phone: '14200000003', name: SECRET_WORDS.name, state: 'open' });
    const [soonest] = (await h.room.callBacks.times(T01)).times;
    expect(item?.from).toBe(soonest?.from);
    expect(await shown()).toMatchObject({
      toWrapUp: { call: id, callBack: { reference: item?.reference, from: item?.from } },
    });
    // Once somebody has taken it, its number stands; once written down, nothing more is promised.
    const move = { type: 'callBack', request: randomUUID(), id: item?.id ?? '', state: 'taken' } as const;
    expect(codeOf(await h.room.desk.callBack(other, move))).toBe('ok');
    expect(codeOf(await book(desk))).toBe('alreadyTaken');
    const wrap = { request: randomUUID(), call: id, code: 'technical', note: '' } as const;
    expect(codeOf(await h.room.desk.wrapUp(desk, wrap))).toBe('ok');
    expect(codeOf(await book(desk))).toBe('notYours');

    // One that was not lost needs no such promise.
    const left = await h.call();
    await h.taken(desk);
    await h.room.calls.leave(T01, left.id, { outcome: 'withdrawn' });
    const asked = {
      type: 'bookCallBack',
      request: randomUUID(),
      call: left.id,
      phone: '14200000002',
    } as const;
    expect(codeOf(await h.room.desk.bookCallBack(desk, asked))).toBe('notAllowed');
  });

  it('end what the terminal had open before', async () => {
    const h = await callRoom(await emptyStore());
    const before = await h.call();
    await h.call({ visit: 'visit-0002' });
    expect(await h.look(before.id)).toMatchObject({ state: 'over', outcome: 'withdrawn' });
  });

  it('go to the customer’s own client manager first, while he is present, and then to anybody', async () => {
    const bank = (manager: string | null) => ({
      recognise: async () =>
        ok({
          customerRef: 'cus_1',
          arrivalNotice: { consent: true as const, displayName: '许女士', manager },
        }),
    });
    const h = await callRoom(await emptyStore(), { bank: bank('2001'), policy: { ownManagerSeconds: 30 } });
    const other = await h.sit('2002');
    const away = await h.call({ customerRef: 'cus_1' });
    expect((await h.taken(other)).call).toBe(away.id);
    await h.room.calls.leave(T01, away.id, { outcome: 'withdrawn' });
    const own = await h.sit('2001');
    const mine = await h.call({ customerRef: 'cus_1' });
    expect(codeOf(await h.next(other))).toBe('nothingWaiting');
    expect(codeOf(await h.room.desk.take(other, randomUUID(), mine.id))).toBe('notAllowed');
    h.clock.advance(15_000);
    for (const desk of [own, other]) await h.room.presence.alive(desk);
    h.clock.advance(15_000);
    for (const desk of [own, other]) await h.room.presence.alive(desk);
    expect((await h.taken(other)).call).toBe(mine.id);
  });

  it('have no client manager where the bank does not say so at once', async () => {
    const h = await callRoom(await emptyStore(), {
      bank: { recognise: () => new Promise(() => {}) },
    });
    const asked = h.call({ customerRef: 'cus_1' });
    await h.clock.advanceAsync(2_000);
    expect((await asked).state).toBe('waiting');
    const failing = await callRoom(await emptyStore(), {
      bank: { recognise: async () => err({ code: 'unreachable' as const, detail: 'no line' }) },
    });
    expect((await failing.call({ customerRef: 'cus_1' })).state).toBe('waiting');
  });

  it('are served by the tellers of the whole region, and by nobody of another', async () => {
    const store = await emptyStore();
    const h = await callRoom(store, { policy: { region: 'NORTH' } });
    await setPolicy(store, h.clock, 'GX-014', { region: 'NORTH' });
    await setPolicy(store, h.clock, 'GX-015', { region: 'SOUTH' });
    const south = await h.sit('2003', EVERYTHING, 'GX-015');
    const { id } = await h.call();
    expect(codeOf(await h.next(south))).toBe('nothingWaiting');
    expect(codeOf(await h.room.desk.take(south, randomUUID(), id))).toBe('notFound');
    const north = await h.sit('2002', EVERYTHING, 'GX-014');
    expect((await h.taken(north)).call).toBe(id);
  });
});
