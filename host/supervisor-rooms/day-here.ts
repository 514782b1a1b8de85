import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { visitOutcomeSchema } from '#contracts/branch/position.ts';
import type { DayHere } from '#contracts/supervisor/asks/today.ts';

const rowSchema = z.object({
  kind: z.string(),
  at: z.string(),
  outcome: visitOutcomeSchema.nullable(),
  service: z.string().nullable(),
  seconds: z.int().min(0).nullable(),
});

/** No business day is longer, milliseconds. */
const LONGEST_DAY = 26 * 3_600_000;
const MOST_SECONDS = 86_400;

/** How visits of the business day came out at this terminal; read from the journal's end backwards. */
export function dayHere(database: DatabaseSync, isToday: (at: number) => boolean, now: number): DayHere {
  const took: number[] = [];
  const notFinished = new Map<string, number>();
  let began = 0;
  const rows = database
    .prepare(
      `SELECT json_extract(body, '$.kind') AS kind, json_extract(body, '$.at') AS at,
         json_extract(body, '$.facts.outcome') AS outcome, json_extract(body, '$.facts.service') AS service,
         json_extract(body, '$.facts.seconds') AS seconds
       FROM entry ORDER BY seq DESC`,
    )
    .iterate();
  for (const raw of rows) {
    if (Date.parse(String(raw.at)) < now - LONGEST_DAY) break;
    if (raw.kind !== 'visit.outcome') continue;
    const row = rowSchema.safeParse(raw);
    if (!row.success || row.data.service === null || !isToday(Date.parse(row.data.at))) continue;
    const { service, outcome, seconds } = row.data;
    began += 1;
    if (outcome === 'done') took.push(Math.min(MOST_SECONDS, seconds ?? 0));
    else notFinished.set(service, (notFinished.get(service) ?? 0) + 1);
  }
  took.sort((one, other) => one - other);
  return {
    began,
    finished: took.length,
    medianSeconds: nearestRank(took, 0.5),
    ninthSeconds: nearestRank(took, 0.9),
    notFinished: [...notFinished]
      .map(([service, visits]) => ({ service, visits }))
      .sort((one, other) => other.visits - one.visits)
      .slice(0, 16),
  };
}

/** So large a share is no longer than this (nearest rank); null of none. */
const nearestRank = (sorted: readonly number[], share: number): number | null =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
