import { randomUUID } from 'node:crypto';
import { Line, type Reply, type StaffPage, type Terminal } from '../branch/client.ts';
import { type House, withHouses } from '../branch/houses.ts';
import { peopleOf } from '../branch/people.ts';
import type { SeenPage, SeenTicketAnswer } from '../branch/seen.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';

/** Instants in a round; a hundred rounds a house are its ten thousand. */
const INSTANTS = 100;

/** Numbers of a round that are asked for at its end. */
const LOOKED_AT = 10;

/** A terminal asks no more often than the service lets one ask in ten minutes. */
const TERMINALS = 8;

type Hall = {
  readonly house: House;
  readonly line: Line;
  readonly staff: readonly [StaffPage, StaffPage];
  readonly terminals: readonly Terminal[];
};

/** Two counters call at the very same instant, by HTTP, at two instances: over and over. */
export const race: Campaign = {
  about:
    'lets two counters call at the same instant, a hundred times a round, at two processes on PostgreSQL and at one on a file in turn; nobody is called twice, nobody is left over',
  rounds: 200,
  async run(order) {
    return withHouses(async (houses) => {
      const halls: Hall[] = [];
      for (const house of houses) halls.push(await opened(house));
      const report = await runRounds(order, (round) => manyInstants(halls, round, INSTANTS));
      return report;
    });
  },
};

/** The same with few instants, for `npm test`. */
export const shortRace = (seed: number, say: (text: string) => void) =>
  withHouses(async (houses) => {
    const halls: Hall[] = [];
    for (const house of houses) halls.push(await opened(house));
    return runRounds({ seed, rounds: 2 * halls.length, say }, (round) =>
      manyInstants(halls, round, INSTANTS / 2),
    );
  });

async function opened(house: House): Promise<Hall> {
  const line = new Line({ every: 16 });
  const [url] = house.urls;
  const { members, terminals } = await peopleOf(line, url, { staff: 2, terminals: TERMINALS });
  const [one, other] = members;
  if (!one || !other) throw new Error('two members');
  for (const [at, page] of [one, other].entries())
    await page.ask(url, {
      operation: 'POST /counter/api/open',
      body: { request: randomUUID(), counter: `${at + 2}` },
    });
  return { house, line, staff: [one, other], terminals };
}

async function manyInstants(halls: readonly Hall[], round: Round, instants: number): Promise<void> {
  const hall = halls[round.number % halls.length];
  if (!hall) throw new Error('there is no hall');
  const { house, line, staff, terminals } = hall;
  const { random, promises } = round;
  round.is(`${instants} instants at ${house.name}`);
  const act = (at: 0 | 1, name: string, rest: object = {}, url = random.pick(house.urls)) =>
    staff[at].ask(url, {
      operation: `POST /counter/api/${name}`,
      body: { request: randomUUID(), ...rest },
    });
  const expected = new Map<string, number>();

  for (let instant = 0; instant < instants; instant++) {
    const waiting = 1 + random.int(2);
    const taken = await Promise.all(
      Array.from({ length: waiting }, () => takeOne(random.pick(terminals), random.pick(house.urls))),
    );
    promises.holds(new Set(taken.map(({ label }) => label)).size === waiting, 'no number is given twice');
    const byNumber = waiting === 1 && random.chance(0.3);
    if (byNumber) await parkIt(act);
    const label = taken[0]?.label ?? '';
    const urls = random.chance(0.5) ? house.urls : house.urls.toReversed();
    const answers = await Promise.all(
      ([0, 1] as const).map((at) =>
        byNumber ? act(at, 'call', { label }, urls[at]) : act(at, 'callNext', {}, urls[at]),
      ),
    );
    const called = answers.map(({ code, body }) => (code ? undefined : (body as SeenPage).current?.id));
    const got = called.filter((id) => id !== undefined);
    const versions = answers.map(({ code, body }) => (code ? 0 : (body as SeenPage).current?.version));
    promises.holds(
      versions.every((version) => version === 0 || version === (byNumber ? 4 : 2)),
      `what was done to a number was done once: ${versions.join()}`,
    );
    promises.holds(new Set(got).size === got.length, 'nobody is called to two counters');
    promises.holds(got.length === waiting, `${waiting} waited, and as many were called`);
    promises.holds(
      answers.every(({ code }) => ['', 'nobodyWaiting', ...(byNumber ? ['notFound'] : [])].includes(code)),
      `a counter that gets nobody is told why: ${answers.map(({ code }) => code).join()}`,
    );
    for (const { id } of taken) expected.set(id, byNumber ? 5 : 3);
    await Promise.all(
      ([0, 1] as const).map((at) => finishIt(answers[at], (rest) => act(at, 'finish', rest))),
    );
  }

  // Every service was finished under the version it was called with; a few are looked at once more.
  for (const [id, version] of [...expected].slice(-LOOKED_AT)) {
    const { body } = await random
      .pick(terminals)
      .ask(random.pick(house.urls), { operation: 'GET /v1/tickets/{id}', parameters: { id } });
    const { ticket } = body as SeenTicketAnswer;
    promises.holds(ticket.state === 'done', `everybody is served in the end, not ${ticket.state}`);
    promises.holds(ticket.version === version, `what was done to a number was done once: ${ticket.version}`);
  }
  for (const fault of line.faults.splice(0)) promises.holds(false, `as documented: ${fault}`);
}

async function takeOne(terminal: Terminal, url: string) {
  const id = randomUUID();
  const body = {
    id,
    services: ['cash'],
    segment: 'ordinary',
    needs: [],
    language: 'zh-CN',
    channel: 'anonymous',
  };
  const answer = await terminal.ask(url, { operation: 'POST /v1/tickets', body });
  if (answer.code) throw new Error(`a number was refused: ${answer.code}`);
  return { id, label: (answer.body as SeenTicketAnswer).ticket.label };
}

type Act = (at: 0 | 1, name: string, rest?: object) => Promise<Reply>;

async function parkIt(act: Act): Promise<void> {
  const { code, body } = await act(0, 'callNext');
  const current = code ? null : (body as SeenPage).current;
  if (current) await act(0, 'park', { ticket: current.id, version: current.version });
}

async function finishIt(answer: Reply | undefined, finish: (rest: object) => Promise<Reply>): Promise<void> {
  const current = !answer || answer.code ? null : (answer.body as SeenPage).current;
  if (!current) return;
  const { code } = await finish({ ticket: current.id, version: current.version, outcome: 'done' });
  if (code) throw new Error(`a service could not be finished: ${code}`);
}
