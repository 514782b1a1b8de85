import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { branchAlone } from '../../support/branch-alone.ts';
import { DatabaseLine } from '../branch/database-line.ts';
import { type Campaign, type CampaignOrder, type Round, runRounds } from '../support/campaign-run.ts';
import { pause } from '../support/wait.ts';
import { BusyHall } from './busy-hall.ts';

/** Customers of a round. */
const CUSTOMERS = 24;

/** How an instance dies in a round: at any moment, or at the very commit of somebody's act. */
const DEATHS = ['anyMoment', 'beforeCommit', 'betweenCommitAndAnswer'] as const;

/** Two instances on one PostgreSQL; one is killed and started again while customers come and counters serve. */
export const failover: Campaign = {
  about: `two processes on one PostgreSQL serve ${CUSTOMERS} customers a round; one is killed at any moment, before somebody's commit, or between commit and answer; whoever got no answer asks the other one; nothing is lost, nothing done twice`,
  rounds: 30,
  run: (order) => killing(order, CUSTOMERS),
};

export async function killing(order: CampaignOrder, customers: number) {
  if (!postgresPrograms()) return { passed: 0, failed: 0, failures: [] };
  const folder = mkdtempSync(join(tmpdir(), 'failover-'));
  const postgres = await PrivatePostgres.start();
  const database = await postgres.newDatabase();
  const lines = [await DatabaseLine.to(database), await DatabaseLine.to(database)] as const;
  const start = (at: 0 | 1) =>
    branchAlone([
      '--port',
      '0',
      '--practice-staff',
      '--database',
      lines[at].url,
      '--data',
      join(folder, `${at}`),
    ]);
  const instances = [await start(0), await start(1)] as const;
  const running: [Instance, Instance] = [...instances];
  try {
    const hall = await BusyHall.open(() => [running[0].url, running[1].url]);
    const oneRound = async (round: Round) => {
      const { random } = round;
      const mortal = random.int(2) === 0 ? 0 : 1;
      const death = random.pick(DEATHS);
      const times = 1 + random.int(2);
      const served = hall.serve(customers, random.fork(), round.promises);
      let over = false;
      const ended = served.finally(() => {
        over = true;
      });
      let deaths = 0;
      for (let time = 0; time < times && !over; time++) {
        if (death === 'anyMoment') await pause(random.int(400));
        else {
          const word = death === 'beforeCommit' ? 'commit' : 'committed';
          await Promise.race([lines[mortal].hold(word, random.int(12)), ended]);
        }
        if (over) break;
        await running[mortal].kill();
        deaths++;
        await pause(random.int(300));
        running[mortal] = await start(mortal);
      }
      const { unanswered, requests } = await ended;
      await hall.settle(round.promises);
      round.is(`${requests} requests, killed ${deaths} times (${death}), ${unanswered} without an answer`);
    };
    return await runRounds(order, oneRound);
  } finally {
    for (const instance of running) await instance.kill();
    for (const line of lines) await line.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Instance = Awaited<ReturnType<typeof branchAlone>>;
