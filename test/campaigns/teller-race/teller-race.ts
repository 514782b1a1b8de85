import { randomUUID } from 'node:crypto';
import { Line, type StaffPage, type Terminal } from '../branch/client.ts';
import { aCallForTeller, TellerDesk } from '../branch/desk.ts';
import { type House, withHouses } from '../branch/houses.ts';
import { peopleOf } from '../branch/people.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';

/** Instants in a round; a hundred rounds a house are its ten thousand. */
const INSTANTS = 100;
const DESKS = 6;
const TERMINALS = 4;

type Hall = {
  readonly house: House;
  readonly line: Line;
  readonly members: readonly StaffPage[];
  readonly desks: TellerDesk[];
  readonly terminals: readonly Terminal[];
};
type Seen = { readonly state: string; readonly turn: number; readonly outcome: string | null };

/** Tellers reach out for the same call at the very same instant, by their sockets, at two instances: over and over. */
export const tellerRace: Campaign = {
  about:
    'lets two to six tellers reach for one call at the same instant, a hundred times a round, at two processes on PostgreSQL and at one on a file in turn; it goes to exactly one, its token alone acts, nobody has two',
  rounds: 200,
  run: (order) => race(order, INSTANTS),
};

/** The same with few instants, for `npm test`. */
export const shortTellerRace = (seed: number, say: (text: string) => void) =>
  race({ seed, rounds: 2, say }, 15);

const race = (order: Parameters<Campaign['run']>[0], instants: number) =>
  withHouses(async (houses) => {
    const halls: Hall[] = [];
    for (const house of houses) halls.push(await opened(house));
    return runRounds(order, (round) => manyInstants(halls, round, instants));
  });

async function opened(house: House): Promise<Hall> {
  const line = new Line({ every: 16 });
  const { members, terminals } = await peopleOf(line, house.urls[0], {
    staff: DESKS,
    terminals: TERMINALS,
    roles: ['teller'],
  });
  const hall = { house, line, members, desks: [], terminals };
  await openDesks(hall);
  return hall;
}

/** Opens the desks that are not open: at first, and where a machine under load was too slow to answer a ping. */
async function openDesks({ house, members, desks }: Hall): Promise<void> {
  for (const [at, member] of members.entries()) {
    if (desks[at]?.closed === false) continue;
    const desk = await TellerDesk.open(member, house.urls[at % 2 === 0 ? 0 : 1]);
    const skills = { languages: ['zh-CN'], skills: [] };
    const code = await desk.ask({ type: 'presence', presence: 'ready', skills });
    if (code) throw new Error(`a desk could not be opened: ${code}`);
    desks[at] = desk;
  }
}

/** Nobody knows what became of it: the machine, not the rule. */
const UNSURE = ['closed', 'noAnswer', 'storeUnavailable', 'superseded'];

async function manyInstants(halls: readonly Hall[], round: Round, instants: number): Promise<void> {
  const hall = halls[round.number % halls.length];
  if (!hall) throw new Error('there is no hall');
  round.is(`${instants} instants at ${hall.house.name}`);
  for (let instant = 0; instant < instants; instant++) await oneInstant(hall, round);
  for (const fault of hall.line.faults.splice(0)) round.promises.holds(false, `as documented: ${fault}`);
}

async function oneInstant(hall: Hall, { random, promises }: Round): Promise<void> {
  await openDesks(hall);
  const { house, desks, terminals } = hall;
  const terminal = random.pick(terminals);
  const body = aCallForTeller();
  const made = await terminal.ask(random.pick(house.urls), { operation: 'POST /v1/calls', body });
  if (made.code) throw new Error(`a call was refused: ${made.code}`);
  const { id } = body;
  const from = random.int(desks.length);
  const racing = Array.from(
    { length: 2 + random.int(desks.length - 1) },
    (_, at) => desks[(from + at) % desks.length],
  ).flatMap((desk) => (desk ? [desk] : []));
  const codes = await Promise.all(
    racing.map((desk) => desk.ask(random.chance(0.5) ? { type: 'next' } : { type: 'take', call: id })),
  );
  const look = async () => {
    const { code, body: seen } = await terminal.ask(random.pick(house.urls), {
      operation: 'GET /v1/calls/{id}',
      parameters: { id },
    });
    if (code) throw new Error(`a call is not seen: ${code}`);
    return seen as Seen;
  };
  const winners = racing.filter((_, at) => codes[at] === '');
  if (codes.some((code) => UNSURE.includes(code))) {
    const { turn } = await look();
    promises.holds(winners.length <= 1 && turn <= 1, `it goes to one teller at most, not ${winners.length}`);
    const leave = { operation: 'POST /v1/calls/{id}/leave', parameters: { id } };
    await terminal.ask(house.urls[1], { ...leave, body: { outcome: 'withdrawn' } });
    return;
  }
  promises.holds(winners.length === 1, `it goes to exactly one teller, not ${winners.length}`);
  promises.holds(
    codes.every((code) => ['', 'nothingWaiting', 'alreadyTaken'].includes(code)),
    `whoever gets nobody is told why: ${codes.join()}`,
  );
  const [winner] = winners;
  if (!winner) throw new Error('nobody got it');
  const held = racing.filter((desk) => desk.case?.call.id === id);
  promises.holds(held.length === 1 && held[0] === winner, 'whoever has it is the one who was told so');
  const token = winner.case?.token ?? '';
  const loser = racing.find((desk) => desk !== winner);
  if (loser && random.chance(0.2)) {
    const message = { kind: 'caption', text: 'x' };
    const code = await loser.ask({ type: 'send', call: id, token, message });
    promises.holds(code === 'notYours', `nobody else acts on it, token or not: ${code}`);
    const again = await winner.ask({ type: 'next' });
    promises.holds(again === 'inCall', `nobody has two: ${again}`);
  }
  const assigned = await look();
  promises.holds(
    assigned.state === 'assigned' && assigned.turn === 1,
    `it was taken once: ${assigned.state} ${assigned.turn}`,
  );
  // Both ends may end it at the same instant too.
  const request = randomUUID();
  const finish = () => winner.ask({ type: 'finish', call: id, token, outcome: 'finished' }, request);
  const [finished] = await Promise.all([
    finish(),
    random.chance(0.2) ? finish() : undefined,
    random.chance(0.3)
      ? terminal.ask(random.pick(house.urls), {
          operation: 'POST /v1/calls/{id}/leave',
          parameters: { id },
          body: { outcome: 'withdrawn' },
        })
      : undefined,
  ]);
  const over = await look();
  promises.holds(
    over.state === 'over' && over.outcome === (finished === '' ? 'finished' : 'withdrawn'),
    `one end stands: ${finished} ${over.outcome}`,
  );
  await winner.until(() => winner.case?.call.id !== id);
}
