import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { Line, type Reply, type Terminal } from '../campaigns/branch/client.ts';
import type { SeenPage } from '../campaigns/branch/seen.ts';
import { Random } from '../campaigns/support/random.ts';
import { pause } from '../campaigns/support/wait.ts';
import { branchAlone } from '../support/branch-alone.ts';
import { statusOf } from '../support/processes.ts';
import { type BusyBranch, COUNTERS_EACH, manyBranches, TERMINALS_EACH } from './support/many-branches.ts';
import type { Measurement, Row } from './support/measurement.ts';
import { percentile, sampleOf } from './support/stats.ts';

const HELD_ANSWERS = fileURLToPath(new URL('./support/held-answers.mjs', import.meta.url));

/** Acts of one customer, in their order; the first is asked by the terminal before anybody decides to take a number. */
const ACTS = ['queue', 'issue', 'call', 'begin', 'finish'] as const;
type ActName = (typeof ACTS)[number];

/** Customers on their way at the same moment, each beginning anew as soon as he is served. */
const AT_ONCE = 8;

/** How many of the terminals wait by a long poll while the first half is measured. */
const FEW = 100;

type Times = Record<ActName | 'floor', number[]>;

/** Many branches on two instances: how long each act takes, and what a terminal that waits costs. */
export const manyTerminals: Measurement = {
  about:
    '200 branches of 5 terminals and 8 counters on two instances over one durable PostgreSQL, eight customers at once, each asked for his wait, given a number, called, begun and finished; floor: one bare SQL round trip at the same moments; then what a waiting terminal costs, against a bare HTTP server',
  async run({ quick, say }) {
    if (!postgresPrograms()) {
      say('no PostgreSQL on this machine');
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'many-terminals-'));
    const postgres = await PrivatePostgres.start({ durable: true });
    const instances: Awaited<ReturnType<typeof branchAlone>>[] = [];
    try {
      const url = await postgres.newDatabase();
      const line = new Line({ every: 512 });
      const branches = await manyBranches(url, line, quick ? 40 : 200);
      for (const name of ['one', 'other'])
        instances.push(
          await branchAlone(
            ['--port', '0', '--practice-staff', '--database', url, '--data'].concat(join(folder, name)),
          ),
        );
      const urls = instances.map((instance) => instance.url);
      const terminals = branches.flatMap((branch) => branch.terminals);
      say(
        `${branches.length} branches, ${terminals.length} terminals, ${branches.length * COUNTERS_EACH} counters`,
      );
      const memory = () =>
        instances.reduce((sum, { pid }) => sum + Number.parseInt(statusOf(pid, 'VmRSS'), 10) * 1_024, 0);
      const many = new Waiting(urls);
      const customers = quick ? 80 : 1_500;
      await load(branches, urls, url, quick ? 24 : 400);

      await many.hold(terminals.slice(0, FEW));
      const few = await load(branches, urls, url, customers);
      const before = memory();
      await many.hold(terminals.slice(FEW));
      const held = memory();
      const all = await load(branches, urls, url, customers);
      const after = memory();
      await many.letGo();
      const more = terminals.length - FEW;
      const bare = await bareServer(more);
      say(
        `two instances: ${megabytes(before)} with ${FEW} terminals waiting, ${megabytes(held)} with ${terminals.length}, ${megabytes(after)} after as many customers more`,
      );
      for (const fault of line.faults) say(`not as documented: ${fault}`);
      return rowsOf(few, all, terminals.length, Math.max(0, held - before) / more, bare);
    } finally {
      for (const instance of instances) await instance.kill();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;

function rowsOf(few: Times, all: Times, terminals: number, each: number, bare: number): Row[] {
  const shares = [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const;
  const acts = shares.flatMap(([name, share]) =>
    ACTS.map(
      (act): Row => ({
        name: `${act} ${name}, ${terminals} terminals, floor a bare SQL round trip`,
        unit: 'ms',
        ours: sampleOf([percentile(all[act], share)]),
        floor: sampleOf([percentile(all.floor, share)]),
      }),
    ),
  );
  const growth = ACTS.map(
    (act): Row => ({
      name: `${act} p50, ${terminals} terminals, floor ${FEW} terminals`,
      unit: 'ms',
      ours: sampleOf([percentile(all[act], 0.5)]),
      floor: sampleOf([percentile(few[act], 0.5)]),
    }),
  );
  const memory: Row = {
    name: 'a terminal that waits, floor a bare HTTP server',
    unit: 'bytes',
    ours: sampleOf([each]),
    floor: sampleOf([bare]),
  };
  return [...acts, ...growth, memory];
}

/** So many customers, each from the question for his wait to the end of his service; milliseconds of each act. */
async function load(
  branches: readonly BusyBranch[],
  urls: readonly string[],
  database: string,
  customers: number,
): Promise<Times> {
  const times: Times = { queue: [], issue: [], call: [], begin: [], finish: [], floor: [] };
  const bare = new pg.Pool({ connectionString: database, max: AT_ONCE });
  const random = new Random(20_261_122);
  const taken = new Set<string>();
  let left = customers;
  const timed = async (name: ActName, ask: Promise<Reply>): Promise<Reply> => {
    const from = performance.now();
    const answer = await ask;
    times[name].push(performance.now() - from);
    if (answer.code) throw new Error(`${name}: ${answer.code}`);
    return answer;
  };
  const oneCustomer = async () => {
    const branch = random.pick(branches);
    const place = 1 + random.int(COUNTERS_EACH);
    const counter = `${branch.id} ${place}`;
    const staff = branch.staff[place - 1];
    const terminal = branch.terminals[random.int(TERMINALS_EACH)];
    // Somebody else is just served there.
    if (!staff || !terminal || taken.has(counter)) return;
    taken.add(counter);
    left--;
    const from = performance.now();
    await bare.query({ name: 'floor', text: 'select 1' });
    times.floor.push(performance.now() - from);
    const url = () => random.pick(urls);
    const act = (name: string, rest: object = {}) =>
      staff.ask(url(), {
        operation: `POST /counter/api/${name}`,
        body: { request: randomUUID(), ...rest },
      });
    const opened = await act('open', { counter: `${place}` });
    if (opened.code) throw new Error(`open: ${opened.code}`);
    await timed('queue', terminal.ask(url(), { operation: 'GET /v1/queue' }));
    await timed('issue', terminal.ask(url(), { operation: 'POST /v1/tickets', body: aTicket() }));
    const current = currentOf(await timed('call', act('callNext')));
    const begun = currentOf(await timed('begin', act('begin', current)));
    await timed('finish', act('finish', { ...begun, outcome: 'done' }));
    taken.delete(counter);
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) await oneCustomer();
    }),
  );
  await bare.end();
  return times;
}

function currentOf({ body }: Reply): { ticket: string; version: number } {
  const { current } = body as SeenPage;
  if (!current) throw new Error('nobody stands there');
  return { ticket: current.id, version: current.version };
}

const aTicket = () => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
});

/** Terminals that have called for a person and wait to hear of it, each by a long poll of its own. */
class Waiting {
  readonly #urls: readonly string[];
  readonly #loops: Promise<void>[] = [];
  readonly #calls: { readonly terminal: Terminal; readonly url: string; readonly id: string }[] = [];
  #over = false;

  constructor(urls: readonly string[]) {
    this.#urls = urls;
  }

  async hold(terminals: readonly Terminal[]): Promise<void> {
    const left = [...terminals];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let terminal = left.pop(); terminal; terminal = left.pop()) await this.#begin(terminal);
      }),
    );
  }

  async #begin(terminal: Terminal): Promise<void> {
    const url = this.#urls[this.#calls.length % this.#urls.length] ?? '';
    const id = randomUUID();
    const body = { id, visit: 'waiting', reason: 'asked', step: 'menu', service: null, language: 'zh-CN' };
    const { code } = await terminal.ask(url, { operation: 'POST /v1/assistance', body });
    if (code) throw new Error(`assistance: ${code}`);
    this.#calls.push({ terminal, url, id });
    this.#loops.push(this.#wait(terminal, url, id));
  }

  async #wait(terminal: Terminal, url: string, id: string): Promise<void> {
    while (!this.#over) {
      const call = { operation: 'GET /v1/assistance/{id}', parameters: { id }, query: 'after=1&wait=25' };
      const { code } = await terminal.ask(url, call);
      if (code) throw new Error(`a terminal that waits was refused: ${code}`);
    }
  }

  async letGo(): Promise<void> {
    this.#over = true;
    for (const { terminal, url, id } of this.#calls)
      await terminal.ask(url, { operation: 'POST /v1/assistance/{id}/withdraw', parameters: { id } });
    await Promise.all(this.#loops);
  }
}

/** Bytes of memory that one request without an answer costs a server that does nothing. */
async function bareServer(requests: number): Promise<number> {
  const child = spawn(process.execPath, [HELD_ANSWERS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const agent = new Agent({ keepAlive: true });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const memory = () => Number.parseInt(statusOf(child.pid ?? 0, 'VmRSS'), 10) * 1_024;
    const before = memory();
    const sent = Array.from({ length: requests }, async () => {
      const asked = request({ host: '127.0.0.1', port: Number(line), agent });
      asked.on('error', () => {});
      asked.end();
      await once(asked, 'finish');
    });
    await Promise.all(sent);
    // A request that is answered after them all is not to be had here; what was sent last is read at the latest then.
    await pause(500);
    return Math.max(0, memory() - before) / requests;
  } finally {
    agent.destroy();
    child.kill('SIGKILL');
  }
}
