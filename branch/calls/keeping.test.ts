import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { forgetCalls } from './keeping.ts';
import { callRoom, SECRET_WORDS, setPolicy, T01 } from './test-support.ts';

const TABLES = [
  'calls',
  'call_heard',
  'call_messages',
  'call_views',
  'call_notes',
  'tellers',
  'desk_requests',
  'call_backs',
  'staff_log',
  'counters',
] as const;
const DAY = 86_400_000;

async function everything(store: BranchStore): Promise<Record<string, unknown[]>> {
  const entries = [];
  for (const table of TABLES)
    entries.push([table, await store.db.selectFrom(table).selectAll().execute()] as const);
  return Object.fromEntries(entries);
}

onBothEngines('what is kept of calls', ({ emptyStore }) => {
  /** A call in which everything personal there is was said, and somebody is to be called back. */
  const spoken = async (policy: object = {}) => {
    const h = await callRoom(await emptyStore(), { policy });
    const { id } = await h.call();
    const desk = await h.sit('2001');
    const { token } = await h.taken(desk);
    await h.room.calls.live(T01, id, { turn: 1, mode: 'text' });
    const chat = () => ({ kind: 'chat' as const, id: randomUUID(), text: SECRET_WORDS.chat });
    await h.room.messages.fromTerminal('T01', id, randomUUID(), chat());
    await h.room.desk.send(desk, { request: randomUUID(), call: id, token, message: chat() });
    const signal = { type: 'offer' as const, turn: 1, sdp: 'v=0\r\no=10.20.30.40\r\n' };
    await h.room.desk.send(desk, {
      request: randomUUID(),
      call: id,
      token,
      message: { kind: 'signal', signal },
    });
    await h.room.views.put('T01', id, {
      is: 'own',
      number: 1,
      at: '2026-11-22T02:00:00.000Z',
      what: 'sign',
      kind: 'drawnSecret',
      service: null,
      step: 1,
    });
    const [time] = (await h.room.callBacks.times(T01)).times;
    if (!time) throw new Error('no time');
    const back = {
      id: randomUUID(),
      visit: 'visit-0001',
      call: id,
      phone: '13912345678',
      name: SECRET_WORDS.name,
      customerRef: 'cus_secret',
      service: null,
      language: 'zh-CN' as const,
      ...time,
    };
    await h.room.callBacks.request(T01, back);
    const transfer = { type: 'transfer' as const, call: id, token, to: { kind: 'anybody' as const } };
    await h.room.desk.transfer(desk, { ...transfer, request: randomUUID(), note: SECRET_WORDS.note });
    return { h, id, desk, back: back.id };
  };
  const SECRETS = [
    ...Object.values(SECRET_WORDS),
    '002X',
    '10.20.30.40',
    'drawnSecret',
    '13912345678',
    'cus_secret',
  ];

  it('holds nothing personal in the clear, no token, and no secret of a teller', async () => {
    const { h, id, desk } = await spoken();
    const again = await h.taken(desk);
    expect(again.call).toBe(id);
    const text = JSON.stringify(await everything(h.store));
    for (const secret of [...SECRETS, again.token]) expect(text).not.toContain(secret);
    // The same secrets are there for whoever may open them.
    const row = await h.store.db
      .selectFrom('calls')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const told = await h.room.cases.of(row, again, h.room.turn.ice());
    for (const secret of Object.values(SECRET_WORDS)) expect(JSON.stringify(told)).toContain(secret);
  });

  it('is gone at once with the call where it was fleeting, and by the branch’s days where it was not', async () => {
    const { h, id, desk } = await spoken({ keepDays: 2 });
    const again = await h.taken(desk);
    await h.room.views.put('T01', id, {
      is: 'own',
      number: 2,
      at: '2026-11-22T02:00:00.000Z',
      what: 'sign',
      kind: 'x',
      service: null,
      step: 1,
    });
    const finish = { type: 'finish' as const, call: id, token: again.token, outcome: 'finished' as const };
    await h.room.desk.finish(desk, { ...finish, request: randomUUID() });
    const over = await everything(h.store);
    expect(over.call_views).toEqual([]);
    expect(over.call_heard).toEqual([]);
    expect(over.call_messages).toHaveLength(2);
    h.clock.advance(2 * DAY - 1);
    await forgetCalls(h.room.house);
    expect((await everything(h.store)).call_messages).toHaveLength(2);
    h.clock.advance(1);
    await forgetCalls(h.room.house);
    h.clock.advance(DAY);
    await h.room.presence.alive(desk);
    await h.room.desk.wrapUp(desk, {
      request: randomUUID(),
      call: id,
      code: 'solved',
      note: SECRET_WORDS.note,
    });
    await forgetCalls(h.room.house);
    const left = await everything(h.store);
    expect(left.call_messages).toEqual([]);
    expect(left.call_notes).toEqual([]);
    expect(left.call_backs).toEqual([]);
    expect(left.calls).toMatchObject([{ id, hand_over: null, outcome: 'finished' }]);
    expect(JSON.stringify(left.counters)).not.toContain(id);
    h.clock.advance(30 * DAY);
    await forgetCalls(h.room.house);
    expect((await everything(h.store)).calls).toEqual([]);
  });

  it('is one branch’s own matter: another’s days are not counted', async () => {
    const { h, id } = await spoken({ keepDays: 0 });
    await setPolicy(h.store, h.clock, 'GX-014', { keepDays: 100 });
    const other = await h.call({}, { terminal: 'T09', branch: 'GX-014' });
    await h.room.calls.leave({ terminal: 'T09', branch: 'GX-014' }, other.id, { outcome: 'withdrawn' });
    await h.room.calls.leave(T01, id, { outcome: 'withdrawn' });
    await forgetCalls(h.room.house);
    const rows = await h.store.db
      .selectFrom('calls')
      .select(['branch', 'hand_over'])
      .orderBy('branch')
      .execute();
    expect(rows.map(({ branch, hand_over }) => [branch, hand_over === null])).toEqual([
      ['GX-014', false],
      [HOME_BRANCH, true],
    ]);
  });

  it('is not told any more of somebody who was called back', async () => {
    const { h, desk, back } = await spoken();
    const move = (state: 'taken' | 'done' | 'notReached' | 'open') =>
      h.room.desk.callBack(desk, { type: 'callBack', request: randomUUID(), id: back, state });
    const listed = () => h.room.callBacks.list(`branch:${HOME_BRANCH}`);
    expect(await listed()).toMatchObject([{ phone: '13912345678', state: 'open', tries: 0 }]);
    expect(await move('done')).toMatchObject({ ok: false, error: { code: 'notYours' } });
    expect(await move('taken')).toMatchObject({ ok: true });
    const other = await h.sit('2002');
    expect(
      await h.room.desk.callBack(other, {
        type: 'callBack',
        request: randomUUID(),
        id: back,
        state: 'taken',
      }),
    ).toMatchObject({ ok: false, error: { code: 'alreadyTaken' } });
    expect(await move('notReached')).toMatchObject({ ok: true });
    expect(await listed()).toMatchObject([{ state: 'notReached', tries: 1 }]);
    expect(await move('taken')).toMatchObject({ ok: true });
    expect(await move('done')).toMatchObject({ ok: true });
    expect(await listed()).toEqual([]);
    const row = await h.store.db.selectFrom('call_backs').selectAll().executeTakeFirstOrThrow();
    expect(row.sealed).toBeNull();
  });
});
