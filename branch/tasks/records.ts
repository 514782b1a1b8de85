import type { Kysely } from 'kysely';
import { type Task, type TaskState, taskSchema } from '#contracts/branch/task.ts';
import type { BranchTables } from '../store/tables.ts';

const iso = (at: number | null): string | null => (at === null ? null : new Date(Number(at)).toISOString());

/** Tasks with what their complaint and their owner's name add. */
export const tasksWithNames = (db: Kysely<BranchTables>) =>
  db
    .selectFrom('tasks')
    .leftJoin('complaints', 'complaints.id', 'tasks.id')
    .leftJoin('staff', 'staff.number', 'tasks.owner_staff')
    .selectAll('tasks')
    .select(['complaints.number', 'complaints.subject', 'complaints.wish', 'staff.name as owner_name']);

export type NamedTask = Awaited<ReturnType<ReturnType<typeof tasksWithNames>['execute']>>[number];

/** Whether its customer waits for an answer that has not come. */
export const isOverdue = (
  { state, due_at }: { readonly state: string; readonly due_at: number },
  now: number,
): boolean => !['answered', 'closed'].includes(state as TaskState) && Number(due_at) <= now;

/** A row that is no task any more is a damaged store: it throws, and the HTTP layer says so. */
export const toTask = (row: NamedTask, now: number): Task =>
  taskSchema.parse({
    id: row.id,
    kind: row.kind,
    number: row.number,
    subject: row.subject,
    wish: row.wish,
    level: row.level,
    reasons: JSON.parse(row.reasons),
    channel: row.channel,
    place: row.place,
    service: row.service,
    language: row.language,
    state: row.state,
    owner: { role: row.owner_role, staff: row.owner_staff, name: row.owner_name },
    createdAt: iso(row.created_at),
    due: iso(row.due_at),
    overdue: isOverdue(row, now),
    escalatedAt: iso(row.escalated_at),
    answeredAt: iso(row.answered_at),
    closedAt: iso(row.closed_at),
    outcome: row.outcome,
    cause: row.cause,
    version: row.version,
  });
