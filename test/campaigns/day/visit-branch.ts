import { openBranch } from '#branch/test-support/house.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { ManualClock } from '#foundation/clock.ts';
import { Line, type Reply } from '../branch/client.ts';
import { peopleOf } from '../branch/people.ts';
import type { SeenPage, SeenQueue, SeenTicket, SeenTicketAnswer } from '../branch/seen.ts';
import type { Act, Outcome, Ticket } from './acts.ts';
import type { Rules } from './hall-model.ts';

/** Half past eight on a Monday in Shanghai: half an hour before the care hour. */
const MORNING = Date.UTC(2026, 10, 23, 0, 30, 0);

/** A branch that a client speaks to over one or two instances, on a clock that the campaign moves. */
export type VisitedBranch = {
  readonly name: string;
  readonly clock: ManualClock;
  readonly rules: Rules;
  readonly line: Line;
  /** Asks one instance; the answer as the queue's rules speak of it, and the page when there is one. */
  ask(act: Act, instance: number): Promise<{ answer: Outcome; page: SeenPage | undefined }>;
  find(id: string): Promise<Ticket>;
  close(): Promise<void>;
};

/** Both engines where there is a PostgreSQL: a file with one instance, and a database with two. */
export async function branchesToVisit(
  staff: number,
): Promise<{ open(): Promise<VisitedBranch[]>; close(): Promise<void> }> {
  const postgres = postgresPrograms() ? await PrivatePostgres.start() : undefined;
  return {
    open: async () => {
      const branches = [await visited('one file', [undefined], staff)];
      if (postgres) {
        const database = await postgres.newDatabase();
        branches.push(await visited('a shared database', [database, database], staff));
      }
      return branches;
    },
    close: async () => postgres?.stop(),
  };
}

async function visited(
  name: string,
  databases: readonly (string | undefined)[],
  staff: number,
): Promise<VisitedBranch> {
  const clock = new ManualClock(MORNING);
  const publicUrl = 'https://branch.example/';
  const houses: Awaited<ReturnType<typeof openBranch>>[] = [];
  for (const database of databases)
    houses.push(await openBranch(clock, { publicUrl, ...(database && { database }) }));
  const urls = houses.map(({ service }) => service.url);
  const urlOf = (instance: number) => urls[instance % urls.length] ?? '';
  const line = new Line({ every: 4 });
  const wall = () => clock.wall();
  const { members, terminals } = await peopleOf(line, urlOf(0), { staff, terminals: 3, wall });
  const phones = new Map<string, string>();
  const terminal = (at: number) => {
    const found = terminals[at % terminals.length];
    if (!found) throw new Error('there is no terminal');
    return found;
  };

  const take = async (act: Extract<Act, { kind: 'take' }>, url: string): Promise<Reply> => {
    const { kind: _, terminal: at, ...rest } = act;
    const body = { ...rest, language: 'zh-CN' };
    const answer = await terminal(at).ask(url, { operation: 'POST /v1/tickets', body });
    if (!answer.code) phones.set(act.id, (answer.body as SeenTicketAnswer).phoneUrl?.split('/').at(-1) ?? '');
    return answer;
  };
  const giveUp = (by: string, id: string, url: string): Promise<Reply> =>
    by === 'phone'
      ? line.ask(url, {
          operation: 'POST /t/api/{token}/give-up',
          parameters: { token: phones.get(id) ?? '' },
        })
      : terminal(0).ask(url, { operation: 'POST /v1/tickets/{id}/give-up', parameters: { id } });

  const asked = await terminal(0).ask(urlOf(0), { operation: 'GET /v1/queue' });
  return {
    name,
    clock,
    line,
    rules: rulesOf(asked.body as SeenQueue),
    ask: async (act, instance) => {
      const url = urlOf(instance);
      if (act.kind === 'counter') {
        const operation = `POST /counter/api/${act.name}`;
        const { code, body } = (await members[act.staff]?.ask(url, { operation, body: act.body })) ?? lost();
        const page = code ? undefined : (body as SeenPage);
        return { answer: { code, ticket: page?.current ? ticketOf(page.current) : null }, page };
      }
      const { code, body } = act.kind === 'take' ? await take(act, url) : await giveUp(act.by, act.id, url);
      if (code) return { answer: { code, ticket: null }, page: undefined };
      const told =
        act.kind === 'giveUp' && act.by === 'phone' ? phoned(body) : (body as SeenTicketAnswer).ticket;
      return { answer: { code, ticket: ticketOf(told) }, page: undefined };
    },
    find: async (id) => {
      const { body } = await terminal(1).ask(urlOf(0), {
        operation: 'GET /v1/tickets/{id}',
        parameters: { id },
      });
      return ticketOf((body as SeenTicketAnswer).ticket);
    },
    close: async () => {
      for (const house of houses) await house.close();
    },
  };
}

const lost = (): never => {
  throw new Error('there is no such member of staff');
};

function ticketOf(seen: SeenTicket): Ticket {
  const { id, label, services, state, counter, overtaken, version } = seen;
  const calledAt = seen.calledAt === null ? null : Date.parse(seen.calledAt);
  return {
    id,
    label,
    services,
    state,
    counter,
    overtaken,
    issuedAt: Date.parse(seen.issuedAt),
    calledAt,
    version,
  };
}

/** A phone is told less. */
function phoned(body: unknown): SeenTicket {
  const { label, state, counter } = body as Pick<SeenTicket, 'label' | 'state' | 'counter'>;
  const nothing = { id: '', businessDate: '', services: [], overtaken: 0, calledAt: null, version: 0 };
  return { ...nothing, label, state, counter, issuedAt: new Date(0).toISOString() };
}

function rulesOf({ configuration }: SeenQueue): Rules {
  const { services, counters, overtaking, noShowSeconds } = configuration;
  return {
    series: new Map(services.map(({ id, series }) => [id, series])),
    counters: new Map(counters.map((counter) => [counter.id, counter.services])),
    credit: overtaking.creditMinutes,
    most: overtaking.most,
    noShowMilliseconds: noShowSeconds * 1_000,
  };
}
