import {
  type Task,
  type TaskAct,
  type TaskActName,
  type TaskDetail,
  type TaskFigures,
  taskDetailSchema,
  taskFiguresSchema,
  taskSchema,
} from '#contracts/branch/task.ts';
import type { Ask, Reply } from '../staff/api.ts';

export type TasksApi = {
  find(id: string): Promise<Reply<TaskDetail>>;
  act<Name extends TaskActName>(id: string, name: Name, given: TaskAct<Name>): Promise<Reply<Task>>;
  figures(): Promise<Reply<TaskFigures>>;
};

/** The branch service as the page of tasks speaks to it. Nothing rejects. */
export const tasksApi = (ask: Ask): TasksApi => ({
  find: (id) => ask(`/tasks/api/tasks/${encodeURIComponent(id)}`, taskDetailSchema),
  act: (id, name, given) =>
    ask(`/tasks/api/tasks/${encodeURIComponent(id)}/${name}`, taskSchema, { method: 'POST', body: given }),
  figures: () => ask('/tasks/api/figures', taskFiguresSchema),
});
