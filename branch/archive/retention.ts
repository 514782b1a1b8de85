import { RECORDING_PURPOSE } from '#contracts/branch/recording.ts';
import type { RetentionPolicy } from '#contracts/branch/retention.ts';
import type { Clock } from '#foundation/clock.ts';
import { dayBegins } from '../branch-time.ts';
import { deleteStills } from '../calls/stills.ts';
import { deletePictures } from '../pictures/retention.ts';
import { toConfiguration } from '../queue/records.ts';
import { forgetRecordedCalls, forgetRecordings } from '../recordings/retention.ts';
import type { BranchStore } from '../store/store.ts';
import { logPaper } from './log.ts';

/** Between two looks for papers that were kept long enough, milliseconds. */
export const RETENTION_LOOK = 3_600_000;
const DAY = 86_400_000;
/** Most papers of one window that one look deals with; what is left is dealt with by the next. */
const AT_ONCE = 200;
/** How long a certificate is given again to whoever asks again; it is of no use after half an hour. */
const ANSWERS_KEPT = DAY;

/**
 * Deletes papers, recordings, pictures of originals and of calls that were kept as long as the branch's policy says, on every instance: whichever comes first. The bytes
 * go; the register's line with their hash stays, with the day and the version of the policy, and the journal says so.
 */
export class Retention {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Answers how many papers, recordings and pictures this call deleted. */
  async sweep(): Promise<number> {
    const now = this.#clock.wall();
    const branches = await this.#store.db.selectFrom('branches').select(['id', 'configuration']).execute();
    let deleted = 0;
    for (const { id, configuration } of branches) {
      const { retention, timeZone, calls } = toConfiguration(configuration);
      deleted += await this.#store.write(({ db }) => deleteStills(db, id, now - calls.keepDays * DAY, now));
      deleted += await forgetRecordedCalls(this.#store, id, calls.keepDays, now);
      for (const window of windowsOf(retention, timeZone, now)) {
        deleted += await this.#delete(id, window, now);
        if (isAbout(window, RECORDING_PURPOSE))
          deleted += await forgetRecordings(this.#store, id, window, now);
      }
    }
    await this.#store.write(({ db }) =>
      db
        .updateTable('signing_events')
        .set({ chain: null })
        .where('issued_at', '<=', now - ANSWERS_KEPT)
        .where('chain', 'is not', null)
        .execute(),
    );
    return deleted;
  }

  #delete(branch: string, window: Window, now: number): Promise<number> {
    const { version, from, until, purposes } = window;
    return this.#store.write(async ({ db }) => {
      const due = await db
        .selectFrom('papers')
        .select('sha256')
        .where('branch', '=', branch)
        .where('deleted_at', 'is', null)
        .where('kept_at', '>=', from)
        .where('kept_at', '<', until)
        .$if(purposes.only !== undefined, (query) => query.where('purpose', '=', purposes.only ?? ''))
        .$if(purposes.but.length > 0, (query) => query.where('purpose', 'not in', purposes.but))
        .orderBy('kept_at')
        .limit(AT_ONCE)
        .execute();
      for (const { sha256 } of due) {
        for (const gone of ['paper_versions', 'paper_copies'] as const)
          await db.deleteFrom(gone).where('paper', '=', sha256).execute();
        await db
          .updateTable('papers')
          .set({ deleted_at: now, deleted_by: version })
          .where('sha256', '=', sha256)
          .execute();
        await logPaper(db, { at: now, paper: sha256, event: 'deleted', detail: version });
      }
      return due.length + (await deletePictures(db, branch, window, now, AT_ONCE));
    });
  }
}

const isAbout = ({ purposes: { only, but } }: Window, purpose: string): boolean =>
  only === undefined ? !but.includes(purpose) : only === purpose;

/** Papers of a purpose, or of all but some, that came from `from` until before `until` and are due. */
export type Window = {
  readonly version: string;
  readonly from: number;
  readonly until: number;
  readonly purposes: { readonly only?: string; readonly but: readonly string[] };
};

function windowsOf(policy: RetentionPolicy, timeZone: string, now: number): Window[] {
  return policy.flatMap(({ version, from: day, days, otherDays }, at) => {
    const from = dayBegins(day, timeZone);
    const next = policy[at + 1];
    const end = next ? dayBegins(next.from, timeZone) : Number.MAX_SAFE_INTEGER;
    const named = Object.keys(days);
    const until = (kept: number) => Math.min(end, now - kept * DAY + 1);
    return [
      ...Object.entries(days).map(([only, kept]) => ({
        version,
        from,
        until: until(kept),
        purposes: { only, but: [] },
      })),
      { version, from, until: until(otherDays), purposes: { but: named } },
    ].filter((window) => window.until > window.from);
  });
}
