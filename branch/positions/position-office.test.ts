import { expect, it } from 'vitest';
import type { Past, Position } from '#contracts/branch/position.ts';
import { ManualClock } from '#foundation/clock.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { aPosition } from '../test-support/position.ts';
import { STEP_HISTORY } from './normal.ts';
import { PositionOffice, positionsOf } from './position-office.ts';

const step = (number: number, milliseconds = 5_000, screen = 'menu'): Past => ({
  kind: 'step',
  number,
  screen,
  service: null,
  milliseconds,
});
const visit = (number: number, age = 0): Past => ({ kind: 'visit', number, outcome: 'done', age });

function office(store: BranchStore, clock = new ManualClock()) {
  const positions = new PositionOffice(store, clock);
  const told: (string | null)[] = [];
  store.onTold((subject) => told.push(subject));
  return {
    clock,
    told,
    tell: (changes: Partial<Position>, terminal = 'T01') =>
      positions.tell({ terminal, branch: HOME_BRANCH }, aPosition(changes)),
    row: async (terminal = 'T01') => {
      const row = await store.db
        .selectFrom('terminal_positions')
        .selectAll()
        .where('terminal', '=', terminal)
        .executeTakeFirstOrThrow();
      return { ...row, version: Number(row.version), step_since: Number(row.step_since) };
    },
    durations: async () =>
      (await store.db.selectFrom('step_durations').select('milliseconds').orderBy('sequence').execute()).map(
        ({ milliseconds }) => Number(milliseconds),
      ),
    visits: async () =>
      (
        await store.db
          .selectFrom('visit_outcomes')
          .select(['business_date', 'visits'])
          .orderBy('business_date')
          .execute()
      ).map(({ business_date, visits }) => [business_date, Number(visits)]),
  };
}

onBothEngines('positions of terminals', ({ emptyStore }) => {
  it('the newest of a run counts, an older one that comes late changes nothing', async () => {
    const o = office(await emptyStore());
    await o.tell({ sequence: 2, screen: 'chooseCard' });
    await o.tell({ sequence: 1, screen: 'menu' });
    expect(await o.row()).toMatchObject({ screen: 'chooseCard', version: 1 });
    await o.tell({ sequence: 3, screen: 'result' });
    expect(await o.row()).toMatchObject({ screen: 'result', version: 2 });
    await o.tell({ run: 'another-run-of-it-0001', sequence: 1, screen: 'starting' });
    expect(await o.row()).toMatchObject({ screen: 'starting', version: 3 });
  });

  it('a sign of life moves nothing and wakes nobody; after a silence it does', async () => {
    const o = office(await emptyStore());
    await o.tell({ stepAge: 1_000 });
    const { step_since } = await o.row();
    o.told.splice(0);
    o.clock.advance(30_000);
    await o.tell({ stepAge: 31_007 });
    expect(await o.row()).toMatchObject({ step_since, version: 1 });
    expect(o.told).toEqual([]);
    o.clock.advance(90_001);
    await o.tell({});
    expect(await o.row()).toMatchObject({ step_since, version: 2 });
    await expect.poll(() => o.told).toContain(positionsOf(HOME_BRANCH));
  });

  it('counts each step and visit once, however often it is told, also with a message that comes late', async () => {
    const o = office(await emptyStore());
    expect(await o.tell({ past: [step(1, 4_000), visit(2)] })).toEqual({ counted: 2 });
    expect(await o.tell({ past: [step(1, 4_000), visit(2), step(3, 6_000)] })).toEqual({ counted: 3 });
    expect(await o.tell({ sequence: 9, past: [visit(4)] })).toEqual({ counted: 4 });
    expect(await o.tell({ sequence: 8, past: [visit(4), visit(5)] })).toEqual({ counted: 5 });
    expect(await o.durations()).toEqual([4_000, 6_000]);
    expect(await o.visits()).toEqual([['2026-11-22', 3]]);
    // Another run counts from one again.
    await o.tell({ run: 'another-run-of-it-0001', past: [visit(1)] });
    expect(await o.visits()).toEqual([['2026-11-22', 4]]);
  });

  it('puts a visit on the business day it ended on', async () => {
    // Half past midnight in Shanghai.
    const o = office(await emptyStore(), new ManualClock(Date.UTC(2026, 10, 22, 16, 30)));
    await o.tell({ past: [visit(1), visit(2, 3_600_000)] });
    expect(await o.visits()).toEqual([
      ['2026-11-22', 1],
      ['2026-11-23', 1],
    ]);
  });

  it('remembers a bounded number of durations, and none of steps it does not know', async () => {
    const o = office(await emptyStore());
    for (let first = 1; first <= STEP_HISTORY + 20; first += 55)
      await o.tell({ past: Array.from({ length: 55 }, (_, index) => step(first + index, first + index)) });
    const kept = await o.durations();
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([STEP_HISTORY, 21, 220]);
    await o.tell({ past: [step(900, 1, 'somethingNew'), step(901, 1, 'idle')] });
    expect(await o.durations()).toEqual(kept);
  });

  it('of many terminals at once loses none', async () => {
    const o = office(await emptyStore());
    const names = Array.from({ length: 8 }, (_, index) => `T${index + 10}`);
    await Promise.all(names.map((name) => o.tell({ past: [step(1), visit(2)] }, name)));
    expect((await o.durations()).length).toBe(8);
    expect((await o.visits()).length).toBeGreaterThan(0);
    for (const name of names) expect(await o.row(name)).toMatchObject({ screen: 'menu', version: 1 });
  });
});
