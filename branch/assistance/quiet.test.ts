import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { Changes } from '../changes.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { aCall } from '../test-support/house.ts';
import { AssistanceDesk } from './desk.ts';

const T01 = { terminal: 'T01', branch: HOME_BRANCH };
const LOBBY = { staff: '1003', branch: HOME_BRANCH };

onBothEngines('a quiet call', ({ emptyStore }) => {
  const desk = async () => {
    const clock = new ManualClock();
    const store = await emptyStore(clock);
    return { clock, calls: new AssistanceDesk(store, clock, new Changes(clock), 'Asia/Shanghai') };
  };

  it('stands before all others, however long those have waited, and beyond the length of the list', async () => {
    const { clock, calls } = await desk();
    for (let many = 0; many < 210; many++) await calls.request(T01, aCall({ id: randomUUID() }));
    clock.advance(60_000);
    const quiet = aCall({ id: randomUUID(), reason: 'quiet' });
    await calls.request(T01, quiet);
    const { calls: listed, total } = await calls.listWaiting(LOBBY);
    expect([listed.length, total, listed[0]?.assistance.id]).toEqual([200, 211, quiet.id]);
    expect(listed.filter(({ assistance }) => assistance.reason === 'quiet')).toHaveLength(1);
  });

  it('that is told late is as old as it is; one that is told early is not older than now', async () => {
    const { clock, calls } = await desk();
    const since = new Date(clock.wall()).toISOString();
    clock.advance(3_600_000);
    const late = aCall({ reason: 'quiet', since });
    const early = aCall({ reason: 'quiet', since: new Date(clock.wall() + 60_000).toISOString() });
    for (const one of [late, early, late]) await calls.request(T01, one);
    expect((await calls.find(late.id))?.createdAt).toBe(since);
    expect((await calls.find(early.id))?.createdAt).toBe(new Date(clock.wall()).toISOString());
  });

  it('puts nobody’s hands on the glass: the screen would tell of it', async () => {
    const { calls } = await desk();
    const quiet = aCall({ reason: 'quiet' });
    await calls.request(T01, quiet);
    expect((await calls.acknowledge(LOBBY, quiet.id)).ok).toBe(true);
    expect(await calls.handsOn(LOBBY, quiet.id)).toMatchObject({ ok: false, error: { code: 'illegalMove' } });
    expect((await calls.close(LOBBY, quiet.id)).ok).toBe(true);
  });
});
