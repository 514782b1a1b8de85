import { FIGURE_WEEKS, type RootCause, type TaskFigures } from '#contracts/branch/task.ts';
import type { Clock } from '#foundation/clock.ts';
import { businessDate } from '../business-date.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';
import { mondayOf } from './week.ts';

const WEEK = 7 * 86_400_000;

/** Most lines of ratings: so many services and weeks a page can show. */
const LINES = 1_000;

/** What a manager sees of a branch's last weeks. */
export async function taskFigures(store: BranchStore, clock: Clock, branch: string): Promise<TaskFigures> {
  const { db } = store;
  const now = clock.wall();
  const since = now - FIGURE_WEEKS * WEEK;
  const known = await db
    .selectFrom('branches')
    .select('configuration')
    .where('id', '=', branch)
    .executeTakeFirst();
  const { timeZone, feedback, services } = toConfiguration(known?.configuration ?? null);
  const complaints = await db
    .selectFrom('tasks')
    .select(['due_at', 'answered_at', 'closed_at'])
    .where('branch', '=', branch)
    .where('kind', '=', 'complaint')
    .where('created_at', '>', since)
    .execute();
  const answered = complaints.filter((one) => one.answered_at !== null);
  const inTime = answered.filter((one) => Number(one.answered_at) <= Number(one.due_at));
  const causes = await db
    .selectFrom('tasks')
    .select((eb) => ['cause', eb.fn.countAll().as('count')])
    .where('branch', '=', branch)
    .where('closed_at', '>', since)
    .where('cause', 'is not', null)
    .groupBy('cause')
    .execute();
  const ratings = await db
    .selectFrom('ratings')
    .select((eb) => [
      'week',
      'about',
      'service',
      eb.fn.countAll().as('count'),
      eb.fn.sum('level').as('sum'),
      eb.fn.sum(eb.case().when('level', '<=', feedback.lowRating).then(1).else(0).end()).as('low'),
    ])
    .where('branch', '=', branch)
    .where('week', '>', mondayOf(businessDate(since, timeZone)))
    .groupBy(['week', 'about', 'service'])
    .orderBy('week', 'desc')
    .orderBy('about')
    .orderBy('service')
    .limit(LINES)
    .execute();
  return {
    serverTime: new Date(now).toISOString(),
    complaints: {
      filed: complaints.length,
      answeredInTime: inTime.length,
      answeredLate: answered.length - inTime.length,
      overdue: complaints.filter(
        (one) => one.answered_at === null && one.closed_at === null && Number(one.due_at) <= now,
      ).length,
    },
    causes: causes
      .map(({ cause, count }) => ({ cause: cause as RootCause, count: Number(count) }))
      .toSorted((a, b) => b.count - a.count),
    ratings: ratings.map(({ week, about, service, count, sum, low }) => ({
      week,
      about: about as 'terminal' | 'counter',
      service,
      serviceName: services.find(({ id }) => about === 'counter' && id === service)?.name ?? null,
      count: Number(count),
      mean: Math.round((100 * Number(sum)) / Number(count)),
      low: Number(low),
    })),
  };
}
