import { MOST_USE_ROWS, USE_HOUR, type UseBatch } from '#contracts/branch/use.ts';
import type { Screen } from '#contracts/screen/screen.ts';
import type { Clock, TimerHandle } from '#foundation/clock.ts';
import type { Errands } from '../errands/errands.ts';
import { newToken } from '../ids.ts';
import type { Journal } from '../journal/journal.ts';
import { VisitUse } from './visit-use.ts';

/** Milliseconds between two looks whether an hour is over. */
export const USE_LOOK = 600_000;

/**
 * Counts what is opened at this terminal, without persons: a visit adds to durable sums by the hour when it ends, and
 * the sums of hours that are over go to the branch in batches, one at a time, each under an id of its own. Sums leave
 * their table in the very transaction that makes them a batch, so that none is told twice and none is lost, over
 * restarts too. An hour is told whole, so that when it is told leads to no visit.
 */
export class UseCounter {
  readonly #journal: Journal;
  readonly #errands: Errands;
  readonly #clock: Clock;
  readonly #onFault: () => void;
  #visit = new VisitUse();
  #timer: TimerHandle | undefined;
  #stopped = false;

  constructor(journal: Journal, errands: Errands, clock: Clock, onFault: () => void) {
    this.#journal = journal;
    this.#errands = errands;
    this.#clock = clock;
    this.#onFault = onFault;
  }

  /** From now on hours that are over are told. */
  start(): void {
    this.#timer = this.#clock.setTimeout(() => {
      void this.tell();
      if (!this.#stopped) this.start();
    }, USE_LOOK);
  }

  /** What has been counted stands; it is told by the next run. */
  stop(): void {
    this.#stopped = true;
    if (this.#timer !== undefined) this.#clock.clearTimeout(this.#timer);
  }

  /** A screen stands; with one that waits for somebody, nobody is there any more. */
  see(screen: Screen): void {
    if (screen.body.kind === 'idle' || screen.body.kind === 'outOfService') this.end();
    else this.#visit.see(screen);
  }

  /** The visit is over: what it opened is added. */
  end(): void {
    const { uses } = this.#visit;
    this.#visit = new VisitUse();
    if (uses.size === 0) return;
    const hour = this.#hour();
    this.#durably(() => {
      const add = this.#journal.database.prepare(
        `INSERT INTO tile_use (hour, tile, opened, finished) VALUES (?, ?, 1, ?)
         ON CONFLICT (hour, tile) DO UPDATE SET opened = opened + 1, finished = finished + excluded.finished`,
      );
      for (const [tile, finished] of uses) add.run(hour, tile, finished ? 1 : 0);
    });
    void this.tell();
  }

  /** Tells the hours that are over, unless a batch is still on its way: then they go with the next. */
  async tell(): Promise<void> {
    while (!this.#stopped) {
      const id = this.#batch();
      if (id === undefined || !(await this.#errands.run(id))) return;
    }
  }

  #hour(): number {
    return Math.max(0, Math.floor(this.#clock.wall() / USE_HOUR) * USE_HOUR);
  }

  #batch(): string | undefined {
    const { database } = this.#journal;
    if (this.#errands.has('use')) return undefined;
    const rows = database
      .prepare('SELECT hour, tile, opened, finished FROM tile_use WHERE hour < ? ORDER BY hour, tile LIMIT ?')
      .all(this.#hour(), MOST_USE_ROWS)
      .map((row): UseBatch['rows'][number] => ({
        tile: String(row.tile),
        hour: Number(row.hour),
        opened: Number(row.opened),
        finished: Number(row.finished),
      }));
    if (rows.length === 0) return undefined;
    const batch: UseBatch = { id: newToken(), rows };
    const made = this.#durably(() => {
      this.#errands.intend({ type: 'use', id: batch.id, request: batch });
      const drop = database.prepare('DELETE FROM tile_use WHERE hour = ? AND tile = ?');
      for (const { hour, tile } of rows) drop.run(hour, tile);
    });
    return made ? batch.id : undefined;
  }

  #durably(change: () => void): boolean {
    try {
      this.#journal.transaction(change);
      return true;
    } catch {
      this.#onFault();
      return false;
    }
  }
}
