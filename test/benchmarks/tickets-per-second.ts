import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Counters, EVERYBODY } from '#branch/queue/counters.ts';
import { TicketOffice } from '#branch/queue/tickets.ts';
import { foundBranch } from '#branch/store/branches.ts';
import { openPostgresStore } from '#branch/store/postgres.ts';
import type { BranchStore } from '#branch/store/store.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { systemClock } from '#foundation/clock.ts';
import { bareQueue } from './support/bare-queue.ts';
import type { Measurement, Row } from './support/measurement.ts';
import { type Sample, sampleOf } from './support/stats.ts';

const PEERS_FOLDER = fileURLToPath(new URL('./peers', import.meta.url));
const PEERS = ['pg-boss', 'graphile-worker'] as const;

/** Branches that are busy at the same time; each is a line of its own. */
const BRANCHES = Array.from({ length: 8 }, (_, at) => `B${at + 1}`);

/** A ticket from the paper to the end, a second, on a PostgreSQL whose commits reach the disk. */
export const ticketsPerSecond: Measurement = {
  about:
    'tickets issued, called and finished a second in eight branches on one durable PostgreSQL; floor: the same rows by bare SQL; beside it what job queues of others do with a job (npm ci in test/benchmarks/peers first)',
  async run({ quick, say }) {
    if (!postgresPrograms()) {
      say('no PostgreSQL on this machine');
      return [];
    }
    const postgres = await PrivatePostgres.start({ durable: true });
    try {
      const tickets = quick ? 160 : 800;
      const rates = { ours: [] as number[], floor: [] as number[] };
      const peers = new Map<string, number[]>();
      for (let batch = -1; batch < (quick ? 2 : 6); batch++) {
        const url = await postgres.newDatabase();
        const opened = await openPostgresStore(url, systemClock);
        if (!opened.ok) throw new Error(opened.error.code);
        const store = opened.value;
        for (const branch of BRANCHES) await foundBranch(store, branch, systemClock);
        const ours = await ownQueue(store, tickets);
        const floor = await bareQueue(url, tickets, BRANCHES);
        await store.close();
        const others = await peersOnce(await postgres.newDatabase(), tickets);
        if (batch < 0) continue;
        rates.ours.push(ours);
        rates.floor.push(floor);
        for (const [name, rate] of others) peers.set(name, [...(peers.get(name) ?? []), rate]);
      }
      const ours = sampleOf(rates.ours);
      const against = (name: string, floor: Sample): Row => ({ name, unit: 'per second', ours, floor });
      return [
        against('tickets, floor the same rows by bare SQL', sampleOf(rates.floor)),
        ...[...peers].map(([name, samples]) =>
          against(`tickets, against jobs of ${name}`, sampleOf(samples)),
        ),
      ];
    } finally {
      await postgres.stop();
    }
  },
};

async function ownQueue(store: BranchStore, tickets: number): Promise<number> {
  const office = new TicketOffice(store, systemClock);
  const counters = new Counters(store, systemClock, EVERYBODY);
  for (const branch of BRANCHES)
    await counters.act({ staff: '1001', branch }, 'open', { request: randomUUID(), counter: '1' });
  const from = performance.now();
  await Promise.all(
    BRANCHES.map(async (branch) => {
      const at = { staff: '1001', branch };
      for (let number = 0; number < tickets / BRANCHES.length; number++) {
        const id = randomUUID();
        const request = {
          id,
          services: ['cash'],
          segment: 'ordinary' as const,
          needs: [],
          language: 'zh-CN' as const,
          channel: 'anonymous' as const,
        };
        const done = [
          await office.issue(branch, 'T01', request),
          await counters.act(at, 'callNext', { request: randomUUID() }),
          await counters.act(at, 'finish', {
            request: randomUUID(),
            ticket: id,
            version: 2,
            outcome: 'done',
          }),
        ];
        const refused = done.find((answer) => !answer.ok);
        if (refused && !refused.ok) throw new Error(refused.error.code);
      }
    }),
  );
  return (Math.floor(tickets / BRANCHES.length) * BRANCHES.length * 1_000) / (performance.now() - from);
}

/** What others do with as many jobs, where their packages are installed. */
async function peersOnce(url: string, jobs: number): Promise<[string, number][]> {
  if (!existsSync(`${PEERS_FOLDER}/node_modules`)) return [];
  const rates: [string, number][] = [];
  for (const name of PEERS) {
    const args = ['pass.mjs', name, url, String(jobs), String(BRANCHES.length)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: PEERS_FOLDER });
    rates.push([name, Number(stdout.trim())]);
  }
  return rates;
}
