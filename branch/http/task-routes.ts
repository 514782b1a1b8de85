import type * as z from 'zod';
import { counterComplaintSchema } from '#contracts/branch/complaint.ts';
import { TASK_ACTS, type TaskAct, type TaskActName } from '#contracts/branch/task.ts';
import type { Clock } from '#foundation/clock.ts';
import { err, ok } from '#foundation/result.ts';
import type { Changes } from '../changes.ts';
import type { ComplaintOffice } from '../complaints/complaint-office.ts';
import { taskFigures } from '../feedback/figures.ts';
import type { BranchStore } from '../store/store.ts';
import type { TaskOffice } from '../tasks/task-office.ts';
import { tasksOf } from '../tasks/task-writing.ts';
import { receiptOf } from './feedback-routes.ts';
import { goneSignal, readJson, readParameter, readQuery } from './read.ts';
import { longPollQuery, recordId } from './schemas.ts';
import type { StaffGate } from './staff-session.ts';

export type TaskOffices = {
  readonly clock: Clock;
  readonly store: BranchStore;
  readonly changes: Changes;
  readonly tasks: TaskOffice;
  readonly complaints: ComplaintOffice;
};

/** The API of the page of tasks, for the lobby and the manager: each sees and does what is in his own branch. */
export function taskRoutes({ staffRoute }: StaffGate, offices: TaskOffices): void {
  const { clock, store, changes, tasks, complaints } = offices;
  const roles = ['lobby', 'manager'] as const;

  staffRoute('GET', '/tasks/api/list', roles, async ({ branch }, request, reply) => {
    const query = readQuery(request, longPollQuery);
    if (!query.ok) return query;
    const { after, wait } = query.value;
    const news = await changes.until(tasksOf(branch), wait * 1000, goneSignal(reply), async () =>
      (await tasks.revision(branch)) === after ? undefined : true,
    );
    if (!news.ok) return news;
    return ok({ status: 200, body: await tasks.list(branch) });
  });

  staffRoute('GET', '/tasks/api/tasks/:id', roles, async ({ branch }, request) => {
    const id = readParameter(request, 'id', recordId);
    if (!id.ok) return id;
    const task = await tasks.find(branch, id.value);
    return task ? ok({ status: 200, body: task }) : err({ code: 'notFound' });
  });

  const act = <Name extends TaskActName>(name: Name, schema: z.ZodType<TaskAct<Name>>) =>
    staffRoute('POST', `/tasks/api/tasks/:id/${name}`, roles, async ({ staff }, request) => {
      const id = readParameter(request, 'id', recordId);
      if (!id.ok) return id;
      const content = readJson(request, schema);
      if (!content.ok) return content;
      const done = await tasks.act(staff, id.value, name, content.value);
      return done.ok ? ok({ status: 200, body: done.value }) : done;
    });
  act('take', TASK_ACTS.take);
  act('note', TASK_ACTS.note);
  act('answer', TASK_ACTS.answer);
  act('close', TASK_ACTS.close);

  staffRoute('GET', '/tasks/api/figures', 'manager', async ({ branch }) =>
    ok({ status: 200, body: await taskFigures(store, clock, branch) }),
  );

  staffRoute(
    'POST',
    '/tasks/api/complaints',
    ['counter', 'lobby', 'manager'],
    async ({ staff, branch }, request) => {
      const body = readJson(request, counterComplaintSchema);
      if (!body.ok) return body;
      const { counter, ...complaint } = body.value;
      return receiptOf(
        await complaints.file(branch, {
          ...complaint,
          channel: 'counter',
          place: counter,
          staff: staff.number,
          source: null,
        }),
      );
    },
  );
}
