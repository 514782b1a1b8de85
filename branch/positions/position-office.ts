import type { Past, Position, PositionAnswer } from '#contracts/branch/position.ts';
import { SILENT_AFTER } from '#contracts/branch/position.ts';
import { SCREEN_KINDS } from '#contracts/screen/screen.ts';
import { SERVICE_IDS } from '#contracts/services/service.ts';
import type { Clock } from '#foundation/clock.ts';
import { businessDate } from '../business-date.ts';
import type { Caller } from '../enrolment/caller.ts';
import { toConfiguration } from '../queue/records.ts';
import { type BranchStore, nextNumber, type Writing } from '../store/store.ts';
import { isCounted, STEP_HISTORY } from './normal.ts';

/** The subject on which pages wait that show where a branch's terminals are. */
export const positionsOf = (branch: string): string => `positions:${branch}`;

/** Keeps the newest position of each terminal, and counts the steps and visits that lie behind it. */
export class PositionOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Hears where a terminal is. An older message of the same run changes nothing of where it stands; its past is
   * counted all the same, each item once.
   */
  tell({ terminal, branch }: Caller, position: Position): Promise<PositionAnswer> {
    const now = this.#clock.wall();
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const standing = await db
        .selectFrom('terminal_positions')
        .selectAll()
        .where('terminal', '=', terminal)
        .executeTakeFirst();
      const sameRun = standing?.run === position.run && standing.branch === branch;
      const countedBefore = sameRun ? Number(standing.counted) : 0;
      const news = position.past.filter(({ number }) => number > countedBefore);
      const counted = Math.max(countedBefore, ...news.map(({ number }) => number));
      const counts = await this.#count(writing, branch, terminal, news, now);
      if (sameRun && position.sequence < Number(standing.sequence)) {
        await db
          .updateTable('terminal_positions')
          .set({ counted })
          .where('terminal', '=', terminal)
          .execute();
        return { counted };
      }
      const moved = !sameRun || position.sequence > Number(standing.sequence);
      const back = !standing || now - Number(standing.heard_at) > SILENT_AFTER;
      const isNews = moved || back || counts;
      const version = Number(standing?.version ?? 0) + (isNews ? 1 : 0);
      // A sign of life tells the same place again; its age is measured once.
      const row = moved
        ? { ...rowOf(position, now), terminal, branch, counted, version, heard_at: now }
        : { counted, version, heard_at: now };
      if (standing)
        await db.updateTable('terminal_positions').set(row).where('terminal', '=', terminal).execute();
      else
        await db
          .insertInto('terminal_positions')
          .values({ ...rowOf(position, now), terminal, branch, counted, version, heard_at: now })
          .execute();
      if (isNews) writing.tell(positionsOf(branch));
      return { counted };
    });
  }

  /** Whether any visit was counted, which pages show. */
  async #count(
    writing: Writing,
    branch: string,
    terminal: string,
    news: readonly Past[],
    now: number,
  ): Promise<boolean> {
    const { db } = writing;
    for (const item of news)
      if (item.kind === 'step') await countStep(writing, branch, item);
      else {
        const stored = await db
          .selectFrom('branches')
          .select('configuration')
          .where('id', '=', branch)
          .executeTakeFirst();
        const { timeZone } = toConfiguration(stored?.configuration ?? null);
        await db
          .insertInto('visit_outcomes')
          .values({
            branch,
            terminal,
            business_date: businessDate(now - item.age, timeZone),
            outcome: item.outcome,
            visits: 1,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['branch', 'business_date', 'terminal', 'outcome'])
              .doUpdateSet((eb) => ({ visits: eb('visit_outcomes.visits', '+', 1) })),
          )
          .execute();
      }
    return news.some(({ kind }) => kind === 'visit');
  }
}

/** Remembers the duration in place of the oldest one of its kind. */
async function countStep(
  { db }: Writing,
  branch: string,
  { screen: step, service, milliseconds }: Extract<Past, { kind: 'step' }>,
): Promise<void> {
  const known = service === null || SERVICE_IDS.some((id) => id === service);
  if (!known || !isCounted(step, SCREEN_KINDS)) return;
  const key = { branch, service: service ?? '', step };
  const sequence = await nextNumber(db, `steps:${branch}:${key.service}:${step}`);
  await db
    .insertInto('step_durations')
    .values({ ...key, sequence, milliseconds })
    .execute();
  await db
    .deleteFrom('step_durations')
    .where('branch', '=', branch)
    .where('service', '=', key.service)
    .where('step', '=', step)
    .where('sequence', '<=', sequence - STEP_HISTORY)
    .execute();
}

const rowOf = (position: Position, now: number) => ({
  run: position.run,
  sequence: position.sequence,
  in_service: position.inService ? 1 : 0,
  reason: position.reason,
  screen: position.screen,
  service: position.service,
  step_position: position.step?.position ?? null,
  step_of: position.step?.of ?? null,
  step_since: now - position.stepAge,
  visit_since: position.visitAge === null ? null : now - position.visitAge,
});
