import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Counters, EVERYBODY } from '#branch/queue/counters.ts';
import { defaultConfiguration } from '#branch/queue/default-configuration.ts';
import { TicketOffice } from '#branch/queue/tickets.ts';
import { foundBranch } from '#branch/store/branches.ts';
import { openPostgresStore } from '#branch/store/postgres.ts';
import { openSqliteStore } from '#branch/store/sqlite.ts';
import type { BranchStore } from '#branch/store/store.ts';
import { PrivatePostgres, postgresPrograms } from '#branch/test-support/postgres.ts';
import { NEEDS } from '#contracts/branch/configuration.ts';
import type { CounterAct, CounterActName } from '#contracts/branch/counter.ts';
import { ManualClock } from '#foundation/clock.ts';
import { type Campaign, type Round, runRounds } from '../support/campaign-run.ts';
import { holdsItsPromises } from './history.ts';

/** Longest a hall may take to empty, in turns; a turn is one act of every counter at the same instant. */
const LONGEST = 400;

/** One database behind one or two instances, each with its own connections. */
type House = { readonly name: string; readonly instances: readonly BranchStore[] };

/** Lets counters of two instances call, park, let go and finish at the same instant, and reads the day afterwards. */
export const queue: Campaign = {
  about:
    'lets counters of two instances act at the same instant, resends what was answered, gives numbers back meanwhile; nobody is called twice or lost',
  rounds: 120,
  async run(order) {
    const folder = mkdtempSync(join(tmpdir(), 'queue-campaign-'));
    const postgres = postgresPrograms() ? await PrivatePostgres.start() : undefined;
    const houses: House[] = [];
    try {
      const file = await openSqliteStore(join(folder, 'branch.db'));
      if (!file.ok) throw new Error(file.error.code);
      houses.push({ name: 'one file', instances: [file.value, file.value] });
      if (postgres) {
        const database = await postgres.newDatabase();
        const instances: BranchStore[] = [];
        for (let instance = 0; instance < 2; instance++) {
          const store = await openPostgresStore(database, new ManualClock());
          if (!store.ok) throw new Error(store.error.code);
          instances.push(store.value);
        }
        houses.push({ name: 'a shared database', instances });
      }
      return await runRounds(order, (round) => oneDay(houses, round));
    } finally {
      for (const { instances } of houses) for (const store of new Set(instances)) await store.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function oneDay(houses: readonly House[], round: Round): Promise<void> {
  const { random, promises } = round;
  const house = houses[round.number % houses.length];
  const [store] = house?.instances ?? [];
  if (!house || !store) throw new Error('there is no store');
  const branch = `R${round.number}-${random.int(9_999)}`;
  const clock = new ManualClock();
  await foundBranch(store, branch, clock);
  const offices = house.instances.map((instance) => new TicketOffice(instance, clock));
  const desks = house.instances.map((instance) => new Counters(instance, clock, EVERYBODY));
  const staff = Array.from({ length: 2 + random.int(2) }, (_, at) => `${1001 + at}`);
  const customers = 6 + random.int(14);
  round.is(`${customers} customers, ${staff.length} counters, ${house.name}`);

  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: customers }, async () => {
      const id = randomUUID();
      ids.push(id);
      const request = {
        id,
        services: ['cash'],
        segment: random.chance(0.2) ? ('vip' as const) : ('ordinary' as const),
        needs: random.chance(0.3) ? [random.pick(NEEDS)] : [],
        language: 'zh-CN' as const,
        channel: 'anonymous' as const,
      };
      const taken = await Promise.all(offices.map((office) => office.issue(branch, 'T01', request)));
      const labels = taken.map((answer) => (answer.ok ? answer.value.ticket.label : answer.error.code));
      promises.holds(new Set(labels).size === 1, 'a number asked for at two instances at once is one number');
    }),
  );

  const act = async <Name extends CounterActName>(
    who: string,
    name: Name,
    rest: Omit<CounterAct<Name>, 'request'>,
  ): Promise<void> => {
    const whole = { request: randomUUID(), ...rest } as CounterAct<Name>;
    // Sent to one instance, and sometimes to the other one as well, as a page does that got no answer.
    const to = random.chance(0.3) ? desks : [random.pick(desks)];
    await Promise.all(to.map((desk) => desk.act({ staff: who, branch }, name, whole)));
  };
  for (const [at, who] of staff.entries()) await act(who, 'open', { counter: `${at + 1}` });

  for (let turn = 0; turn < LONGEST; turn++) {
    const held = await store.db
      .selectFrom('tickets')
      .select(['id', 'label', 'state', 'version', 'counter'])
      .where('branch', '=', branch)
      .where('state', 'in', ['waiting', 'called', 'serving', 'parked'])
      .execute();
    if (held.length === 0) break;
    clock.advance(61_000);
    const parked = held.filter(({ state }) => state === 'parked');
    await Promise.all([
      ...staff.map(async (who, at) => {
        const own = held.find(
          ({ state, counter }) => counter === `${at + 1}` && (state === 'called' || state === 'serving'),
        );
        // Another window of the same member, which does not know that somebody stands here.
        if (own && random.chance(0.15)) await act(who, 'callNext', {});
        if (own) {
          const on = { ticket: own.id, version: own.version };
          const chance = random.next();
          if (own.state === 'called' && chance < 0.2) return act(who, 'begin', on);
          if (own.state === 'called' && chance < 0.3) return act(who, 'noShow', on);
          if (chance < 0.36) return act(who, 'park', on);
          if (chance < 0.42)
            return act(who, 'transfer', { ...on, service: null, counter: `${1 + random.int(staff.length)}` });
          return act(who, 'finish', { ...on, outcome: random.chance(0.9) ? 'done' : 'notPossible' });
        }
        if (parked.length > 0 && (held.length === parked.length || random.chance(0.3)))
          return act(who, 'call', { label: random.pick(parked).label });
        return act(who, 'callNext', {});
      }),
      ...(random.chance(0.1) ? [random.pick(offices).giveUp(branch, random.pick(ids))] : []),
    ]);
  }
  await holdsItsPromises(store, branch, defaultConfiguration.overtaking.most, promises);
}
