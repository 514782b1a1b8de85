import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { DeskPage } from '#branch/desk-socket/test-support.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import type { CallCase } from '#contracts/branch/teller.ts';
import { Line, type Reply, type Terminal } from '../campaigns/branch/client.ts';
import { Random } from '../campaigns/support/random.ts';
import { branchAlone } from '../support/branch-alone.ts';
import { statusOf } from '../support/processes.ts';
import { manyBranches, TERMINALS_EACH } from './support/many-branches.ts';
import type { Measurement, Row } from './support/measurement.ts';
import { percentile, sampleOf } from './support/stats.ts';

const BARE_RELAY = fileURLToPath(new URL('./support/bare-relay.mjs', import.meta.url));

/** So many speak at the same moment, the others are silent. */
const AT_ONCE = 8;

const CANDIDATE = `candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 ufrag ${'a'.repeat(8)}`;

type Session = {
  readonly terminal: Terminal;
  readonly desk: DeskPage;
  readonly inHand: CallCase;
  /** What the teller said last that the terminal has heard. */
  heard: number;
  /** How often its step has been shown. */
  shown: number;
};

/** Calls that stand on one instance: what each costs, how long a word takes, how long a step takes to the desk. */
export const callSessions: Measurement = {
  about:
    'calls on one instance over one durable PostgreSQL, each with its desk’s socket, eight speaking at once: a candidate to the terminal and to the desk, a step to the desk; floor: a bare relay of two sockets; memory each, against two bare sockets',
  async run({ quick, say }) {
    if (!postgresPrograms()) {
      say('no PostgreSQL on this machine');
      return [];
    }
    const folder = mkdtempSync(join(tmpdir(), 'call-sessions-'));
    const postgres = await PrivatePostgres.start({ durable: true });
    let instance: Awaited<ReturnType<typeof branchAlone>> | undefined;
    const sessions: Session[] = [];
    try {
      const url = await postgres.newDatabase();
      const line = new Line({ every: 512 });
      const branches = await manyBranches(url, line, quick ? 4 : 100, 'teller');
      instance = await branchAlone(
        ['--port', '0', '--practice-staff', '--database', url, '--data'].concat(join(folder, 'one')),
      );
      const { pid, url: at } = instance;
      const memory = () => Number.parseInt(statusOf(pid, 'VmRSS'), 10) * 1_024;
      const before = memory();
      for (const { terminals, tokens } of branches)
        for (let place = 0; place < TERMINALS_EACH; place++) {
          const [terminal, token] = [terminals[place], tokens[place]];
          if (terminal && token) sessions.push(await open(at, terminal, token));
        }
      const each = Math.max(0, memory() - before) / sessions.length;
      say(`${sessions.length} calls`);
      const ours = await speak(at, sessions, quick ? 60 : 2_000);
      const bare = await bareRelay(sessions.length, quick ? 60 : 2_000);
      for (const fault of line.faults) say(`not as documented: ${fault}`);
      return rowsOf(ours, bare.times, sessions.length, each, bare.each);
    } finally {
      for (const { desk } of sessions) desk.cut();
      await instance?.kill();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

type Times = Record<'toTerminal' | 'toDesk' | 'step', number[]>;

function rowsOf(ours: Times, bare: readonly number[], calls: number, each: number, floor: number): Row[] {
  const names = {
    toTerminal: 'a candidate to the terminal',
    toDesk: 'a candidate to the desk',
    step: 'a step to the desk',
  } as const;
  const rows = (['toTerminal', 'toDesk', 'step'] as const).flatMap((what) =>
    ([0.5, 0.99] as const).map(
      (share): Row => ({
        name: `${names[what]} p${share * 100}, ${calls} calls, floor a bare relay`,
        unit: 'ms',
        ours: sampleOf([percentile(ours[what], share)]),
        floor: sampleOf([percentile(bare, share)]),
      }),
    ),
  );
  return [
    ...rows,
    {
      name: 'a call with its desk, floor two bare sockets',
      unit: 'bytes',
      ours: sampleOf([each]),
      floor: sampleOf([floor]),
    },
  ];
}

const fine = (answer: Reply): Reply => {
  if (answer.code) throw new Error(answer.code);
  return answer;
};

/** A call that is made and taken. */
async function open(url: string, terminal: Terminal, token: string): Promise<Session> {
  const desk = await DeskPage.signedIn(Number(new URL(url).port), {
    cookie: `vestibule-staff=${token}`,
    origin: new URL(url).origin,
  });
  await desk.ready();
  const id = randomUUID();
  fine(await terminal.ask(url, { operation: 'POST /v1/calls', body: aCall(id) }));
  const from = desk.heard.length;
  const refused = await desk.ask({ type: 'take', call: id });
  if (refused) throw new Error(refused);
  const taken = await desk.until((one) => one.type === 'case' && one.case !== null, from);
  if (taken.type !== 'case' || !taken.case) throw new Error('no case');
  return { terminal, desk, inHand: taken.case, heard: 0, shown: 0 };
}

const aCall = (id: string) => ({
  id,
  visit: 'a-visit-of-the-bench',
  reason: 'asked',
  mode: 'video',
  language: 'zh-CN',
  service: null,
  step: 'menu',
  customerRef: null,
  handOver: { customer: null, cardLast4: null, elder: false, done: [], failed: [], devices: [], papers: [] },
});

const signal = (turn: number) =>
  ({
    kind: 'signal',
    signal: {
      type: 'candidate',
      turn,
      connection: '0123456789abcdef',
      candidate: CANDIDATE,
      sdpMid: '0',
      sdpMLineIndex: 0,
    },
  }) as const;

/** Words and steps at random; milliseconds of each from its sending to its arrival. */
async function speak(url: string, sessions: readonly Session[], rounds: number): Promise<Times> {
  const times: Times = { toTerminal: [], toDesk: [], step: [] };
  const random = new Random(20_261_122);
  const busy = new Set<Session>();
  let left = rounds;
  const one = async () => {
    const session = random.pick(sessions);
    if (busy.has(session)) return;
    busy.add(session);
    left--;
    times.toTerminal.push(await toTerminal(url, session));
    times.toDesk.push(await toDesk(url, session));
    times.step.push(await showStep(url, session));
    busy.delete(session);
  };
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left > 0) await one();
    }),
  );
  return times;
}

async function toTerminal(url: string, session: Session): Promise<number> {
  const { terminal, desk, inHand } = session;
  const { id, turn } = inHand.call;
  const waits = terminal.ask(url, {
    operation: 'GET /v1/calls/{id}/messages',
    parameters: { id },
    query: `after=${session.heard}&wait=25`,
  });
  const from = performance.now();
  const sent = desk.ask({ type: 'send', call: id, token: inHand.token, message: signal(turn) });
  const answer = fine(await waits).body as { messages: { sequence: number }[] };
  const took = performance.now() - from;
  const refused = await sent;
  if (refused) throw new Error(refused);
  session.heard = answer.messages.at(-1)?.sequence ?? session.heard;
  return took;
}

async function toDesk(url: string, { terminal, desk, inHand }: Session): Promise<number> {
  const { id, turn } = inHand.call;
  const heard = desk.heard.length;
  const from = performance.now();
  const sent = terminal.ask(url, {
    operation: 'POST /v1/calls/{id}/messages',
    parameters: { id },
    body: { id: randomUUID(), message: signal(turn) },
  });
  await desk.until((one) => one.type === 'message', heard);
  const took = performance.now() - from;
  fine(await sent);
  return took;
}

async function showStep(url: string, session: Session): Promise<number> {
  const { terminal, desk, inHand } = session;
  const heard = desk.heard.length;
  const number = ++session.shown;
  const from = performance.now();
  const sent = terminal.ask(url, {
    operation: 'POST /v1/calls/{id}/view',
    parameters: { id: inHand.call.id },
    body: {
      ...{ is: 'own', number, at: new Date().toISOString(), what: 'code', kind: 'enterCode' },
      ...{ service: 'changeReservedPhone', step: number },
    },
  });
  await desk.until((one) => one.type === 'view', heard);
  const took = performance.now() - from;
  fine(await sent);
  return took;
}

/** The same number of pairs on a relay that does nothing else: bytes of each, and milliseconds of each word. */
async function bareRelay(pairs: number, rounds: number) {
  const child = spawn(process.execPath, [BARE_RELAY], { stdio: ['ignore', 'pipe', 'inherit'] });
  const all: { readonly near: WebSocket; readonly far: WebSocket }[] = [];
  try {
    const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const memory = () => Number.parseInt(statusOf(child.pid ?? 0, 'VmRSS'), 10) * 1_024;
    const before = memory();
    const socket = async (name: number) => {
      const made = new WebSocket(`ws://127.0.0.1:${port}/${name}`);
      await once(made, 'open');
      return made;
    };
    for (let pair = 0; pair < pairs; pair++) all.push({ near: await socket(pair), far: await socket(pair) });
    const each = Math.max(0, memory() - before) / pairs;
    const text = JSON.stringify(signal(1));
    const random = new Random(20_261_122);
    const times: number[] = [];
    const busy = new Set<WebSocket>();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (times.length < rounds) {
          const { near, far } = random.pick(all);
          if (busy.has(near)) continue;
          busy.add(near);
          const from = performance.now();
          const heard = once(far, 'message');
          near.send(text);
          await heard;
          times.push(performance.now() - from);
          busy.delete(near);
        }
      }),
    );
    return { each, times };
  } finally {
    for (const { near, far } of all) {
      near.terminate();
      far.terminate();
    }
    child.kill('SIGKILL');
  }
}
