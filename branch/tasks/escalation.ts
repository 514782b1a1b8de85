import type { Clock, TimerHandle } from '#foundation/clock.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchStore } from '../store/store.ts';
import { note, touchTasks } from './task-writing.ts';

/** Between two looks for deadlines that are over, milliseconds. */
export const ESCALATION_LOOK = 30_000;
/** Between two looks for words that have been kept long enough. */
export const FORGETTING_LOOK = 3_600_000;

const DAY = 86_400_000;
/** Most that one look deals with; what is left is dealt with by the next. */
const AT_ONCE = 200;

/**
 * Looks after deadlines, on every instance: whichever comes first hands an overdue task to the manager, and no other
 * does so again. Whoever works on it stays on it until a manager takes it. Also deletes what customers wrote once it has been kept long enough.
 */
export class Escalation {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #onFault: (failure: unknown) => void;
  readonly #timers = new Set<TimerHandle>();
  #closed = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(store: BranchStore, clock: Clock, onFault: (failure: unknown) => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  start(): void {
    this.#every(ESCALATION_LOOK, () => this.escalate());
    this.#every(FORGETTING_LOOK, () => this.forget());
  }

  async stop(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) this.#clock.clearTimeout(timer);
    await this.#running;
  }

  /** Hands over what is overdue; answers how many this call did. */
  escalate(): Promise<number> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const due = await db
        .selectFrom('tasks')
        .select(['id', 'branch', 'version'])
        .where('escalated_at', 'is', null)
        .where('due_at', '<=', now)
        .where('state', 'not in', ['answered', 'closed'])
        .orderBy('due_at')
        .limit(AT_ONCE)
        .execute();
      for (const { id, version } of due) {
        await db
          .updateTable('tasks')
          .set({
            escalated_at: now,
            owner_role: 'manager',
            version: version + 1,
          })
          .where('id', '=', id)
          .execute();
        await note(db, { task: id, version: version + 1, at: now, event: 'escalated' });
      }
      for (const branch of new Set(due.map((task) => task.branch))) await touchTasks(writing, branch);
      return due.length;
    });
  }

  /** Deletes words and telephone numbers of what ended long enough ago, and marks nobody asks for any more. */
  async forget(): Promise<number> {
    const now = this.#clock.wall();
    const branches = await this.#store.db.selectFrom('branches').select(['id', 'configuration']).execute();
    let forgotten = 0;
    for (const { id: branch, configuration } of branches) {
      const { keepDays } = toConfiguration(configuration).feedback;
      forgotten += await this.#store.write(async ({ db }) => {
        const old = db
          .selectFrom('tasks')
          .select('id')
          .where('branch', '=', branch)
          .where('closed_at', '<=', now - keepDays * DAY);
        await db.updateTable('complaints').set({ contact: null }).where('id', 'in', old).execute();
        await db.updateTable('task_events').set({ words: null }).where('task', 'in', old).execute();
        const { numUpdatedRows } = await db
          .updateTable('tasks')
          .set({ words: null })
          .where('id', 'in', old)
          .where('words', 'is not', null)
          .executeTakeFirst();
        return Number(numUpdatedRows);
      });
    }
    const before = new Date(now - 60 * DAY).toISOString().slice(0, 10);
    await this.#store.write(({ db }) => db.deleteFrom('rating_marks').where('day', '<', before).execute());
    return forgotten;
  }

  #every(milliseconds: number, look: () => Promise<unknown>): void {
    const timer = this.#clock.setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#closed) return;
      this.#running = look()
        .catch(this.#onFault)
        .then(() => {
          if (!this.#closed) this.#every(milliseconds, look);
        });
    }, milliseconds);
    this.#timers.add(timer);
  }
}
