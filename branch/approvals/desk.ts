import type { Insertable } from 'kysely';
import type {
  Approval,
  ApprovalDecision,
  ApprovalItem,
  ApprovalPage,
  ApprovalRequest,
} from '#contracts/branch/approval.ts';
import { APPROVAL_LIST_LIMIT } from '#contracts/branch/approval.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import type { Changes } from '../changes.ts';
import type { Caller } from '../enrolment/caller.ts';
import { ownNews } from '../own-news.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff, type StaffEvent } from '../staff/log.ts';
import { type BranchStore, currentNumber, nextNumber, type Writing } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { settleDue } from './due.ts';
import { approvalsOf, move, subjectOf, tellPages } from './moving.ts';
import { type ApprovalRow, isAnswer, isOpen, openApprovals, toApproval, toItem } from './records.ts';
import { type Approver, isWithin, type Scope, scopeOf } from './scope.ts';

export type { Approver };

export type ApprovalRefusal = CodedError<
  'notFound' | 'idConflict' | 'alreadyDecided' | 'approvalOver' | 'notYourself' | 'badRequest' | 'illegalMove'
>;

/** How long a question that is over stands on, milliseconds: any resend of it has come by then. */
export const ENDED_KEPT = 7 * 24 * 3_600_000;

/** Questions of terminals to a person: asked once, seen, decided once, or over. */
export class ApprovalDesk {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, changes: Changes, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#changes = changes;
    this.#seal = seal;
  }

  /**
   * Asks a person, or answers with the question that this id already asked. The same id with another content, or from
   * another terminal, is refused. A terminal has one customer: what it had open before is over.
   */
  async request(
    { terminal, branch }: Caller,
    request: ApprovalRequest,
  ): Promise<Result<{ approval: Approval; opened: boolean }, ApprovalRefusal>> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async (writing) => {
      const { db } = writing;
      await settleDue(writing, this.#clock);
      const standing = await rowOf(db, request.id);
      if (standing) {
        const same =
          standing.terminal === terminal &&
          standing.visit === request.visit &&
          standing.service === request.service &&
          standing.digest === request.digest;
        if (!same) return err({ code: 'idConflict' as const });
        return ok({ approval: toApproval(standing), opened: false });
      }
      const former = await db
        .selectFrom('approvals')
        .selectAll()
        .where('terminal', '=', terminal)
        .where('state', 'in', ['waiting', 'seen'])
        .execute();
      for (const row of former) await move(writing, row, { state: 'withdrawn', ended_at: now });
      const stored = await db
        .selectFrom('branches')
        .select('configuration')
        .where('id', '=', branch)
        .executeTakeFirst();
      const { approvals: policy, timeZone } = toConfiguration(stored?.configuration ?? null);
      // What was decided stands in the log of the staff; the question itself need not stand on.
      await db
        .deleteFrom('approvals')
        .where('ended_at', '<=', now - ENDED_KEPT)
        .execute();
      const number = await nextNumber(db, `approval:${branch}:${businessDate(now, timeZone)}`);
      const { subject, ...rest } = request;
      const row = {
        ...rest,
        branch,
        terminal,
        reference: `P-${String(number).padStart(4, '0')}`,
        subject: this.#seal.seal('approval', request.id, JSON.stringify(subject)),
        state: 'waiting',
        escalated: 0,
        seen_by: null,
        staff: null,
        reason: null,
        unclear: null,
        needs_second: policy.secondPerson.some((kind) => kind === request.service) ? 1 : 0,
        first_by: null,
        first_reason: null,
        first_at: null,
        second: null,
        version: 1,
        asked_at: now,
        escalate_at: now + policy.escalateSeconds * 1_000,
        expires_at: now + policy.validMinutes * 60_000,
        ended_at: null,
      } satisfies Insertable<BranchTables['approvals']>;
      await db.insertInto('approvals').values(row).execute();
      await tellPages(writing, branch);
      return ok({ approval: toApproval(row), opened: true });
    });
  }

  /** A terminal's own question, as soon as its version is higher than `after`, or as it stands after `milliseconds`. */
  async await(
    terminal: string,
    id: string,
    after: number,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<Result<Approval, CodedError<'notFound' | 'tooManyWaiting'>>> {
    const awaited = { subject: subjectOf(id), terminal, after, milliseconds, signal };
    const row = await ownNews(this.#changes, awaited, async () => {
      await this.sweep();
      return rowOf(this.#store.db, id);
    });
    return row.ok ? ok(toApproval(row.value)) : row;
  }

  /** The customer gave up, or has left. Withdrawing what is withdrawn is a resend and succeeds. */
  async withdraw(terminal: string, id: string): Promise<Result<Approval, ApprovalRefusal>> {
    return this.#change(id, async (writing, row) => {
      if (row.terminal !== terminal) return err({ code: 'notFound' });
      if (row.state === 'withdrawn') return ok(toApproval(row));
      if (!isOpen(row)) return err(overOf(row));
      return ok(
        toApproval(
          await move(writing, row, { state: 'withdrawn', ended_at: Math.round(this.#clock.wall()) }),
        ),
      );
    });
  }

  /** Somebody has opened it and goes there. Of several the last one counts; a question of another branch is not found. */
  async see(approver: Approver, id: string): Promise<Result<Approval, ApprovalRefusal>> {
    const { staff } = approver;
    return this.#decidable(approver, id, async (writing, row, scope) => {
      if (!isOpen(row)) return err(overOf(row));
      if (row.state === 'seen' && row.seen_by === staff) return ok(toApproval(row));
      // He has been there; another one is waited for.
      if (row.first_by === staff) return ok(toApproval(row));
      const seen = await move(writing, row, { state: 'seen', seen_by: staff });
      await this.#log(writing, 'approvalSeen', staff, row, scope);
      return ok(toApproval(seen));
    });
  }

  /**
   * Decides, once and for good. The same decision by the same person again is a resend and succeeds; anybody else is
   * told who was quicker (`alreadyDecided`), or that it is over (`approvalOver`). Where two must approve, the first one's word
   * makes it wait for another person (`notYourself` for the same); a refusal by either is one.
   */
  async decide(
    approver: Approver,
    id: string,
    answer: ApprovalDecision,
  ): Promise<Result<Approval, ApprovalRefusal>> {
    const { staff } = approver;
    const { decision, reason } = answer;
    const unclear = answer.decision === 'refused' ? answer.unclear : undefined;
    return this.#decidable(approver, id, async (writing, row, scope) => {
      if (isResend(row, staff, answer)) return ok(toApproval(row));
      if (!isOpen(row)) return err(overOf(row));
      if (approver.at !== undefined && this.#hasPictures(row))
        return err({ code: 'illegalMove', detail: 'pictures' });
      if (!isAnswer(row, answer)) return err({ code: 'badRequest', detail: 'not a reason of this kind' });
      const now = Math.round(this.#clock.wall());
      const first = decision === 'approved' && Number(row.needs_second) === 1 ? row.first_by : undefined;
      if (first === staff) return err({ code: 'notYourself', detail: 'a second person approves' });
      if (first === null) {
        const half = await move(writing, row, {
          ...{
            state: 'waiting',
            seen_by: null,
            escalated: 0,
            first_by: staff,
            first_reason: reason,
            first_at: now,
          },
          // The second one is waited for as long as the first one was.
          escalate_at: now + Number(row.escalate_at) - Number(row.first_at ?? row.asked_at),
        });
        await this.#log(writing, 'approvalFirst', staff, row, scope, reason);
        return ok(toApproval(half));
      }
      const decided = await move(writing, row, {
        state: decision,
        staff: first ?? staff,
        second: first === undefined ? null : staff,
        reason,
        unclear: unclear === undefined ? null : JSON.stringify(unclear),
        ended_at: now,
      });
      const event = decision === 'approved' ? 'approvalApproved' : 'approvalRefused';
      await this.#log(writing, event, staff, row, scope, reason);
      return ok(toApproval(decided));
    });
  }

  revision(branch: string): Promise<number> {
    return currentNumber(this.#store.db, approvalsOf(branch));
  }

  /** What waits in a branch, or of it what a teller may decide in his call, oldest first. */
  async page(branch: string, of: Scope['of'] = null): Promise<ApprovalPage> {
    await this.sweep();
    const revision = await this.revision(branch);
    const open = this.#store.db
      .selectFrom('approvals')
      .where('branch', '=', branch)
      .where('state', 'in', ['waiting', 'seen'])
      .$if(of !== null, (query) =>
        query.where('terminal', '=', of?.terminal ?? '').where('visit', '=', of?.visit ?? ''),
      );
    const rows = await open
      .selectAll()
      .orderBy('asked_at')
      .orderBy('id')
      .limit(APPROVAL_LIST_LIMIT)
      .execute();
    const approvals = rows
      .map((row) => toItem(row, this.#seal))
      .filter((item): item is ApprovalItem => item !== undefined);
    return {
      revision,
      serverTime: new Date(this.#clock.wall()).toISOString(),
      total: of === null ? await openApprovals(this.#store.db, branch) : approvals.length,
      approvals,
    };
  }

  /**
   * Ends what is over by now, and says of what nobody opened that nobody has. Writes only when something is due;
   * answers whether anything is open.
   */
  async sweep(): Promise<boolean> {
    const now = Math.round(this.#clock.wall());
    const open = await this.#store.db
      .selectFrom('approvals')
      .select(['state', 'escalated', 'escalate_at', 'expires_at'])
      .where('state', 'in', ['waiting', 'seen'])
      .execute();
    const due = open.some(
      (row) =>
        Number(row.expires_at) <= now ||
        (row.state === 'waiting' && Number(row.escalated) === 0 && Number(row.escalate_at) <= now),
    );
    if (due) await this.#store.write((writing) => settleDue(writing, this.#clock));
    return open.length > 0;
  }

  /** Does `change` to a question as it stands once what is due has come about. */
  #change(
    id: string,
    change: (writing: Writing, row: ApprovalRow) => Promise<Result<Approval, ApprovalRefusal>>,
  ): Promise<Result<Approval, ApprovalRefusal>> {
    return this.#store.write(async (writing) => {
      await settleDue(writing, this.#clock);
      const row = await rowOf(writing.db, id);
      return row ? change(writing, row) : err({ code: 'notFound' as const });
    });
  }

  /** The same for a question that this person may decide; any other is not found. */
  #decidable(
    approver: Approver,
    id: string,
    change: (writing: Writing, row: ApprovalRow, scope: Scope) => Promise<Result<Approval, ApprovalRefusal>>,
  ): Promise<Result<Approval, ApprovalRefusal>> {
    return this.#change(id, async (writing, row) => {
      const scope = await scopeOf(writing.db, approver);
      return scope && isWithin(row, scope) ? change(writing, row, scope) : err({ code: 'notFound' });
    });
  }

  /** Whether pictures stand in what is asked: then nobody decides it who does not have them before him. */
  #hasPictures(row: ApprovalRow): boolean {
    const subject = toItem(row, this.#seal)?.subject;
    return !subject || ('pictures' in subject && subject.pictures.length > 0);
  }

  /** Both identities: the number of the member of staff, and the token of the visit; nothing of the person. */
  #log(
    writing: Writing,
    event: StaffEvent,
    actor: string,
    row: ApprovalRow,
    { of }: Scope,
    reason?: string,
  ): Promise<void> {
    const { reference, terminal, service, visit } = row;
    const facts = [
      reference,
      terminal,
      service,
      ...(reason === undefined ? [] : [reason]),
      `visit ${visit}`,
      ...(of === null ? [] : [`call ${of.call}`]),
    ];
    return logStaff(writing, this.#clock, { event, actor, detail: facts.join(' ') });
  }
}

/** What somebody has said once, said again. */
const isResend = (row: ApprovalRow, staff: string, { decision, reason }: ApprovalDecision): boolean => {
  if (decision === 'approved' && row.first_by === staff && (isOpen(row) || row.state === decision))
    return row.first_reason === reason;
  return row.state === decision && (row.second ?? row.staff) === staff && row.reason === reason;
};

const overOf = ({ state, staff }: ApprovalRow): ApprovalRefusal =>
  state === 'approved' || state === 'refused'
    ? { code: 'alreadyDecided', detail: `${state} by ${staff}` }
    : { code: 'approvalOver', detail: state };

const rowOf = (db: Writing['db'] | BranchStore['db'], id: string): Promise<ApprovalRow | undefined> =>
  db.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
