import type { Writing } from '../store/store.ts';
import { branchOf } from './area.ts';
import { CALLS, type CallHouse } from './writing.ts';

/** How often it is looked what need not be kept any more, milliseconds. */
export const KEEPING_LOOK = 15 * 60_000;

const DAY = 86_400_000;
/** The bare fact of a call, without anything personal, stands this long: waits are told from it. */
const FACT_DAYS = 30;
/** What is looked at in one writing of one branch. */
const AT_ONCE = 200;

/**
 * Deletes what was said, written and handed over in calls once they are over for as long as their branch's policy says,
 * and of call-backs who was to be called.
 */
export async function forgetCalls(house: CallHouse): Promise<void> {
  const branches = await house.store.db
    .selectFrom('calls')
    .select('branch')
    .union(house.store.db.selectFrom('call_backs').select('branch'))
    .execute();
  for (const { branch } of branches)
    await house.store.writeAlone(CALLS, async ({ db }) => {
      const now = Math.round(house.clock.wall());
      const { configuration } = await branchOf(db, branch);
      const before = now - configuration.calls.keepDays * DAY;
      await forgetWords(db, branch, before);
      await db.deleteFrom('call_backs').where('branch', '=', branch).where('to_at', '<=', before).execute();
      await db
        .deleteFrom('calls')
        .where('branch', '=', branch)
        .where('state', '=', 'over')
        .where('hand_over', 'is', null)
        .where('ended_at', '<=', now - FACT_DAYS * DAY)
        .execute();
    });
}

async function forgetWords(db: Writing['db'], branch: string, before: number): Promise<void> {
  const over = () =>
    db
      .selectFrom('calls')
      .select('id')
      .where('branch', '=', branch)
      .where('state', '=', 'over')
      .where('ended_at', '<=', before);
  // A note may come after everything else was deleted.
  await db.deleteFrom('call_notes').where('call', 'in', over()).execute();
  const due = (await over().where('hand_over', 'is not', null).limit(AT_ONCE).execute()).map(({ id }) => id);
  if (due.length === 0) return;
  await db.deleteFrom('call_messages').where('call', 'in', due).execute();
  await db.deleteFrom('call_views').where('call', 'in', due).execute();
  await db.deleteFrom('counters').where('name', 'in', due.flatMap(countersOf)).execute();
  await db.updateTable('calls').set({ hand_over: null, mark: '' }).where('id', 'in', due).execute();
}

const countersOf = (call: string): string[] => [
  `callBox:desk:${call}`,
  `callBox:terminal:${call}`,
  `callView:${call}`,
];
