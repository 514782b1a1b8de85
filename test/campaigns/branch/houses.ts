import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { branchAlone } from '../../support/branch-alone.ts';

export type Instance = Awaited<ReturnType<typeof branchAlone>>;

/** The branch service as processes of its own: one on a file, or two on one PostgreSQL. */
export type House = {
  readonly name: string;
  /** Addresses of its instances; the one of a single instance stands twice. */
  readonly urls: readonly [string, string];
  readonly instances: readonly Instance[];
};

/** Starts both houses, or the one this machine can, lets them be used and takes them down. */
export async function withHouses<T>(use: (houses: readonly House[]) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'branch-houses-'));
  const postgres = postgresPrograms() ? await PrivatePostgres.start() : undefined;
  const instances: Instance[] = [];
  const start = async (...more: string[]) => {
    const instance = await branchAlone([
      '--port',
      '0',
      '--practice-staff',
      '--public-url',
      'https://branch.example/',
      '--data',
      ...more,
    ]);
    instances.push(instance);
    return instance;
  };
  try {
    const houses: House[] = [];
    const alone = await start(join(folder, 'alone'));
    houses.push({ name: 'one file', urls: [alone.url, alone.url], instances: [alone] });
    if (postgres) {
      const database = await postgres.newDatabase();
      const one = await start(join(folder, 'one'), '--database', database);
      const other = await start(join(folder, 'other'), '--database', database);
      houses.push({
        name: 'a shared database',
        urls: [one.url, other.url],
        instances: [one, other],
      });
    }
    return await use(houses);
  } finally {
    for (const instance of instances) await instance.kill();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
