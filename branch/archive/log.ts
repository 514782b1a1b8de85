import type { Kysely } from 'kysely';
import { nextNumber } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

export type PaperEventKind =
  | 'kept'
  | 'stamped'
  | 'voided'
  | 'deleted'
  | 'exported'
  | 'copied'
  | 'recordingOpened'
  | 'recordingEnded'
  | 'recordingDeleted';

export type PaperFact = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Its id, or for a signing that left no paper its event; of a recording, its token. */
  readonly paper: string;
  readonly event: PaperEventKind;
  /** Short words of this program's own: a reason, a version of the policy. */
  readonly detail?: string;
};

/** Writes down, inside the writing of the fact itself, what happened to a paper. */
export async function logPaper(db: Kysely<BranchTables>, fact: PaperFact): Promise<void> {
  const { at, paper, event, detail = null } = fact;
  const sequence = await nextNumber(db, 'paperLog');
  await db.insertInto('paper_log').values({ sequence, at, paper, event, detail }).execute();
}
