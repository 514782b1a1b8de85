import type * as z from 'zod';
import { COUNTER_ACTS, type CounterAct, type CounterActName } from '#contracts/branch/counter.ts';
import { ok } from '#foundation/result.ts';
import { type Changes, MAXIMUM_IN_HALL } from '../changes.ts';
import type { CounterStaff, Counters } from '../queue/counters.ts';
import type { Hall } from '../queue/hall.ts';
import { queueOf } from '../queue/queue-writing.ts';
import { goneSignal, readJson, readQuery } from './read.ts';
import { longPollQuery } from './schemas.ts';
import type { Signed, StaffGate } from './staff-session.ts';

export type CounterOffices = {
  readonly hall: Hall;
  readonly changes: Changes;
  readonly counters: Counters;
  /** Whether boards speak the calls. */
  readonly speech: boolean;
};

/** The API of the counter page, for members with the role `counter`: each sees and calls in his own branch's queue. */
export function counterRoutes(
  { staffRoute }: StaffGate,
  { hall, changes, counters, speech }: CounterOffices,
): void {
  const page = async (at: CounterStaff) =>
    ok({ status: 200 as const, body: await hall.counterPage(at, speech) });

  staffRoute('GET', '/counter/api/state', 'counter', async (signed, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    const { branch } = signed;
    const news = await changes.until(
      queueOf(branch),
      wait * 1000,
      goneSignal(reply),
      async () => ((await hall.revision(branch)) === after ? undefined : true),
      MAXIMUM_IN_HALL,
    );
    return news.ok ? page(whoOf(signed)) : news;
  });

  const act = <Name extends CounterActName>(name: Name, schema: z.ZodType<CounterAct<Name>>) =>
    staffRoute('POST', `/counter/api/${name}`, 'counter', async (signed, request) => {
      const content = readJson(request, schema);
      if (!content.ok) return content;
      const done = await counters.act(whoOf(signed), name, content.value);
      return done.ok ? page(whoOf(signed)) : done;
    });
  act('open', COUNTER_ACTS.open);
  act('pause', COUNTER_ACTS.pause);
  act('close', COUNTER_ACTS.close);
  act('callNext', COUNTER_ACTS.callNext);
  act('call', COUNTER_ACTS.call);
  act('recall', COUNTER_ACTS.recall);
  act('begin', COUNTER_ACTS.begin);
  act('park', COUNTER_ACTS.park);
  act('transfer', COUNTER_ACTS.transfer);
  act('noShow', COUNTER_ACTS.noShow);
  act('finish', COUNTER_ACTS.finish);
}

const whoOf = ({ staff, branch }: Signed): CounterStaff => ({ staff: staff.number, branch });
