import type { Selectable } from 'kysely';
import { type Assistance, type AssistanceRequest, assistanceSchema } from '#contracts/branch/assistance.ts';
import { LOBBY_LIST_LIMIT } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import type { Changes } from '../changes.ts';
import type { Caller } from '../enrolment/caller.ts';
import { touchLobby } from '../lobby-revision.ts';
import { ownNews } from '../own-news.ts';
import { type BranchStore, nextNumber } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { type AssistanceState, mayMove } from './moves.ts';

export type AssistanceRefusal = CodedError<'notFound' | 'idConflict' | 'illegalMove'>;

const subjectOf = (id: string): string => `assistance:${id}`;

/** Calls for a person: opened and withdrawn by terminals, acknowledged and closed by staff. */
export class AssistanceDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #timeZone: string;

  constructor(store: BranchStore, clock: Clock, changes: Changes, timeZone: string) {
    this.#store = store;
    this.#clock = clock;
    this.#changes = changes;
    this.#timeZone = timeZone;
  }

  /**
   * Opens a call, or answers the one that this id already opened. The same id with another content, or from another
   * terminal, is refused: an id is never used for two calls.
   */
  async request(
    { terminal, branch }: Caller,
    request: AssistanceRequest,
  ): Promise<Result<{ assistance: Assistance; opened: boolean }, AssistanceRefusal>> {
    const wall = this.#clock.wall();
    const now = new Date(wall).toISOString();
    const day = businessDate(wall, this.#timeZone);
    return this.#store.write(async (writing) => {
      const standing = await writing.db
        .selectFrom('assistance')
        .selectAll()
        .where('id', '=', request.id)
        .executeTakeFirst();
      if (standing) {
        if (!isSameRequest(standing, terminal, request)) return err({ code: 'idConflict' as const });
        return ok({ assistance: toAssistance(standing), opened: false });
      }
      const number = await nextNumber(writing.db, `assistance:${branch}:${day}`);
      const row = await writing.db
        .insertInto('assistance')
        .values({
          ...request,
          branch,
          terminal,
          reference: `H-${String(number).padStart(4, '0')}`,
          business_date: day,
          state: 'open',
          version: 1,
          created_at: now,
          changed_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await touchLobby(writing, branch);
      return ok({ assistance: toAssistance(row), opened: true });
    });
  }

  async find(id: string): Promise<Assistance | undefined> {
    const row = await this.#store.db
      .selectFrom('assistance')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toAssistance(row);
  }

  /**
   * A terminal's own call, as soon as its version is higher than `after`, or as it stands after `milliseconds`.
   * Another terminal's call is not found.
   */
  async await(
    terminal: string,
    id: string,
    after: number,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<Result<Assistance, CodedError<'notFound' | 'tooManyWaiting'>>> {
    const awaited = { subject: subjectOf(id), terminal, after, milliseconds, signal };
    return ownNews(this.#changes, awaited, () => this.find(id));
  }

  /** The customer needs nobody any more. Withdrawing what is withdrawn is a resend and succeeds. */
  async withdraw(terminal: string, id: string): Promise<Result<Assistance, AssistanceRefusal>> {
    const standing = await this.find(id);
    if (standing?.terminal !== terminal) return err({ code: 'notFound' });
    if (standing.state === 'withdrawn') return ok(standing);
    return this.#move(id, 'withdrawn');
  }

  acknowledge(branch: string, id: string): Promise<Result<Assistance, AssistanceRefusal>> {
    return this.#move(id, 'acknowledged', branch);
  }

  close(branch: string, id: string): Promise<Result<Assistance, AssistanceRefusal>> {
    return this.#move(id, 'closed', branch);
  }

  /** Calls that still want somebody, oldest first, at most `LOBBY_LIST_LIMIT`, and how many there are. */
  async listWaiting(branch: string): Promise<{ total: number; calls: Assistance[] }> {
    const waiting = this.#store.db
      .selectFrom('assistance')
      .where('branch', '=', branch)
      .where('state', 'in', ['open', 'acknowledged'] satisfies AssistanceState[]);
    const rows = await waiting
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .limit(LOBBY_LIST_LIMIT)
      .execute();
    const { count } = await waiting.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return { total: Number(count), calls: rows.map(toAssistance) };
  }

  /** A call of another branch is not found. */
  async #move(
    id: string,
    to: AssistanceState,
    branch?: string,
  ): Promise<Result<Assistance, AssistanceRefusal>> {
    const now = new Date(this.#clock.wall()).toISOString();
    return this.#store.write(async (writing) => {
      const standing = await writing.db
        .selectFrom('assistance')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!standing || (branch !== undefined && standing.branch !== branch))
        return err({ code: 'notFound' as const });
      const { state, version } = toAssistance(standing);
      if (!mayMove(state, to)) return err({ code: 'illegalMove' as const, detail: `${state} to ${to}` });
      const row = await writing.db
        .updateTable('assistance')
        .set({ state: to, version: version + 1, changed_at: now })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await touchLobby(writing, standing.branch);
      writing.tell(subjectOf(id));
      return ok(toAssistance(row));
    });
  }
}

type AssistanceRow = Selectable<BranchTables['assistance']>;

function isSameRequest(row: AssistanceRow, terminal: string, request: AssistanceRequest): boolean {
  return (
    row.terminal === terminal &&
    row.visit === request.visit &&
    row.reason === request.reason &&
    row.step === request.step &&
    row.service === request.service &&
    row.language === request.language
  );
}

/** A row that is not a call any more is a damaged store: it throws, and the HTTP layer says so. */
const toAssistance = (row: AssistanceRow): Assistance =>
  assistanceSchema.parse({
    id: row.id,
    reference: row.reference,
    terminal: row.terminal,
    visit: row.visit,
    reason: row.reason,
    step: row.step,
    service: row.service,
    language: row.language,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  });
