import { positionSchema } from '#contracts/branch/position.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import { approvalsOf } from '../approvals/moving.ts';
import { type Changes, MAXIMUM_IN_HALL } from '../changes.ts';
import type { HallOverview } from '../positions/overview.ts';
import { type PositionOffice, positionsOf } from '../positions/position-office.ts';
import { queueOf } from '../queue/queue-writing.ts';
import { Rates } from './rate.ts';
import { goneSignal, readJson, readQuery } from './read.ts';
import { longPollQuery } from './schemas.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** How often one terminal may tell where it is: it does so once a second at most. */
const TELLING = { burst: 20, every: 500 } as const;

export type HallOffices = {
  readonly clock: Clock;
  readonly changes: Changes;
  readonly positions: PositionOffice;
  readonly overview: HallOverview;
};

/** Terminals say where they are; the lobby and the manager see it, with the queue and the day's figures. */
export function hallRoutes(signed: Signed, { staffRoute }: StaffGate, offices: HallOffices): void {
  const { clock, changes, positions, overview } = offices;
  const rates = new Rates(clock, TELLING);

  signed('POST', '/v1/position', async (caller, request) => {
    const wait = rates.take(caller.terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const body = readJson(request, positionSchema);
    if (!body.ok) return body;
    return ok({ status: 200, body: await positions.tell(caller, body.value) });
  });

  staffRoute('GET', '/lobby/api/hall', ['lobby', 'manager'], async ({ branch }, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    const seen = await overview.look(branch);
    if (wait === 0 || seen.view.revision !== after) return ok({ status: 200, body: seen.view });
    // A terminal that falls silent or stays too long is news that nobody tells.
    const news = await changes.until(
      [queueOf(branch), positionsOf(branch), approvalsOf(branch)],
      Math.min(wait * 1_000, seen.changesIn),
      goneSignal(reply),
      async () => ((await overview.revision(branch)) === after ? undefined : true),
      MAXIMUM_IN_HALL,
    );
    if (!news.ok) return news;
    return ok({ status: 200, body: (await overview.look(branch)).view });
  });
}
