import { sql } from 'kysely';
import { logPaper } from '../archive/log.ts';
import type { BranchStore, Writing } from '../store/store.ts';

/** Most recordings of one window that one look deals with. */
const AT_ONCE = 50;

/**
 * Deletes the seconds of recordings that began here from `from` until before `until`; the register's line stays. Answers
 * how many recordings that were.
 */
export function forgetRecordings(
  store: BranchStore,
  branch: string,
  { version, from, until }: { readonly version: string; readonly from: number; readonly until: number },
  now: number,
): Promise<number> {
  return store.write(async ({ db }) => {
    const due = await db
      .selectFrom('recordings')
      .select('recording')
      .where('branch', '=', branch)
      .where('deleted_at', 'is', null)
      .where('state', '!=', 'open')
      .where('call', 'is', null)
      .where('kept_at', '>=', from)
      .where('kept_at', '<', until)
      .orderBy('kept_at')
      .limit(AT_ONCE)
      .execute();
    for (const { recording } of due) await deleteSeconds(db, recording, version, now);
    return due.length;
  });
}

const DAY = 86_400_000;

/**
 * Deletes what was recorded of calls: as many days after its end as the branch keeps its calls, and never later than their
 * customers were told. Answers how many parts that were.
 */
export function forgetRecordedCalls(
  store: BranchStore,
  branch: string,
  keepDays: number,
  now: number,
): Promise<number> {
  return store.write(async ({ db }) => {
    const due = await db
      .selectFrom('recordings')
      .select('recording')
      .where('branch', '=', branch)
      .where('call', 'is not', null)
      .where('deleted_at', 'is', null)
      .where('state', '!=', 'open')
      .where((eb) =>
        eb.or([
          eb('last_at', '<=', now - keepDays * DAY),
          sql<boolean>`last_at + keep_days * ${sql.lit(DAY)} <= ${now}`,
        ]),
      )
      .orderBy('last_at')
      .limit(AT_ONCE)
      .execute();
    for (const { recording } of due) await deleteSeconds(db, recording, 'calls.keepDays', now);
    return due.length;
  });
}

async function deleteSeconds(
  db: Writing['db'],
  recording: string,
  version: string,
  now: number,
): Promise<void> {
  await db.deleteFrom('recording_segments').where('recording', '=', recording).execute();
  await db
    .updateTable('recordings')
    .set({ deleted_at: now, deleted_by: version })
    .where('recording', '=', recording)
    .execute();
  await logPaper(db, { at: now, paper: recording, event: 'recordingDeleted', detail: version });
}
