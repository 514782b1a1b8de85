import { logPaper } from '../archive/log.ts';
import type { BranchStore } from '../store/store.ts';

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
      .where('kept_at', '>=', from)
      .where('kept_at', '<', until)
      .orderBy('kept_at')
      .limit(AT_ONCE)
      .execute();
    for (const { recording } of due) {
      await db.deleteFrom('recording_segments').where('recording', '=', recording).execute();
      await db
        .updateTable('recordings')
        .set({ deleted_at: now, deleted_by: version })
        .where('recording', '=', recording)
        .execute();
      await logPaper(db, { at: now, paper: recording, event: 'recordingDeleted', detail: version });
    }
    return due.length;
  });
}
