import type { Insertable, Kysely, Selectable } from 'kysely';
import type { TaskEvent } from '#contracts/branch/task.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { nextNumber, type Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { sealText } from './sealed-words.ts';

export type TaskRow = Selectable<BranchTables['tasks']>;

/** The subject a branch's task pages wait on, and the counter that says which state they have seen. */
export const tasksOf = (branch: string): string => `tasks:${branch}`;

/** What each sealed text belongs to. */
export const WORDS_OF = {
  task: (id: string): string => `task ${id} words`,
  contact: (id: string): string => `complaint ${id} contact`,
  event: (task: string, version: number): string => `task ${task} event ${version}`,
} as const;

/** Marks, inside the writing of a change, that the branch's task pages must look again. */
export async function touchTasks({ db, tell }: Writing, branch: string): Promise<void> {
  await nextNumber(db, tasksOf(branch));
  tell(tasksOf(branch));
}

export type NewTask = Omit<
  Insertable<BranchTables['tasks']>,
  'state' | 'escalated_at' | 'answered_at' | 'closed_at' | 'outcome' | 'cause' | 'version' | 'words'
> & { readonly words: string | null };

/** Opens a task with its first event; `words` in clear, sealed here. */
export async function openTask(writing: Writing, seal: BranchSeal, task: NewTask): Promise<TaskRow> {
  const row = {
    ...task,
    words: sealText(seal, WORDS_OF.task(task.id), task.words),
    state: task.owner_staff == null ? 'open' : 'assigned',
    escalated_at: null,
    answered_at: null,
    closed_at: null,
    outcome: null,
    cause: null,
    version: 1,
  };
  const opened = await writing.db.insertInto('tasks').values(row).returningAll().executeTakeFirstOrThrow();
  await note(writing.db, { task: task.id, version: 1, at: task.created_at, event: 'opened' });
  await touchTasks(writing, task.branch);
  return opened;
}

/** One entry of a task's course; `words` are sealed already. */
export async function note(
  db: Kysely<BranchTables>,
  entry: {
    readonly task: string;
    readonly version: number;
    readonly at: number;
    readonly event: TaskEvent;
    readonly staff?: string | null;
    readonly request?: string | null;
    readonly words?: string | null;
  },
): Promise<void> {
  await db
    .insertInto('task_events')
    .values({ staff: null, request: null, words: null, ...entry })
    .execute();
}
