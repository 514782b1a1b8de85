import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { branchConfigurationSchema } from '#contracts/branch/configuration.ts';
import {
  DEFAULT_RETENTION,
  type RetentionPolicy,
  retentionPolicySchema,
} from '#contracts/branch/retention.ts';
import { ManualClock } from '#foundation/clock.ts';
import { dayBegins } from '../branch-time.ts';
import { defaultConfiguration } from '../queue/default-configuration.ts';
import { Rounds } from '../rounds.ts';
import { HOME_BRANCH } from '../store/branches.ts';
import type { BranchStore } from '../store/store.ts';
import { onBothEngines } from '../test-support/engines.ts';
import { RETENTION_LOOK, Retention } from './retention.ts';

const DAY = 86_400_000;
const POLICY: RetentionPolicy = [
  { version: 'a', from: '2026-01-01', days: { contract: 100 }, otherDays: 50 },
  { version: 'b', from: '2027-01-01', days: {}, otherDays: 10 },
];

describe('a retention policy', () => {
  it('is a row of dated versions, each once and in order', () => {
    expect(retentionPolicySchema.safeParse(POLICY).success).toBe(true);
    expect(retentionPolicySchema.safeParse(DEFAULT_RETENTION).success).toBe(true);
    expect(retentionPolicySchema.safeParse([...POLICY].reverse()).success).toBe(false);
    expect(retentionPolicySchema.safeParse(POLICY.map((one) => ({ ...one, version: 'a' }))).success).toBe(
      false,
    );
    expect(retentionPolicySchema.safeParse([{ ...POLICY[0], otherDays: 0 }]).success).toBe(false);
  });

  it('has a default, so that what was stored before still reads', () => {
    const { retention: _, ...before } = defaultConfiguration;
    expect(branchConfigurationSchema.parse(before).retention).toEqual(DEFAULT_RETENTION);
  });

  it('begins its days when the branch does', () => {
    expect(new Date(dayBegins('2027-01-01', 'Asia/Shanghai')).toISOString()).toBe('2026-12-31T16:00:00.000Z');
    // A day of 23 hours, and one that begins at one o'clock.
    expect(new Date(dayBegins('2026-03-30', 'Europe/Zurich')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(new Date(dayBegins('2026-04-24', 'Africa/Cairo')).toISOString()).toBe('2026-04-23T22:00:00.000Z');
  });
});

onBothEngines('Retention', ({ emptyStore }) => {
  let store: BranchStore;
  let clock: ManualClock;
  let retention: Retention;
  const faults: unknown[] = [];
  beforeEach(async () => {
    clock = new ManualClock(Date.parse('2026-06-01T00:00:00Z'));
    store = await emptyStore(clock);
    retention = new Retention(store, clock);
    await serve(POLICY);
  });
  const serve = (policy: RetentionPolicy) =>
    store.db
      .updateTable('branches')
      .set({
        configuration: JSON.stringify({
          ...defaultConfiguration,
          timeZone: 'Asia/Shanghai',
          retention: policy,
        }),
      })
      .where('id', '=', HOME_BRANCH)
      .execute();
  /** A line of the register with bytes that nobody looks at. */
  async function kept(purpose: string, at = clock.wall()): Promise<string> {
    const sha256 = randomUUID().replaceAll('-', '').padEnd(64, '0');
    await store.db
      .insertInto('papers')
      .values({
        sha256,
        event: randomUUID(),
        branch: HOME_BRANCH,
        terminal: 'T01',
        visit: 'v',
        template: 't',
        text_version: '1',
        number: 'N-1',
        purpose,
        service: 'reportLostCard',
        size: 1,
        kept_at: at,
      })
      .execute();
    for (const version of [1, 2])
      await store.db
        .insertInto('paper_versions')
        .values({ paper: sha256, version, sha256, sealed: Uint8Array.of(1), at })
        .execute();
    return sha256;
  }
  const versions = async (paper: string) =>
    (await store.db.selectFrom('paper_versions').selectAll().where('paper', '=', paper).execute()).length;
  const line = (paper: string) =>
    store.db.selectFrom('papers').selectAll().where('sha256', '=', paper).executeTakeFirstOrThrow();

  it('keeps a paper to the last millisecond, by its purpose, then deletes its bytes and keeps its line', async () => {
    const [contract, other] = [await kept('contract'), await kept('assessment')];
    clock.jumpWall(50 * DAY - 1);
    expect(await retention.sweep()).toBe(0);
    clock.jumpWall(1);
    expect(await retention.sweep()).toBe(1);
    expect([await versions(contract), await versions(other)]).toEqual([2, 0]);
    expect(await line(other)).toMatchObject({ deleted_at: clock.wall(), deleted_by: 'a', number: 'N-1' });
    clock.jumpWall(50 * DAY - 1);
    expect(await retention.sweep()).toBe(0);
    clock.jumpWall(1);
    expect(await retention.sweep()).toBe(1);
    expect(await versions(contract)).toBe(0);
    const log = await store.db.selectFrom('paper_log').selectAll().orderBy('sequence').execute();
    expect(log).toMatchObject([
      { paper: other, event: 'deleted', detail: 'a', at: clock.wall() - 50 * DAY },
      { paper: contract, event: 'deleted', detail: 'a', at: clock.wall() },
    ]);
  });

  it('goes by the version in force on the day a paper came, by the clock of the branch', async () => {
    const turn = Date.parse('2026-12-31T16:00:00Z');
    const [before, after] = [await kept('assessment', turn - 1), await kept('assessment', turn)];
    clock.jumpWall(turn + 10 * DAY - clock.wall());
    expect(await retention.sweep()).toBe(1);
    expect([await versions(before), await versions(after)]).toEqual([2, 0]);
    expect(await line(after)).toMatchObject({ deleted_by: 'b' });
  });

  it('deletes nothing that came before the first version, and nothing where there is none', async () => {
    const early = await kept('assessment', Date.parse('2025-12-31T15:59:59Z'));
    clock.jumpWall(3_000 * DAY);
    expect(await retention.sweep()).toBe(0);
    await kept('assessment', Date.parse('2026-05-01T00:00:00Z'));
    await serve([]);
    expect(await retention.sweep()).toBe(0);
    expect(await versions(early)).toBe(2);
  });

  it('deletes once where two instances look at the same instant, and looks by itself', async () => {
    await kept('assessment');
    clock.jumpWall(50 * DAY);
    const other = new Retention(store, clock);
    const both = await Promise.all([retention.sweep(), other.sweep()]);
    expect(both[0] + both[1]).toBe(1);
    const paper = await kept('assessment', clock.wall() - 51 * DAY);
    const armed = clock.armed;
    const onFault = (failure: unknown) => faults.push(failure);
    const rounds = new Rounds(clock, { every: RETENTION_LOOK, round: () => retention.sweep(), onFault });
    rounds.start();
    clock.advance(RETENTION_LOOK);
    await rounds.stop();
    expect(await versions(paper)).toBe(0);
    expect(faults).toEqual([]);
    expect(clock.armed).toBe(armed);
  });
});
