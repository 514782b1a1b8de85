import type { Selectable } from 'kysely';
import { type Custody, type CustodyRequest, custodySchema } from '#contracts/branch/custody.ts';
import { LOBBY_LIST_LIMIT } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Caller } from '../enrolment/caller.ts';
import { touchLobby } from '../lobby-revision.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

/** Cards a machine kept and a person must hand out again. */
export class CustodyRegister {
  readonly #store: BranchStore;
  readonly #clock: Clock;

  constructor(store: BranchStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Opens a record, or answers the one that this id already opened; another content under the same id is refused. */
  async open(
    { terminal, branch }: Caller,
    request: CustodyRequest,
  ): Promise<Result<{ custody: Custody; opened: boolean }, CodedError<'idConflict'>>> {
    const now = new Date(this.#clock.wall()).toISOString();
    return this.#store.write(async (writing) => {
      const standing = await writing.db
        .selectFrom('custody')
        .selectAll()
        .where('id', '=', request.id)
        .executeTakeFirst();
      if (standing) {
        if (!isSameRequest(standing, terminal, request)) return err({ code: 'idConflict' as const });
        return ok({ custody: toCustody(standing), opened: false });
      }
      const row = await writing.db
        .insertInto('custody')
        .values({ ...request, branch, terminal, state: 'inBin', created_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await touchLobby(writing, branch);
      return ok({ custody: toCustody(row), opened: true });
    });
  }

  /** What still lies in a bin, oldest first, at most `LOBBY_LIST_LIMIT`, and how much there is. */
  async listInBin(branch: string): Promise<{ total: number; custody: Custody[] }> {
    const inBin = this.#store.db
      .selectFrom('custody')
      .where('branch', '=', branch)
      .where('state', '=', 'inBin' satisfies Custody['state']);
    const rows = await inBin
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .limit(LOBBY_LIST_LIMIT)
      .execute();
    const { count } = await inBin.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return { total: Number(count), custody: rows.map(toCustody) };
  }
}

export type CustodyRow = Selectable<BranchTables['custody']>;

function isSameRequest(row: CustodyRow, terminal: string, request: CustodyRequest): boolean {
  return (
    row.terminal === terminal &&
    row.reference === request.reference &&
    row.visit === request.visit &&
    row.what === request.what &&
    row.reason === request.reason
  );
}

export const toCustody = (row: CustodyRow): Custody =>
  custodySchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    visit: row.visit,
    what: row.what,
    reason: row.reason,
    state: row.state,
    createdAt: row.created_at,
  });
