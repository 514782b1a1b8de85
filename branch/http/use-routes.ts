import * as z from 'zod';
import { USE_DAYS, useBatchSchema } from '#contracts/branch/use.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { UseOffice } from '../use/use-office.ts';
import { Rates } from './rate.ts';
import { readJson, readQuery } from './read.ts';
import type { Signed } from './signed-routes.ts';
import type { StaffGate } from './staff-session.ts';

/** How often one terminal may tell; milliseconds. One an hour is what it needs, and some after a long silence. */
const TELLING = { burst: 60, every: 10_000 } as const;

/** How many days back, as it stands in an address. */
export const useQuery = z.strictObject({
  days: z
    .enum(USE_DAYS.map(String) as [string, ...string[]])
    .default('28')
    .transform(Number),
});

/** Terminals tell how often what was used; the manager sees it of his own branch. */
export function tileUseRoutes(
  signed: Signed,
  { staffRoute }: StaffGate,
  clock: Clock,
  office: UseOffice,
): void {
  const rates = new Rates(clock, TELLING);

  signed('POST', '/v1/use', async (caller, request) => {
    const wait = rates.take(caller.terminal);
    if (wait > 0) return err({ code: 'tooManyRequests', retryAfter: Math.ceil(wait / 1_000) });
    const body = readJson(request, useBatchSchema);
    if (!body.ok) return body;
    return ok({ status: 200, body: { counted: await office.count(caller, body.value) } });
  });

  staffRoute('GET', '/use/api/tiles', 'manager', async ({ branch }, request) => {
    const query = readQuery(request, useQuery);
    if (!query.ok) return query;
    return ok({ status: 200, body: await office.look(branch, query.value.days) });
  });
}
