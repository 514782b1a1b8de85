import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '#foundation/clock.ts';
import { PrivatePostgres, postgresPrograms } from '../test-support/postgres.ts';
import { isStoreFailure } from './failure.ts';
import { openPostgresStore } from './postgres.ts';

describe.skipIf(postgresPrograms() === undefined)('the store on PostgreSQL', () => {
  let postgres: PrivatePostgres;
  beforeAll(async () => {
    postgres = await PrivatePostgres.start();
  }, 60_000);
  afterAll(() => postgres?.stop());

  it('a line that breaks between two questions of a writing fails that writing, and nothing else', async () => {
    const opened = await openPostgresStore(await postgres.newDatabase(), new ManualClock());
    if (!opened.ok) throw new Error(opened.error.code);
    const store = opened.value;
    const failed = await store
      .write(async ({ db }) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
        const [own] = rows;
        await postgres.ask(`select pg_terminate_backend(${own?.pid})`);
        // Nothing is asked while the line breaks: nobody but the connection itself hears of it.
        for (let turn = 0; turn < 50; turn++) await postgres.ask('select 1');
        return sql`select 1`.execute(db);
      })
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    expect(isStoreFailure(failed)).toBe(true);
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(store.db);
    expect(rows).toEqual([{ one: 1 }]);
    await store.close();
  }, 30_000);
});
