import type { OwnerRole } from '#contracts/branch/configuration.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import {
  TASK_LIST_LIMIT,
  type Task,
  type TaskAct,
  type TaskActName,
  type TaskDetail,
  type TaskEvent,
  type TaskList,
} from '#contracts/branch/task.ts';
import { contactSchema, wordsSchema } from '#contracts/branch/words.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { type BranchStore, currentNumber } from '../store/store.ts';
import { tasksWithNames, toTask } from './records.ts';
import { openText, sealText } from './sealed-words.ts';
import { note, type TaskRow, tasksOf, touchTasks, WORDS_OF } from './task-writing.ts';

export type TaskRefusal = CodedError<'notFound' | 'illegalMove' | 'notAllowed' | 'idConflict'>;

/** What an act changes of a task, and what stands in its course; or why it may not be. */
type Change = Result<
  { readonly set: Partial<TaskRow>; readonly event: TaskEvent; readonly words?: string },
  TaskRefusal
>;

/** Most entries of one task's course: whoever writes more is told to close it. */
const COURSE_MOST = 150;

/** Tasks as staff see and work on them, each in his own branch. */
export class TaskOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  revision(branch: string): Promise<number> {
    return currentNumber(this.#store.db, tasksOf(branch));
  }

  /** What is open: escalated and overdue first, then by deadline; what only waits to be closed comes last. */
  async list(branch: string): Promise<TaskList> {
    const revision = await this.revision(branch);
    const now = this.#clock.wall();
    const open = tasksWithNames(this.#store.db)
      .where('tasks.branch', '=', branch)
      .where('tasks.closed_at', 'is', null);
    const rows = await open
      .orderBy((eb) => eb.case().when('tasks.state', '=', 'answered').then(1).else(0).end())
      .orderBy('tasks.due_at')
      .orderBy('tasks.id')
      .limit(TASK_LIST_LIMIT)
      .execute();
    const { total } = await this.#store.db
      .selectFrom('tasks')
      .where('branch', '=', branch)
      .where('closed_at', 'is', null)
      .select((eb) => eb.fn.countAll().as('total'))
      .executeTakeFirstOrThrow();
    return {
      revision,
      serverTime: new Date(now).toISOString(),
      total: Number(total),
      tasks: rows.map((row) => toTask(row, now)),
    };
  }

  async find(branch: string, id: string): Promise<TaskDetail | undefined> {
    const { db } = this.#store;
    const row = await tasksWithNames(db)
      .where('tasks.id', '=', id)
      .where('tasks.branch', '=', branch)
      .select('complaints.contact')
      .executeTakeFirst();
    if (!row) return undefined;
    const events = await db
      .selectFrom('task_events')
      .leftJoin('staff', 'staff.number', 'task_events.staff')
      .selectAll('task_events')
      .select('staff.name as staff_name')
      .where('task', '=', id)
      .orderBy('version', 'desc')
      .limit(200)
      .execute();
    let readable = true;
    const read = (aad: string, box: string | null, schema: typeof wordsSchema): string | null => {
      const text = openText(this.#seal, aad, box);
      const sound = text == null ? undefined : schema.safeParse(text).data;
      if (box !== null && sound === undefined) readable = false;
      return sound ?? null;
    };
    const words = read(WORDS_OF.task(id), row.words, wordsSchema);
    const contact = read(WORDS_OF.contact(id), row.contact, contactSchema);
    const course = events.reverse().map((entry) => ({
      at: new Date(Number(entry.at)).toISOString(),
      event: entry.event as TaskEvent,
      by: entry.staff_name ?? entry.staff,
      words: read(WORDS_OF.event(id, entry.version), entry.words, wordsSchema),
    }));
    return { task: toTask(row, this.#clock.wall()), words, contact, readable, course };
  }

  /** Does what a page asks for; the same request again changes nothing and answers how the task stands. */
  async act<Name extends TaskActName>(
    staff: StaffMember,
    id: string,
    name: Name,
    given: TaskAct<Name>,
  ): Promise<Result<Task, TaskRefusal>> {
    const now = this.#clock.wall();
    const done = await this.#store.write(async (writing): Promise<Result<void, TaskRefusal>> => {
      const { db } = writing;
      const row = await db
        .selectFrom('tasks')
        .selectAll()
        .where('id', '=', id)
        .where('branch', '=', staff.branch)
        .executeTakeFirst();
      if (!row) return err({ code: 'notFound' });
      const before = await db
        .selectFrom('task_events')
        .select('staff')
        .where('task', '=', id)
        .where('request', '=', given.request)
        .executeTakeFirst();
      if (before) return before.staff === staff.number ? ok(undefined) : err({ code: 'idConflict' });
      const change = changeOf(row, staff, now, { name, ...given } as ActGiven);
      if (!change.ok) return change;
      const version = row.version + 1;
      if (version > COURSE_MOST && name !== 'close')
        return err({ code: 'illegalMove', detail: 'too many notes' });
      const { set, event, words = null } = change.value;
      await db
        .updateTable('tasks')
        .set({ ...set, version })
        .where('id', '=', id)
        .execute();
      await note(db, {
        task: id,
        version,
        at: now,
        event,
        staff: staff.number,
        request: given.request,
        words: sealText(this.#seal, WORDS_OF.event(id, version), words),
      });
      await touchTasks(writing, staff.branch);
      return ok(undefined);
    });
    if (!done.ok) return done;
    const row = await tasksWithNames(this.#store.db).where('tasks.id', '=', id).executeTakeFirstOrThrow();
    return ok(toTask(row, this.#clock.wall()));
  }
}

type ActGiven = { [Name in TaskActName]: { readonly name: Name } & TaskAct<Name> }[TaskActName];

/**
 * Who may do what: a task is taken by whoever has its owner's role, or a manager, from somebody else too; everything
 * else is done by whoever has taken it. A complaint ends only once it was answered, or where there is nobody to answer.
 */
function changeOf(row: TaskRow, staff: StaffMember, now: number, act: ActGiven): Change {
  const { state } = row;
  if (state === 'closed') return err({ code: 'illegalMove', detail: 'it is closed' });
  if (act.name === 'take') {
    if (!mayOwn(staff, row.owner_role as OwnerRole))
      return err({ code: 'notAllowed', detail: row.owner_role });
    return ok({
      set: { owner_staff: staff.number, state: state === 'open' ? 'assigned' : state },
      event: 'taken',
    });
  }
  if (row.owner_staff !== staff.number) return err({ code: 'illegalMove', detail: 'take it first' });
  const begun = state === 'assigned' || state === 'open' ? 'inProgress' : state;
  switch (act.name) {
    case 'note':
      if (act.told && row.kind !== 'complaint')
        return err({ code: 'illegalMove', detail: 'nobody can be told' });
      return ok({ set: { state: begun }, event: act.told ? 'told' : 'noted', words: act.words });
    case 'answer':
      if (row.kind !== 'complaint') return err({ code: 'illegalMove', detail: 'nobody can be answered' });
      if (state === 'answered') return err({ code: 'illegalMove', detail: 'it was answered' });
      return ok({ set: { state: 'answered', answered_at: now }, event: 'answered', words: act.words });
    case 'close': {
      const needsAnswer = row.kind === 'complaint' && !['withdrawn', 'notReached'].includes(act.outcome);
      if (needsAnswer && state !== 'answered') return err({ code: 'illegalMove', detail: 'answer it first' });
      return ok({
        set: { state: 'closed', closed_at: now, outcome: act.outcome, cause: act.cause },
        event: 'closed',
      });
    }
  }
}

const mayOwn = ({ roles }: StaffMember, role: OwnerRole): boolean =>
  roles.includes(role) || roles.includes('manager');
