import { randomUUID } from 'node:crypto';
import { Agent, type ClientRequest, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { statusOf } from '../../support/processes.ts';
import { Line, type Reply } from '../branch/client.ts';
import { withHouses } from '../branch/houses.ts';
import { peopleOf } from '../branch/people.ts';
import type { SeenPage, SeenTicketAnswer } from '../branch/seen.ts';
import { type Campaign, type CampaignOrder, type Round, runRounds } from '../support/campaign-run.ts';

/** Sockets held open, half of them silent from their first moment on. */
const SOCKETS = 1_000;

/** A silent socket is closed after a minute at the latest (docs/branch.md); some more for a machine that is busy. */
const SILENCE = 90_000;

/** What one instance beside a single kiosk holds. */
const SOCKETS_ALONE = 200;

/** Pages of the lobby among those that ask; of the rest one in five is a counter's, two are phones, two boards. */
const LOBBY_PAGES = 20;

/** Many sockets that only wait, and some that never say anything: the branch goes on beside them. */
export const idle: Campaign = {
  about: `holds ${SOCKETS} sockets open at an instance on PostgreSQL, half of them long polls of boards, phones, counters and lobby, half of them silent; acts are answered and wake who waits, silent ones are closed in time`,
  rounds: 2,
  run: (order) => idling(order, { sockets: SOCKETS, untilClosed: true }),
};

type Crowd = {
  readonly sockets: number;
  /** Whether the service's own deadline for silent sockets is waited for. */
  readonly untilClosed: boolean;
};

export const idling = (order: CampaignOrder, crowd: Crowd) =>
  withHouses(async (houses) => {
    const house = houses.at(-1);
    const [instance] = house?.instances ?? [];
    if (!house || !instance) throw new Error('there is no house');
    const line = new Line();
    const [url] = house.urls;
    const { members, terminals } = await peopleOf(line, url, { staff: 1, terminals: 1 });
    const [member] = members;
    const [terminal] = terminals;
    if (!member || !terminal) throw new Error('nobody is there');
    const act = (name: string, rest: object = {}) =>
      member.ask(url, {
        operation: `POST /counter/api/${name}`,
        body: { request: randomUUID(), ...rest },
      });
    await act('open', { counter: '3' });

    const oneCrowd = async ({ promises, is }: Round) => {
      const many = houses.length > 1 ? crowd.sockets : Math.min(crowd.sockets, SOCKETS_ALONE);
      const first = await terminal.ask(url, { operation: 'POST /v1/tickets', body: aTicket() });
      const { ticket, phoneUrl } = first.body as SeenTicketAnswer;
      const token = phoneUrl?.split('/').at(-1) ?? '';
      const page = await member.ask(url, { operation: 'GET /counter/api/state' });
      const hall = await member.ask(url, { operation: 'GET /lobby/api/hall' });
      const before = memoryOf(instance.pid);
      const agent = new Agent({ keepAlive: true });
      const asking: Asking[] = [];
      const paths = pathsOf(Math.floor(many / 2), revisionOf(page), revisionOf(hall), token);
      for (const path of paths) asking.push(ask(agent, url, path, member.cookie));
      const silent = await Promise.all(Array.from({ length: many - paths.length }, () => silentSocket(url)));
      await Promise.all(asking.map(({ sent }) => sent));
      // Asked after them all: by its answer they have been read.
      await terminal.ask(url, { operation: 'GET /v1/queue' });
      const held = memoryOf(instance.pid);
      const from = performance.now();
      const taken = await terminal.ask(url, { operation: 'POST /v1/tickets', body: aTicket() });
      const called = await act('callNext');
      const acted = performance.now() - from;
      promises.holds(
        taken.code === '' && called.code === '',
        `acts are answered: ${taken.code} ${called.code}`,
      );
      const answers = await Promise.all(asking.map(({ answer }) => answer));
      const woken = performance.now() - from;
      const bad = answers.filter((status) => status !== 200);
      promises.holds(bad.length === 0, `everybody who waits hears of it, not ${bad.slice(0, 5).join()}`);
      const { current } = called.body as SeenPage;
      promises.holds(current?.id === ticket.id, 'the one who came first is called');
      if (current) await act('finish', { ticket: current.id, version: current.version, outcome: 'done' });
      const each = (held - before) / many;
      is(
        `${paths.length} long polls and ${silent.length} silent sockets: number and call in ${Math.round(acted)} ms, all woken after ${Math.round(woken)} ms, ${Math.round(each / 102.4) / 10} kB a socket (${Math.round(before / 1_048_576)} to ${Math.round(held / 1_048_576)} MB)`,
      );
      agent.destroy();
      if (crowd.untilClosed) {
        const closed = await Promise.all(silent.map((socket) => socket.closedWithin));
        const late = closed.filter((milliseconds) => milliseconds > SILENCE).length;
        promises.holds(
          late === 0,
          `silent sockets are closed within ${SILENCE} ms, not ${late} of them later`,
        );
        order.say(
          `  silent sockets closed after ${Math.round(Math.min(...closed) / 1_000)} to ${Math.round(Math.max(...closed) / 1_000)} s`,
        );
      }
      for (const { socket } of silent) socket.destroy();
      for (const fault of line.faults.splice(0)) promises.holds(false, `as documented: ${fault}`);
    };
    return runRounds(order, oneCrowd);
  });

const aTicket = () => ({
  id: randomUUID(),
  services: ['cash'],
  segment: 'ordinary',
  needs: [],
  language: 'zh-CN',
  channel: 'anonymous',
});

/** Resident memory of a process, bytes. */
const memoryOf = (pid: number): number => Number.parseInt(statusOf(pid, 'VmRSS'), 10) * 1_024;

const revisionOf = ({ body }: Reply): number => (body as { readonly revision: number }).revision;

function pathsOf(many: number, revision: number, hall: number, token: string): string[] {
  const waiting = `after=${revision}&wait=25`;
  return Array.from({ length: many }, (_, at) => {
    if (at < LOBBY_PAGES) return `/lobby/api/hall?after=${hall}&wait=25`;
    if (at % 5 === 0) return `/counter/api/state?${waiting}`;
    return at % 5 < 3 ? `/t/api/${token}?${waiting}` : `/board/api/state?${waiting}`;
  });
}

type Asking = { readonly sent: Promise<void>; readonly answer: Promise<number> };

/** A long poll; its status, 0 without an answer. */
function ask(agent: Agent, url: string, path: string, cookie: string): Asking {
  const headers = { 'x-staff': '1', cookie };
  const asked: ClientRequest = request(new URL(path, url), { agent, headers });
  const answer = new Promise<number>((resolve) => {
    asked.on('response', (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', () => resolve(0));
  });
  const sent = new Promise<void>((resolve) => {
    asked.on('finish', () => resolve());
    asked.on('error', () => resolve());
  });
  asked.end();
  return { sent, answer };
}

/** A connection that says nothing, and how long it was left open, milliseconds. */
async function silentSocket(url: string): Promise<{ socket: Socket; closedWithin: Promise<number> }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const from = performance.now();
  socket.on('error', () => {});
  socket.resume();
  const closedWithin = new Promise<number>((resolve) => {
    socket.once('close', () => resolve(performance.now() - from));
  });
  return { socket, closedWithin };
}
