import { sql, type Updateable } from 'kysely';
import type { Assistance, AssistanceRequest } from '#contracts/branch/assistance.ts';
import { LOBBY_LIST_LIMIT } from '#contracts/branch/lobby.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import type { Changes } from '../changes.ts';
import type { Caller } from '../enrolment/caller.ts';
import { touchLobby } from '../lobby-revision.ts';
import { ownNews } from '../own-news.ts';
import { logStaff, type StaffEvent } from '../staff/log.ts';
import { type BranchStore, nextNumber, type Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { type AssistanceState, mayMove } from './moves.ts';
import { type AssistanceRow, isSameRequest, subjectOf, toAssistance } from './records.ts';

export type AssistanceRefusal = CodedError<'notFound' | 'idConflict' | 'illegalMove'>;

/** The member of staff who acts, and the branch he acts in. */
export type Member = { readonly staff: string; readonly branch: string };

/** A call as a member of staff sees it. */
export type SeenCall = { readonly assistance: Assistance; readonly yours: boolean };

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
    { since, ...request }: AssistanceRequest,
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
          // Told late it is as old as it is; a clock that is ahead makes nobody wait less than no time.
          created_at: since !== undefined && since < now ? since : now,
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
    return told(await this.#change(id, null, (row) => movedTo(row, 'withdrawn')));
  }

  acknowledge({ staff, branch }: Member, id: string): Promise<Result<SeenCall, AssistanceRefusal>> {
    return this.#ofStaff(id, { staff, branch }, (row) => {
      const moved = movedTo(row, 'acknowledged');
      return moved.ok ? ok({ ...moved.value, seen_by: staff }) : moved;
    });
  }

  close(member: Member, id: string): Promise<Result<SeenCall, AssistanceRefusal>> {
    return this.#ofStaff(id, member, (row) => movedTo(row, 'closed'));
  }

  /** Whoever has acknowledged the call operates the screen for the customer from now on; nobody else may say so. */
  handsOn(member: Member, id: string): Promise<Result<SeenCall, AssistanceRefusal>> {
    return this.#ofStaff(id, member, (row, now) => {
      // Nothing on that screen may tell whoever stands there that somebody has come.
      if (row.reason === 'quiet') return err({ code: 'illegalMove', detail: 'hands on' });
      if (row.state !== 'acknowledged' || row.seen_by !== member.staff || row.hands_since !== null)
        return err({ code: 'illegalMove', detail: 'hands on' });
      return ok({ hands_since: now, hands_turn: row.hands_turn + 1 });
    });
  }

  /** The customer operates the screen again. Anybody of the branch may see to that. */
  handsOff(member: Member, id: string): Promise<Result<SeenCall, AssistanceRefusal>> {
    return this.#ofStaff(id, member, ({ hands_since: since }) =>
      since === null ? err({ code: 'illegalMove', detail: 'hands off' }) : ok({ hands_since: null }),
    );
  }

  /** The terminal says so: of a turn that is over, or of one before, it is a resend and succeeds. */
  async handsOffAt(
    terminal: string,
    id: string,
    turn: number,
  ): Promise<Result<Assistance, AssistanceRefusal>> {
    const standing = await this.find(id);
    if (standing?.terminal !== terminal) return err({ code: 'notFound' });
    if (standing.hands?.turn !== turn) return ok(standing);
    return told(
      await this.#change(id, null, (row) =>
        ok(row.hands_turn === turn && row.hands_since !== null ? { hands_since: null } : {}),
      ),
    );
  }

  /** Calls that still want somebody, quiet ones first, then the oldest, at most `LOBBY_LIST_LIMIT`, and how many there are. */
  async listWaiting({ staff, branch }: Member): Promise<{ total: number; calls: SeenCall[] }> {
    const waiting = this.#store.db
      .selectFrom('assistance')
      .where('branch', '=', branch)
      .where('state', 'in', ['open', 'acknowledged'] satisfies AssistanceState[]);
    const rows = await waiting
      .selectAll()
      .orderBy(sql`case when reason = 'quiet' then 0 else 1 end`)
      .orderBy('created_at')
      .orderBy('id')
      .limit(LOBBY_LIST_LIMIT)
      .execute();
    const { count } = await waiting.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow();
    return {
      total: Number(count),
      calls: rows.map((row) => seenBy(staff, row)),
    };
  }

  async #ofStaff(
    id: string,
    member: Member,
    decide: (row: AssistanceRow, now: string) => Result<Change, AssistanceRefusal>,
  ): Promise<Result<SeenCall, AssistanceRefusal>> {
    const changed = await this.#change(id, member, decide);
    return changed.ok ? ok(seenBy(member.staff, changed.value)) : changed;
  }

  /** Changes a call as `decide` says; nothing is changed by an empty change. A call of another branch is not found. */
  async #change(
    id: string,
    member: Member | null,
    decide: (row: AssistanceRow, now: string) => Result<Change, AssistanceRefusal>,
  ): Promise<Result<AssistanceRow, AssistanceRefusal>> {
    const now = new Date(this.#clock.wall()).toISOString();
    return this.#store.write(async (writing) => {
      const standing = await writing.db
        .selectFrom('assistance')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!standing || (member !== null && standing.branch !== member.branch))
        return err({ code: 'notFound' as const });
      const change = decide(standing, now);
      if (!change.ok) return change;
      if (Object.keys(change.value).length === 0) return ok(standing);
      const row = await writing.db
        .updateTable('assistance')
        .set({ ...change.value, version: standing.version + 1, changed_at: now })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await this.#log(writing, standing, row, member);
      await touchLobby(writing, standing.branch);
      writing.tell(subjectOf(id));
      return ok(row);
    });
  }

  /** Whose hands are on the glass, from when until when, and who ended it: written with the change itself. */
  async #log(
    writing: Writing,
    before: AssistanceRow,
    { hands_since: now, id, terminal, seen_by: subject }: AssistanceRow,
    member: Member | null,
  ): Promise<void> {
    const was = before.hands_since;
    if (was === now) return;
    const event: StaffEvent = now === null ? 'handsOff' : 'handsOn';
    const actor = member?.staff ?? null;
    await logStaff(writing, this.#clock, { event, actor, subject, detail: `${terminal} call ${id}` });
  }
}

type Change = Updateable<BranchTables['assistance']>;

const told = (changed: Result<AssistanceRow, AssistanceRefusal>): Result<Assistance, AssistanceRefusal> =>
  changed.ok ? ok(toAssistance(changed.value)) : changed;

const seenBy = (staff: string, row: AssistanceRow): SeenCall => ({
  assistance: toAssistance(row),
  yours: row.seen_by === staff,
});

/** A call that is over has nobody's hands on the glass. */
function movedTo(row: AssistanceRow, to: AssistanceState): Result<Change, AssistanceRefusal> {
  const { state } = toAssistance(row);
  if (!mayMove(state, to)) return err({ code: 'illegalMove' as const, detail: `${state} to ${to}` });
  return ok({ state: to, hands_since: null });
}
