import { visitOutcomeSchema } from '#contracts/branch/position.ts';
import type { TerminalFigures } from '#contracts/branch/terminal-figures.ts';
import type { Clock } from '#foundation/clock.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';

/** How today's visits ended, at one terminal and in its whole branch. */
export async function dayFigures(
  { db }: BranchStore,
  clock: Clock,
  { terminal, branch }: Caller,
): Promise<TerminalFigures> {
  const stored = await db
    .selectFrom('branches')
    .select('configuration')
    .where('id', '=', branch)
    .executeTakeFirst();
  const today = businessDate(clock.wall(), toConfiguration(stored?.configuration ?? null).timeZone);
  const rows = await db
    .selectFrom('visit_outcomes')
    .select(['terminal', 'outcome', 'visits'])
    .where('branch', '=', branch)
    .where('business_date', '=', today)
    .execute();
  const counted = (of: typeof rows) =>
    visitOutcomeSchema.options.flatMap((outcome) => {
      const visits = of.reduce((sum, row) => sum + (row.outcome === outcome ? Number(row.visits) : 0), 0);
      return visits > 0 ? [{ outcome, visits }] : [];
    });
  return {
    businessDate: today,
    here: counted(rows.filter((row) => row.terminal === terminal)),
    branch: counted(rows),
  };
}
