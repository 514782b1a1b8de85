import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { branchAlone } from '../../support/branch-alone.ts';
import { Line } from '../branch/client.ts';
import { DatabaseLine } from '../branch/database-line.ts';
import { BusyHall } from '../failover/busy-hall.ts';
import { type Campaign, type CampaignOrder, type Round, runRounds } from '../support/campaign-run.ts';
import { eventually, pause } from '../support/wait.ts';
import { clockMoves } from './clock-moves.ts';

/** What befalls the database, or the way to it. `lost`: connections that are never heard of again, as behind a firewall. */
const FAULTS = ['restarted', 'powerCut', 'cut', 'choked', 'lost'] as const;
type Fault = (typeof FAULTS)[number];

/** Customers of a round. */
const CUSTOMERS = 16;

/** Longest until an instance answers by itself after its database is there again, milliseconds: two of its own deadlines. */
const RECOVERY = 45_000;

/** The database goes away under two instances, or the clock is set; the branch says so and goes on by itself. */
export const outage: Campaign = {
  about:
    'restarts the database under two instances, cuts its power, cuts, chokes or loses the lines to it while customers are served, and every sixth round sets the clock back and forth over midnights: refused with a code meanwhile, nothing lost, nothing done twice, both go on by themselves',
  rounds: 24,
  run: (order) => outages(order, CUSTOMERS, FAULTS),
};

export async function outages(order: CampaignOrder, customers: number, faults: readonly Fault[]) {
  if (!postgresPrograms()) return runRounds(order, clockMoves);
  const folder = mkdtempSync(join(tmpdir(), 'outage-'));
  const postgres = await PrivatePostgres.start({ durable: true });
  const database = await postgres.newDatabase();
  const lines = [await DatabaseLine.to(database), await DatabaseLine.to(database)];
  const instances: Awaited<ReturnType<typeof branchAlone>>[] = [];
  try {
    for (const [at, line] of lines.entries()) {
      const where = ['--database', line.url, '--data', join(folder, `${at}`)];
      instances.push(await branchAlone(['--port', '0', '--practice-staff', ...where]));
    }
    const urls = instances.map(({ url }) => url);
    const hall = await BusyHall.open(() => urls);
    const oneRound = async (round: Round) => {
      const { random, promises } = round;
      if (round.number % (faults.length + 1) === 0) return clockMoves(round);
      const fault = faults[(round.number - 1) % (faults.length + 1)] ?? 'cut';
      const served = hall.serve(customers, random.fork(), promises);
      // Whoever waits below hears of its failure, too.
      served.catch(() => {});
      await pause(random.int(500));
      await befall(fault, postgres, lines, random.int(1_500));
      const from = performance.now();
      for (const url of urls) await answers(url, RECOVERY);
      const recovered = performance.now() - from;
      const { requests, unanswered } = await served;
      await hall.settle(promises);
      round.is(
        `${fault}, ${requests} requests, ${unanswered} without an answer, both answer ${Math.round(recovered)} ms after it`,
      );
    };
    return await runRounds(order, oneRound);
  } finally {
    for (const instance of instances) await instance.kill();
    for (const line of lines) await line.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function befall(
  fault: Fault,
  postgres: PrivatePostgres,
  lines: readonly DatabaseLine[],
  milliseconds: number,
): Promise<void> {
  if (fault === 'restarted') await postgres.halt();
  if (fault === 'powerCut') await postgres.kill();
  if (fault === 'cut') for (const line of lines) line.cut();
  if (fault === 'choked' || fault === 'lost') for (const line of lines) line.choke();
  await pause(milliseconds);
  if (fault === 'restarted' || fault === 'powerCut') await postgres.run({ durable: true });
  for (const line of lines) line.mend({ lost: fault === 'lost' });
}

/** Whether the instance has its database: a board is asked for, which needs nobody. */
function answers(url: string, bound: number): Promise<true> {
  const line = new Line({ patience: bound });
  let code = '';
  return eventually(
    `an answer of ${url}`,
    bound,
    async () => {
      ({ code } = await line.ask(url, { operation: 'GET /board/api/state' }));
      return code === '' ? true : undefined;
    },
    100,
    () => `: ${code}`,
  );
}
