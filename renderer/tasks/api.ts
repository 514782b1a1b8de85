import {
  type Task,
  type TaskAct,
  type TaskActName,
  type TaskDetail,
  type TaskFigures,
  type TaskList,
  taskDetailSchema,
  taskFiguresSchema,
  taskListSchema,
  taskSchema,
} from '#contracts/branch/task.ts';
import type { Ask, Reply } from '../staff/api.ts';

export type TasksApi = {
  list(after: number | null, wait: number, signal: AbortSignal): Promise<Reply<TaskList>>;
  find(id: string): Promise<Reply<TaskDetail>>;
  act<Name extends TaskActName>(id: string, name: Name, given: TaskAct<Name>): Promise<Reply<Task>>;
  figures(): Promise<Reply<TaskFigures>>;
};

/** The branch service as the page of tasks speaks to it. Nothing rejects. */
export const tasksApi = (ask: Ask): TasksApi => ({
  list: (after, wait, signal) => {
    const query = new URLSearchParams({ wait: String(wait) });
    if (after !== null) query.set('after', String(after));
    return ask(`/tasks/api/list?${query}`, taskListSchema, { signal, within: 60_000 });
  },
  find: (id) => ask(`/tasks/api/tasks/${encodeURIComponent(id)}`, taskDetailSchema),
  act: (id, name, given) =>
    ask(`/tasks/api/tasks/${encodeURIComponent(id)}/${name}`, taskSchema, { method: 'POST', body: given }),
  figures: () => ask('/tasks/api/figures', taskFiguresSchema),
});
