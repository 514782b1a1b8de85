import type { Kysely } from 'kysely';
import { logPaper } from '../archive/log.ts';
import type { Window } from '../archive/retention.ts';
import type { BranchTables } from '../store/tables.ts';

/** Inside a writing: deletes pictures of a branch that are due by the policy; the register's lines stay. Answers how many. */
export async function deletePictures(
  db: Kysely<BranchTables>,
  branch: string,
  { version, from, until, purposes }: Window,
  now: number,
  most: number,
): Promise<number> {
  const due = await db
    .selectFrom('pictures')
    .select('id')
    .where('branch', '=', branch)
    .where('deleted_at', 'is', null)
    .where('kept_at', '>=', from)
    .where('kept_at', '<', until)
    .$if(purposes.only !== undefined, (query) => query.where('purpose', '=', purposes.only ?? ''))
    .$if(purposes.but.length > 0, (query) => query.where('purpose', 'not in', purposes.but))
    .orderBy('kept_at')
    .limit(most)
    .execute();
  for (const { id } of due) {
    await db
      .updateTable('pictures')
      .set({ sealed: null, deleted_at: now, deleted_by: version })
      .where('id', '=', id)
      .execute();
    await logPaper(db, { at: now, paper: id, event: 'deleted', detail: version });
  }
  return due.length;
}
