import type { Kysely } from 'kysely';
import { currentNumber, nextNumber, type Writing } from './store/store.ts';
import type { BranchTables } from './store/tables.ts';

/** The subject a branch's lobby pages wait on, and the counter that says which state they have seen. */
export const lobbyOf = (branch: string): string => `lobby:${branch}`;

/** Marks, inside the writing of a change, that the branch's lobby pages must look again. */
export async function touchLobby({ db, tell }: Writing, branch: string): Promise<void> {
  await nextNumber(db, lobbyOf(branch));
  tell(lobbyOf(branch));
}

export const lobbyRevision = (db: Kysely<BranchTables>, branch: string): Promise<number> =>
  currentNumber(db, lobbyOf(branch));
