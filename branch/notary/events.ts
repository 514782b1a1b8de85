import type { Kysely, Selectable } from 'kysely';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import type { BranchTables } from '../store/tables.ts';

export type EventRow = Selectable<BranchTables['signing_events']>;

/** The signing of this event as it stands; undefined = nobody has heard of it. */
export const eventOf = (db: Kysely<BranchTables>, event: string): Promise<EventRow | undefined> =>
  db.selectFrom('signing_events').selectAll().where('event', '=', event).executeTakeFirst();

/** A signing belongs to the terminal that began it, in the branch it was in. */
export const isOwn = (row: EventRow, { terminal, branch }: Caller): boolean =>
  row.terminal === terminal && row.branch === branch;

/** Whether this terminal may go on with it: it is his, and it holds. */
export function mayGoOn(row: EventRow, caller: Caller): Result<void, CodedError<'notYours' | 'paperVoid'>> {
  if (!isOwn(row, caller)) return err({ code: 'notYours' });
  return row.void_reason === null ? ok(undefined) : err({ code: 'paperVoid', detail: row.void_reason });
}
