import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { StaffMember } from '#contracts/branch/staff.ts';
import type { Ticket } from '#contracts/branch/ticket.ts';
import { ManualClock } from '#foundation/clock.ts';
import { ComplaintOffice, type Filing } from '../complaints/complaint-office.ts';
import { taskFigures } from '../feedback/figures.ts';
import { RatingOffice } from '../feedback/rating-office.ts';
import { BranchSeal } from '../sealing/seal.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { ESCALATION_LOOK, Escalation } from './escalation.ts';
import { TaskOffice } from './task-office.ts';
import { tasksOf } from './task-writing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Sunday morning in China. */
const NOW = Date.parse('2026-11-22T02:20:30.000Z');

const aFiling = (changes: Partial<Filing> = {}): Filing => ({
  id: randomUUID(),
  channel: 'counter',
  subject: 'waiting',
  wish: 'callBack',
  contact: '13800000001',
  words: '等了一个小时，没有人理我',
  language: 'zh-CN',
  place: '2',
  staff: '1002',
  source: null,
  ...changes,
});

const member = (number: string, ...roles: StaffMember['roles']): StaffMember => ({
  number,
  name: `M${number}`,
  branch: HOME_BRANCH,
  roles,
  state: 'active',
});
const lobby = member('2003', 'lobby');
const other = member('2004', 'lobby');
const manager = member('2001', 'manager');

const aTicket = (changes: Partial<Ticket> = {}): Ticket => ({
  id: randomUUID(),
  label: 'A007',
  businessDate: '2026-11-22',
  services: [{ id: 'cash', outcome: 'done' }],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
  state: 'done',
  counter: '2',
  overtaken: 0,
  issuedAt: new Date(NOW).toISOString(),
  calledAt: null,
  version: 3,
  ...changes,
});

onBothEngines('ratings, complaints and tasks', (house) => {
  let clock: ManualClock;
  let store: BranchStore;
  let seal: BranchSeal;
  let complaints: ComplaintOffice;
  let ratings: RatingOffice;
  let tasks: TaskOffice;
  let escalation: Escalation;
  beforeEach(async () => {
    clock = new ManualClock(NOW);
    store = await house.emptyStore(clock);
    seal = new BranchSeal([Buffer.alloc(32, 3)]);
    complaints = new ComplaintOffice(store, clock, seal, 'https://branch.example');
    ratings = new RatingOffice(store, clock, seal);
    tasks = new TaskOffice(store, clock, seal);
    escalation = new Escalation(store, clock, (failure) => {
      throw failure;
    });
  }, 60_000);

  const file = async (filing: Filing) => {
    const filed = await complaints.file(HOME_BRANCH, filing);
    if (!filed.ok) throw new Error(filed.error.code);
    return filed.value;
  };
  const act = (...[staff, id, name, given]: Parameters<TaskOffice['act']>) =>
    tasks.act(staff, id, name, given);
  const request = () => randomUUID();

  it('files a complaint once, however often and from however many it is sent, under one number', async () => {
    const filing = aFiling();
    const all = await Promise.all(Array.from({ length: 8 }, () => file(filing)));
    expect(new Set(all.map(({ receipt }) => receipt.number)).size).toBe(1);
    expect(all.filter(({ filed }) => filed)).toHaveLength(1);
    const receipt = all[0]?.receipt;
    expect(receipt?.number).toMatch(/^C-261122-0001-[2-9A-HJKMNP-Z]{5}$/);
    expect(receipt).toMatchObject({ owner: 'lobby', due: new Date(NOW + DAY).toISOString() });
    expect((await tasks.list(HOME_BRANCH)).total).toBe(1);
    // The same id for something else is another complaint under a taken name.
    expect(await complaints.file(HOME_BRANCH, { ...filing, words: 'else' })).toMatchObject({
      ok: false,
      error: { code: 'idConflict' },
    });
    expect(await complaints.file(HOME_BRANCH, { ...filing, contact: '13800000002' })).toMatchObject({
      ok: false,
    });
  });

  it('gives numbers that cannot be counted on', async () => {
    const numbers = [];
    for (let count = 0; count < 5; count++) numbers.push((await file(aFiling())).receipt.number);
    expect(numbers.map((number) => number.slice(0, 13))).toEqual(
      [1, 2, 3, 4, 5].map((place) => `C-261122-000${place}`),
    );
    expect(new Set(numbers.map((number) => number.slice(14))).size).toBe(5);
    expect(await complaints.byNumber(`${numbers[0]?.slice(0, 14)}22222`)).toBeUndefined();
  });

  it('keeps words and telephone numbers sealed, and tells neither to whoever has the number', async () => {
    const filing = aFiling();
    const { receipt } = await file(filing);
    const dump = JSON.stringify([
      await store.db.selectFrom('complaints').selectAll().execute(),
      await store.db.selectFrom('tasks').selectAll().execute(),
      await store.db.selectFrom('task_events').selectAll().execute(),
    ]);
    expect(dump).not.toContain('一个小时');
    expect(dump).not.toContain('13800000001');
    const progress = await complaints.byNumber(receipt.number);
    expect(progress).toMatchObject({ state: 'received', subject: 'waiting', mayAdd: false, notes: [] });
    expect(JSON.stringify(progress)).not.toMatch(/13800000001|一个小时|1002/);
    const detail = await tasks.find(HOME_BRANCH, filing.id);
    expect(detail).toMatchObject({ words: filing.words, contact: '13800000001', readable: true });
    expect(await tasks.find('OTHER', filing.id)).toBeUndefined();
    const elsewhere = new TaskOffice(store, clock, new BranchSeal([Buffer.alloc(32, 9)]));
    expect(await elsewhere.find(HOME_BRANCH, filing.id)).toMatchObject({
      words: null,
      contact: null,
      readable: false,
    });
  });

  it('is worked on by whoever took it; the customer sees what is for him and nothing else', async () => {
    const { id } = aFiling();
    const { receipt } = await file(aFiling({ id }));
    const seen = async () => await complaints.byNumber(receipt.number);
    const early = await act(lobby, id, 'note', { request: request(), words: 'x', told: true });
    expect(early).toMatchObject({ ok: false, error: { code: 'illegalMove' } });
    expect(await act(lobby, id, 'take', { request: request() })).toMatchObject({
      ok: true,
      value: { state: 'assigned' },
    });
    expect((await seen())?.state).toBe('assigned');
    const kept = { request: request(), words: '监控看过了', told: false };
    expect(await act(lobby, id, 'note', kept)).toMatchObject({ ok: true, value: { version: 3 } });
    // A resend writes nothing twice, and is not another one's.
    expect(await act(lobby, id, 'note', kept)).toMatchObject({ ok: true, value: { version: 3 } });
    expect(await act(other, id, 'note', kept)).toMatchObject({ ok: false, error: { code: 'idConflict' } });
    await act(lobby, id, 'note', { request: request(), words: '正在了解', told: true });
    expect(await seen()).toMatchObject({
      state: 'inProgress',
      notes: [{ kind: 'note', words: '正在了解' }],
    });
    const close = { request: request(), outcome: 'settled', cause: 'staffing' } as const;
    expect(await act(lobby, id, 'close', close)).toMatchObject({ ok: false, error: { code: 'illegalMove' } });
    clock.advance(HOUR);
    await act(lobby, id, 'answer', { request: request(), words: '对不起，已加开窗口' });
    expect(await seen()).toMatchObject({ state: 'answered', notes: [{}, { kind: 'answer' }] });
    expect(await act(lobby, id, 'close', close)).toMatchObject({ ok: true, value: { state: 'closed' } });
    expect((await seen())?.state).toBe('closed');
    expect(await act(manager, id, 'take', { request: request() })).toMatchObject({ ok: false });
    const figures = await taskFigures(store, clock, HOME_BRANCH);
    expect(figures.complaints).toEqual({ filed: 1, answeredInTime: 1, answeredLate: 0, overdue: 0 });
    expect(figures.causes).toEqual([{ cause: 'staffing', count: 1 }]);
    expect((await tasks.find(HOME_BRANCH, id))?.course.map(({ event }) => event)).toEqual([
      'opened',
      'taken',
      'noted',
      'told',
      'answered',
      'closed',
    ]);
  });

  it('hands what is overdue to the manager, exactly once, whichever instance looks', async () => {
    const ids = [];
    for (let count = 0; count < 4; count++) {
      const filing = aFiling();
      ids.push(filing.id);
      await file(filing);
    }
    const [answered = '', taken = ''] = ids;
    await act(lobby, answered, 'take', { request: request() });
    await act(lobby, answered, 'answer', { request: request(), words: 'done' });
    await act(lobby, taken, 'take', { request: request() });
    clock.advance(DAY - 1);
    expect(await escalation.escalate()).toBe(0);
    clock.advance(1);
    const instances = Array.from(
      { length: 4 },
      () =>
        new Escalation(store, clock, (failure) => {
          throw failure;
        }),
    );
    const done = await Promise.all(instances.map((one) => one.escalate()));
    expect(done.reduce((sum, count) => sum + count)).toBe(3);
    const events = await store.db
      .selectFrom('task_events')
      .select('task')
      .where('event', '=', 'escalated')
      .execute();
    expect(events.map(({ task }) => task).toSorted()).toEqual(ids.slice(1).toSorted());
    const { tasks: list } = await tasks.list(HOME_BRANCH);
    expect(list.at(-1)?.id).toBe(answered);
    const ownerOf = (id: string) => list.find((task) => task.id === id)?.owner;
    expect(list[0]?.overdue).toBe(true);
    expect(ownerOf(ids[2] ?? '')).toMatchObject({ role: 'manager', staff: null });
    // It is the manager's from now on; whoever had taken it is still seen on it, and goes on until a manager takes it.
    expect(ownerOf(taken)).toMatchObject({ role: 'manager', staff: '2003' });
    const late = { words: 'I am on it', told: false };
    expect(await act(lobby, taken, 'note', { request: request(), ...late })).toMatchObject({ ok: true });
    expect(await act(other, taken, 'take', { request: request() })).toMatchObject({
      ok: false,
      error: { code: 'notAllowed' },
    });
    expect(await act(manager, taken, 'take', { request: request() })).toMatchObject({ ok: true });
    expect(await act(lobby, taken, 'note', { request: request(), ...late })).toMatchObject({
      ok: false,
      error: { code: 'illegalMove' },
    });
    clock.advance(1);
    await act(manager, taken, 'answer', { request: request(), words: 'late' });
    expect((await taskFigures(store, clock, HOME_BRANCH)).complaints).toEqual({
      filed: 4,
      answeredInTime: 1,
      answeredLate: 1,
      overdue: 2,
    });
  });

  it('looks by itself, and stops when it is told', async () => {
    await file(aFiling());
    clock.advance(DAY);
    const told = new Promise<void>((resolve) =>
      store.onTold((subject) => subject === tasksOf(HOME_BRANCH) && resolve()),
    );
    escalation.start();
    clock.advance(ESCALATION_LOOK);
    await told;
    await escalation.stop();
    expect((await tasks.list(HOME_BRANCH)).tasks[0]?.escalatedAt).not.toBeNull();
  });

  it('deletes words and telephone numbers once they have been kept long enough', async () => {
    const filing = aFiling();
    const { receipt } = await file(filing);
    await act(lobby, filing.id, 'take', { request: request() });
    await act(lobby, filing.id, 'answer', { request: request(), words: 'answer' });
    const close = { request: request(), outcome: 'settled', cause: 'other' } as const;
    await act(lobby, filing.id, 'close', close);
    clock.advance(180 * DAY - 1);
    expect(await escalation.forget()).toBe(0);
    clock.advance(1);
    expect(await escalation.forget()).toBe(1);
    const detail = await tasks.find(HOME_BRANCH, filing.id);
    expect(detail).toMatchObject({ words: null, contact: null, readable: true });
    expect(await complaints.byNumber(receipt.number)).toMatchObject({
      state: 'closed',
      notes: [{ words: null }],
    });
  });

  it('counts a rating once and keeps nothing by which it could be found from the number or the terminal’s id', async () => {
    const ticket = aTicket();
    expect(await ratings.mayRate(ticket)).toBe(true);
    const said = { level: 2, reasons: ['waitedLong' as const], words: '太慢了' };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ratings.ofNumber(HOME_BRANCH, ticket, said)),
    );
    expect(answers.filter((answer) => answer.ok && answer.value)).toHaveLength(1);
    expect(await ratings.mayRate(ticket)).toBe(false);
    const waiting = aTicket({ state: 'serving' });
    expect(await ratings.mayRate(waiting)).toBe(false);
    expect(await ratings.ofNumber(HOME_BRANCH, waiting, said)).toMatchObject({ ok: false });

    const id = randomUUID();
    const given = { id, level: 5, reasons: [], service: 'reportLostCard', flow: '0.1.0' } as const;
    const caller = { terminal: 'T01', branch: HOME_BRANCH };
    expect(await ratings.ofTerminal(caller, { ...given, reasons: [] })).toBe(true);
    expect(await ratings.ofTerminal(caller, { ...given, reasons: [] })).toBe(false);
    const rows = await store.db.selectFrom('ratings').selectAll().orderBy('level').execute();
    expect(rows.map(({ id: _, ...row }) => row)).toEqual([
      {
        branch: HOME_BRANCH,
        about: 'counter',
        service: 'cash',
        place: '2',
        flow: null,
        hour: '2026-11-22T10',
        week: '2026-11-16',
        level: 2,
        reasons: '["waitedLong"]',
      },
      {
        branch: HOME_BRANCH,
        about: 'terminal',
        service: 'reportLostCard',
        place: 'T01',
        flow: '0.1.0',
        hour: '2026-11-22T10',
        week: '2026-11-16',
        level: 5,
        reasons: '[]',
      },
    ]);
    const everything = JSON.stringify([
      rows,
      await store.db.selectFrom('rating_marks').selectAll().execute(),
      await store.db.selectFrom('tasks').selectAll().execute(),
      await store.db.selectFrom('task_events').selectAll().execute(),
    ]);
    for (const trace of [ticket.id, ticket.label, id, '太慢']) expect(everything).not.toContain(trace);
    // Its task says the hour, not the minute; nobody can be told or answered.
    const { tasks: list } = await tasks.list(HOME_BRANCH);
    expect(list).toHaveLength(1);
    const [task] = list;
    expect(task).toMatchObject({
      kind: 'rating',
      level: 2,
      createdAt: '2026-11-22T02:00:00.000Z',
      due: '2026-11-25T02:00:00.000Z',
    });
    const taskId = task?.id ?? '';
    expect((await tasks.find(HOME_BRANCH, taskId))?.words).toBe('太慢了');
    await act(lobby, taskId, 'take', { request: request() });
    expect(await act(lobby, taskId, 'answer', { request: request(), words: 'x' })).toMatchObject({
      ok: false,
    });
    expect(
      await act(lobby, taskId, 'close', { request: request(), outcome: 'settled', cause: 'process' }),
    ).toMatchObject({ ok: true });
    expect((await taskFigures(store, clock, HOME_BRANCH)).ratings).toEqual([
      {
        week: '2026-11-16',
        about: 'counter',
        service: 'cash',
        serviceName: { zh: '现金存取、转账', en: 'Cash and transfers' },
        count: 1,
        mean: 200,
        low: 1,
      },
      {
        week: '2026-11-16',
        about: 'terminal',
        service: 'reportLostCard',
        serviceName: null,
        count: 1,
        mean: 500,
        low: 0,
      },
    ]);
  });

  it('takes what its customer adds, five times at most, and three complaints with one number', async () => {
    const source = randomUUID();
    const first = aFiling({ channel: 'phone', source, staff: null });
    const { receipt } = await file(first);
    const token = receipt.url?.split('/').at(-1) ?? '';
    const added = { id: randomUUID(), words: '再说一句' };
    expect(await complaints.add(token, added)).toEqual({ ok: true, value: undefined });
    expect(await complaints.add(token, added)).toEqual({ ok: true, value: undefined });
    expect((await tasks.find(HOME_BRANCH, first.id))?.course.at(-1)).toMatchObject({
      event: 'added',
      words: '再说一句',
    });
    for (let count = 1; count < 5; count++)
      expect(await complaints.add(token, { id: randomUUID(), words: 'more' })).toMatchObject({ ok: true });
    expect(await complaints.add(token, { id: randomUUID(), words: 'more' })).toMatchObject({
      ok: false,
      error: { code: 'tooManyRequests' },
    });
    expect(await complaints.add('x'.repeat(32), added)).toMatchObject({ error: { code: 'notFound' } });
    await file(aFiling({ channel: 'phone', source, staff: null }));
    await file(aFiling({ channel: 'phone', source, staff: null }));
    const fourth = aFiling({ channel: 'phone', source, staff: null });
    expect(await complaints.file(HOME_BRANCH, fourth)).toMatchObject({
      ok: false,
      error: { code: 'tooManyRequests' },
    });
    expect(await complaints.byToken(token)).toMatchObject({ mayAdd: true });
  });
});
