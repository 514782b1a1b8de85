import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, onTestFinished, type RunnerTestCase, TestRunner } from 'vitest';
import { type Clock, ManualClock } from '#foundation/clock.ts';
import { foundBranch, HOME_BRANCH } from '../store/branches.ts';
import { openPostgresStore } from '../store/postgres.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { BranchStore, Engine } from '../store/store.ts';
import { borrowPostgres, type Postgres, postgresPrograms } from './postgres.ts';

/** What a suite needs of an engine: stores that are empty at first. */
export type EngineHouse = {
  readonly engine: Engine;
  /** An empty store in which the home branch is known; closed after the suite. */
  emptyStore(clock?: Clock): Promise<BranchStore>;
  /** An address for `startBranch`, of a database nobody has used yet; undefined for the embedded store. */
  emptyDatabase(): Promise<string | undefined>;
};

/** Runs the same suite on both engines; on PostgreSQL only where there is one. */
export function onBothEngines(name: string, suite: (house: EngineHouse) => void): void {
  describe(`${name}, embedded`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'vestibule-engine-'));
    const open: BranchStore[] = [];
    afterAll(async () => {
      for (const store of open) await store.close();
      rmSync(folder, { recursive: true, force: true });
    });
    suite({
      engine: 'sqlite',
      emptyStore: async (clock = new ManualClock()) => {
        const store = await openSqliteStore(join(folder, `${open.length}`, 'branch.db'));
        if (!store.ok) throw new Error(store.error.code);
        open.push(store.value);
        await foundBranch(store.value, HOME_BRANCH, clock);
        return store.value;
      },
      emptyDatabase: async () => undefined,
    });
  });
  describe.skipIf(postgresPrograms() === undefined)(`${name}, on PostgreSQL`, () => {
    let postgres: Postgres;
    const open = new Map<BranchStore, string>();
    const close = async (store: BranchStore) => {
      const url = open.get(store);
      if (!url || !open.delete(store)) return;
      await store.close();
      await postgres.giveBack(url);
    };
    beforeAll(async () => {
      postgres = await borrowPostgres();
    }, 60_000);
    afterAll(async () => {
      for (const store of open.keys()) await close(store);
      await postgres?.stop();
    });
    suite({
      engine: 'postgres',
      emptyStore: async (clock = new ManualClock()) => {
        const url = await postgres.newDatabase();
        const store = await openPostgresStore(url, clock);
        if (!store.ok) throw new Error(`${store.error.code} ${store.error.detail}`);
        const { value } = store;
        open.set(value, url);
        await foundBranch(value, HOME_BRANCH, clock);
        // One that a whole suite shares has no test to end with.
        if (TestRunner.getCurrentTest<RunnerTestCase | undefined>()) onTestFinished(() => close(value));
        return value;
      },
      emptyDatabase: () => postgres.newDatabase(),
    });
  });
}
