import type { Selectable } from 'kysely';
import { type Custody, type CustodyRequest, custodySchema } from '#contracts/branch/custody.ts';
import { LOBBY_LIST_LIMIT } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { Changes } from '../changes.ts';
import { LOBBY, touchLobby } from '../lobby-revision.ts';
import type { BranchStore } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';

/** Cards a machine kept and a person must hand out again. */
export class CustodyRegister {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #changes: Changes;

  constructor(store: BranchStore, clock: Clock, changes: Changes) {
    this.#store = store;
    this.#clock = clock;
    this.#changes = changes;
  }

  /** Opens a record, or answers the one that this id already opened; another content under the same id is refused. */
  async open(
    terminal: string,
    request: CustodyRequest,
  ): Promise<Result<{ custody: Custody; opened: boolean }, CodedError<'idConflict'>>> {
    const now = new Date(this.#clock.wall()).toISOString();
    const answer = await this.#store.db.transaction().execute(async (tx) => {
      const standing = await tx
        .selectFrom('custody')
        .selectAll()
        .where('id', '=', request.id)
        .executeTakeFirst();
      if (standing) {
        if (!isSameRequest(standing, terminal, request)) return err({ code: 'idConflict' as const });
        return ok({ custody: toCustody(standing), opened: false });
      }
      const row = await tx
        .insertInto('custody')
        .values({ ...request, terminal, state: 'inBin', created_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
      await touchLobby(tx);
      return ok({ custody: toCustody(row), opened: true });
    });
    if (answer.ok && answer.value.opened) this.#changes.tell(LOBBY);
    return answer;
  }

  /** What still lies in a bin, oldest first, at most `LOBBY_LIST_LIMIT`, and how much there is. */
  async listInBin(): Promise<{ total: number; custody: Custody[] }> {
    const inBin = this.#store.db
      .selectFrom('custody')
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

type CustodyRow = Selectable<BranchTables['custody']>;

function isSameRequest(row: CustodyRow, terminal: string, request: CustodyRequest): boolean {
  return (
    row.terminal === terminal &&
    row.reference === request.reference &&
    row.visit === request.visit &&
    row.what === request.what &&
    row.reason === request.reason
  );
}

const toCustody = (row: CustodyRow): Custody =>
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
