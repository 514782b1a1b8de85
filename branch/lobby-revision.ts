import type { Kysely } from 'kysely';
import { currentNumber, nextNumber } from './store/store.ts';
import type { BranchTables } from './store/tables.ts';

/** The subject lobby pages wait on, and the counter that says which state they have seen. */
export const LOBBY = 'lobby';

/** Marks, inside the transaction of a change, that lobby pages must look again. */
export const touchLobby = (tx: Kysely<BranchTables>): Promise<number> => nextNumber(tx, LOBBY);

export const lobbyRevision = (db: Kysely<BranchTables>): Promise<number> => currentNumber(db, LOBBY);
