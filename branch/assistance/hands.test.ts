import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Changes } from '../changes.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { aCall } from '../test-support/house.ts';
import { AssistanceDesk } from './desk.ts';
import { staffDigest } from './records.ts';

const T01 = { terminal: 'T01', branch: HOME_BRANCH };
const by = (staff: string, branch = HOME_BRANCH) => ({ staff, branch });
const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);

onBothEngines('hands on glass', ({ emptyStore }) => {
  const desk = async () => {
    const clock = new ManualClock();
    const store = await emptyStore(clock);
    const changes = new Changes(clock);
    store.onTold((subject) => changes.tell(subject));
    const calls = new AssistanceDesk(store, clock, changes, 'Asia/Shanghai');
    const id = randomUUID();
    await calls.request(T01, aCall({ id }));
    const look = async () => (await calls.find(id))?.hands ?? null;
    const log = async () =>
      (await store.db.selectFrom('staff_log').selectAll().orderBy('sequence').execute()).map(
        ({ event, actor, subject, detail }) => [event, actor, subject, detail],
      );
    return { clock, changes, calls, id, look, log };
  };

  it('are laid on by whoever has acknowledged the call and by nobody else, and taken off by anybody of the branch', async () => {
    const { calls, id, look, log, clock } = await desk();
    expect(codeOf(await calls.handsOn(by('1003'), id))).toBe('illegalMove');
    expect(codeOf(await calls.acknowledge(by('1003'), id))).toBe('ok');
    expect(codeOf(await calls.handsOff(by('1003'), id))).toBe('illegalMove');
    for (const other of [by('1004'), by('1003', 'elsewhere')])
      expect(codeOf(await calls.handsOn(other, id))).toMatch(/illegalMove|notFound/);
    expect(await look()).toBeNull();
    expect(codeOf(await calls.handsOn(by('1003'), id))).toBe('ok');
    const since = new Date(clock.wall()).toISOString();
    expect(await look()).toEqual({ turn: 1, staff: staffDigest(id, '1003'), since });
    expect(codeOf(await calls.handsOn(by('1003'), id))).toBe('illegalMove');
    expect(codeOf(await calls.handsOff(by('1004'), id))).toBe('ok');
    expect(await look()).toBeNull();
    await calls.handsOn(by('1003'), id);
    expect((await look())?.turn).toBe(2);
    const detail = `T01 call ${id}`;
    expect(await log()).toEqual([
      ['handsOn', '1003', '1003', detail],
      ['handsOff', '1004', '1003', detail],
      ['handsOn', '1003', '1003', detail],
    ]);
  });

  it.each(['close', 'withdraw'] as const)('come off with the call: %s', async (end) => {
    const { calls, id, look, log } = await desk();
    await calls.acknowledge(by('1003'), id);
    await calls.handsOn(by('1003'), id);
    await (end === 'close' ? calls.close(by('1004'), id) : calls.withdraw('T01', id));
    expect(await look()).toBeNull();
    expect((await log()).at(-1)?.slice(0, 2)).toEqual(['handsOff', end === 'close' ? '1004' : null]);
    expect(codeOf(await calls.handsOn(by('1003'), id))).toBe('illegalMove');
  });

  it('come off when the terminal says so, for that turn alone and however often it is said', async () => {
    const { calls, id, look, log } = await desk();
    await calls.acknowledge(by('1003'), id);
    await calls.handsOn(by('1003'), id);
    expect(codeOf(await calls.handsOffAt('T02', id, 1))).toBe('notFound');
    expect(codeOf(await calls.handsOffAt('T01', id, 9))).toBe('ok');
    expect(await look()).not.toBeNull();
    for (let again = 0; again < 3; again++) expect(codeOf(await calls.handsOffAt('T01', id, 1))).toBe('ok');
    expect(await look()).toBeNull();
    await calls.handsOn(by('1003'), id);
    expect(codeOf(await calls.handsOffAt('T01', id, 1))).toBe('ok');
    expect((await look())?.turn).toBe(2);
    expect((await log()).map(([event]) => event)).toEqual(['handsOn', 'handsOff', 'handsOn']);
  });

  it('are news to the terminal, each time with a higher version', async () => {
    const { calls, changes, id } = await desk();
    await calls.acknowledge(by('1003'), id);
    const waiting = calls.await('T01', id, 2, 20_000, new AbortController().signal);
    while (changes.open === 0) await new Promise((resolve) => setImmediate(resolve));
    await calls.handsOn(by('1003'), id);
    const news = await waiting;
    expect(news.ok && news.value).toMatchObject({ state: 'acknowledged', version: 3, hands: { turn: 1 } });
  });

  it('are shown to the lobby, with whether the call is one’s own', async () => {
    const { calls, id } = await desk();
    await calls.acknowledge(by('1003'), id);
    await calls.handsOn(by('1003'), id);
    const [own] = (await calls.listWaiting(by('1003'))).calls;
    const [others] = (await calls.listWaiting(by('1004'))).calls;
    expect(own).toMatchObject({ yours: true, assistance: { hands: { turn: 1 } } });
    expect(others?.yours).toBe(false);
  });

  it('name another person in every call by the same number', () => {
    expect(staffDigest('a', '1003')).not.toBe(staffDigest('b', '1003'));
    expect(staffDigest('a', '1003')).toMatch(/^[0-9a-f]{16}$/);
  });
});
