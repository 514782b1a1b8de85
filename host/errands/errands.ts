import { type ArrivalEnd, arrivalEndSchema } from '#contracts/branch/arrival.ts';
import { type AssistanceRequest, assistanceRequestSchema } from '#contracts/branch/assistance.ts';
import { type CallLeave, callLeaveSchema } from '#contracts/branch/call.ts';
import { type TerminalComplaint, terminalComplaintSchema } from '#contracts/branch/complaint.ts';
import type { CustodyRequest } from '#contracts/branch/custody.ts';
import { type RatingRequest, ratingRequestSchema } from '#contracts/branch/feedback.ts';
import { type PaperVoid, type VoidReason, voidReasonSchema } from '#contracts/branch/paper.ts';
import { type RecordingEnd, recordingEndSchema } from '#contracts/branch/recording.ts';
import { type UseBatch, useBatchSchema } from '#contracts/branch/use.ts';
import type { Clock } from '#foundation/clock.ts';
import type { CodedError, Result } from '#foundation/result.ts';
import type { Journal } from '../journal/journal.ts';
import type { KeyWrapper } from '../journal/vault.ts';
import type { Unreadable } from './unreadable.ts';

/** Milliseconds between two tries to tell the branch something nobody waits for any more; the pause doubles. */
export const ERRAND_DELAYS = { firstPause: 2_000, lastPause: 60_000 } as const;

/** Tries while a customer waits for the screen to say whether staff know. */
const TRIES_WAITED_FOR = 2;

/**
 * Something the branch must hear of, sooner or later, once. Its id is the idempotency key. What a customer has
 * confirmed is kept sealed; nothing else is personal.
 */
export type Errand =
  /** A card lies in the bin. */
  | { readonly type: 'custody'; readonly id: string; readonly request: CustodyRequest }
  /** Somebody may be under pressure: staff hear of it, however late. */
  | { readonly type: 'quiet'; readonly id: string; readonly request: AssistanceRequest }
  /** Nobody need come any more for a call, whether the branch has heard of it or not. */
  | { readonly type: 'withdraw'; readonly id: string }
  /** A call to a teller that nobody at this terminal is in any more, whether the branch has heard of it or not. */
  | { readonly type: 'leaveCall'; readonly id: string; readonly request: CallLeave }
  /** A number that nobody holds, whether the branch has issued it or not. */
  | { readonly type: 'giveUp'; readonly id: string }
  /** What somebody entered and does not want kept, whether it had arrived or not. */
  | { readonly type: 'dropDraft'; readonly id: string }
  /** A question to a person that nobody need decide any more, whether the branch has heard of it or not. */
  | { readonly type: 'withdrawApproval'; readonly id: string }
  /** A picture of an original of which nothing came, whether it has arrived or not. */
  | { readonly type: 'dropPicture'; readonly id: string }
  /** A visit is over whose customer staff had been told of, and the number he holds. */
  | ({ readonly type: 'endArrival'; readonly id: string } & ArrivalEnd)
  /** What was said of a visit that is over. */
  | { readonly type: 'rating'; readonly id: string; readonly request: RatingRequest }
  /** How often what was used in hours that are over. */
  | { readonly type: 'use'; readonly id: string; readonly request: UseBatch }
  /** A signed paper that does not hold, whether it has arrived there or not. */
  | { readonly type: 'voidPaper'; readonly id: string; readonly reason: VoidReason }
  /** A recording is over, and how. */
  | { readonly type: 'endRecording'; readonly id: string; readonly request: RecordingEnd }
  /** A complaint its customer has confirmed. */
  | { readonly type: 'complaint'; readonly id: string; readonly request: TerminalComplaint };

type Answer = Result<object, CodedError & { readonly reason?: string }>;

/** What of the branch service the errands need. */
export type ErrandLine = {
  openCustody(request: CustodyRequest): Promise<Answer>;
  requestAssistance(request: AssistanceRequest): Promise<Answer>;
  withdraw(id: string): Promise<Answer>;
  leaveCall(id: string, leave: CallLeave): Promise<Answer>;
  giveUpTicket(id: string): Promise<Answer>;
  dropDraft(id: string): Promise<Answer>;
  withdrawApproval(id: string): Promise<Answer>;
  dropPicture(id: string): Promise<Answer>;
  endArrival(id: string, end: ArrivalEnd): Promise<Answer>;
  rate(request: RatingRequest): Promise<Answer>;
  fileComplaint(request: TerminalComplaint): Promise<Answer>;
  tellUse(batch: UseBatch): Promise<Answer>;
  voidPaper(request: PaperVoid): Promise<Answer>;
  endRecording(id: string, end: RecordingEnd): Promise<Answer>;
};

/** The branch has understood and will say the same again: asking on teaches nothing. */
const FINAL: readonly string[] = [
  'idConflict',
  'illegalMove',
  'notYours',
  'badRequest',
  'alreadyDecided',
  'approvalOver',
];

/** Errands that are no more than an id. */
const PLAIN = ['withdraw', 'giveUp', 'dropDraft', 'withdrawApproval', 'dropPicture'] as const;

/** Errands whose request tells of nobody, and stands as it is. */
const CLEAR: ReadonlySet<Errand['type']> = new Set<Errand['type']>([
  'custody',
  'quiet',
  'leaveCall',
  'rating',
  'use',
  'endRecording',
]);

/** What takes something back: the branch that knows nothing of it has nothing to take back. */
const TAKEN_BACK: ReadonlySet<Errand['type']> = new Set<Errand['type']>([...PLAIN, 'leaveCall']);

type End = 'done' | 'refused';

/**
 * What the branch must hear of is durable before the first try and followed to its end, over restarts too. The id
 * is fixed with the intent, so that however often it is told, it is one record there.
 */
export class Errands {
  readonly #journal: Journal;
  readonly #branch: ErrandLine;
  readonly #clock: Clock;
  readonly #wrapper: KeyWrapper;
  readonly #following = new Map<string, Promise<End | undefined>>();
  readonly #sleepers = new Set<() => void>();
  #stopped = false;

  constructor(journal: Journal, branch: ErrandLine, clock: Clock, wrapper: KeyWrapper) {
    this.#wrapper = wrapper;
    this.#journal = journal;
    this.#branch = branch;
    this.#clock = clock;
  }

  /** How many the branch has not heard of yet, or need not hear of yet. */
  get open(): number {
    return Number(this.#journal.database.prepare('SELECT count(*) AS open FROM errand').get()?.open ?? 0);
  }

  /** Whether one of that type is still to be told. */
  has(type: Errand['type']): boolean {
    return (
      this.#journal.database.prepare('SELECT 1 FROM errand WHERE type = ? LIMIT 1').get(type) !== undefined
    );
  }

  /** Those of that type that the branch has not heard of. */
  idsOf(type: Errand['type']): string[] {
    return this.#journal.database
      .prepare('SELECT id FROM errand WHERE type = ?')
      .all(type)
      .map(({ id }) => String(id));
  }

  /**
   * Before the act: should this run die in the middle, the next one runs the errand. Call inside the transaction of
   * the act's own journal entry. Throws when it cannot be made durable.
   */
  intend(errand: Errand): void {
    this.#journal.database
      .prepare(
        `INSERT OR IGNORE INTO errand (id, type, request, state, created_at) VALUES (?, ?, ?, 'intended', ?)`,
      )
      .run(errand.id, errand.type, JSON.stringify(this.#kept(errand)), Math.round(this.#clock.wall()));
  }

  /** More is known of it than when it was intended; nothing where it is not open any more. */
  amend(errand: Errand): void {
    this.#journal.transaction(() =>
      this.#journal.database
        .prepare('UPDATE errand SET request = ? WHERE id = ?')
        .run(JSON.stringify(this.#kept(errand)), errand.id),
    );
  }

  /** The act did not happen, or the branch has seen to it by itself: there is nothing to tell. */
  drop(id: string): void {
    this.#journal.transaction(() =>
      this.#journal.database.prepare('DELETE FROM errand WHERE id = ?').run(id),
    );
  }

  /** Runs an intended errand; true once the branch has heard of it, false when it is still being followed, or refused. */
  run(id: string): Promise<boolean> {
    const errand = this.#read().find((one) => one.id === id);
    if (!errand) return Promise.resolve(false);
    this.#journal.transaction(() =>
      this.#journal.database.prepare(`UPDATE errand SET state = 'due' WHERE id = ?`).run(id),
    );
    return new Promise((resolve) => {
      const known = this.#following.get(id);
      const following = known ?? this.#follow(errand, () => resolve(false));
      if (!known) this.#following.set(id, following);
      void following.then((end) => resolve(end === 'done'));
    });
  }

  /** Once the branch has heard of an errand that runs: true; false when it refused, or this run ended before. */
  async heard(id: string): Promise<boolean> {
    return (await this.#following.get(id)) === 'done';
  }

  /**
   * Takes up what a former run left. A call that was made is taken back, since its visit is over; a number nobody was
   * told of is given back. A card that was to
   * be taken in, and is not seen in the reader, is told: bin or hand, somebody must look.
   */
  recover(cardSeen: boolean): number {
    const errands = this.#read();
    for (const { id, type, intended } of errands) {
      if (intended && type === 'custody' && cardSeen) this.drop(id);
      else void this.run(id);
    }
    return errands.length;
  }

  /**
   * What was confirmed under a key this terminal has not any more: nobody can tell it, so people must hear of it. It
   * stays, and is told should the key come back. Only complaints are sealed.
   */
  unreadable(): readonly Unreadable[] {
    const readable = new Set(this.#read().map(({ id }) => id));
    return this.#journal.database
      .prepare('SELECT id, created_at FROM errand ORDER BY created_at, id')
      .all()
      .map((row) => ({ id: String(row.id), at: Number(row.created_at) }))
      .filter(({ id }) => !readable.has(id));
  }

  /** Nothing is told after this; what is open is taken up at the next start. */
  stop(): void {
    this.#stopped = true;
    for (const wake of [...this.#sleepers]) wake();
  }

  #read(): (Errand & { readonly intended: boolean })[] {
    const rows = this.#journal.database
      .prepare('SELECT id, type, request, state FROM errand ORDER BY created_at, id')
      .all();
    return rows.flatMap((row) => {
      const errand = this.#readOne(String(row.id), String(row.type), JSON.parse(String(row.request)));
      return errand ? [{ ...errand, intended: row.state === 'intended' }] : [];
    });
  }

  /** What stands in the row: a confirmed complaint holds a telephone number, so it is sealed by the terminal's key. */
  #kept(errand: Errand): object {
    if (CLEAR.has(errand.type) && 'request' in errand) return errand.request;
    if (errand.type === 'endArrival') return { ticket: errand.ticket };
    if (errand.type === 'voidPaper') return { reason: errand.reason };
    if (errand.type !== 'complaint') return {};
    const sealed = this.#wrapper.wrap(Buffer.from(JSON.stringify(errand.request)));
    return { sealed: Buffer.from(sealed).toString('base64') };
  }

  /** Undefined: sealed by another key than this terminal's, so nobody can tell it any more. */
  #readOne(id: string, type: string, kept: unknown): Errand | undefined {
    switch (type) {
      case 'custody':
        return { type, id, request: kept as CustodyRequest };
      case 'quiet':
        return { type, id, request: assistanceRequestSchema.parse(kept) };
      case 'leaveCall':
        return { type, id, request: callLeaveSchema.parse(kept) };
      case 'rating':
        return { type, id, request: ratingRequestSchema.parse(kept) };
      case 'use':
        return { type, id, request: useBatchSchema.parse(kept) };
      case 'endRecording':
        return { type, id, request: recordingEndSchema.parse(kept) };
      case 'endArrival':
        return { type, id, ...arrivalEndSchema.parse(kept) };
      case 'voidPaper':
        return { type, id, reason: voidReasonSchema.parse((kept as { reason: unknown }).reason) };
      case 'complaint': {
        const { sealed } = kept as { sealed: string };
        const clear = this.#wrapper.unwrap(Buffer.from(sealed, 'base64'));
        if (!clear) return undefined;
        return {
          type,
          id,
          request: terminalComplaintSchema.parse(JSON.parse(Buffer.from(clear).toString())),
        };
      }
      default:
        return { type: PLAIN.find((plain) => plain === type) ?? 'withdraw', id };
    }
  }

  /** Tries until the branch has answered; `waitedLongEnough` is called when a customer should not wait any longer. */
  async #follow(errand: Errand, waitedLongEnough: () => void): Promise<End | undefined> {
    let pause: number = ERRAND_DELAYS.firstPause;
    let unknownThere = false;
    for (let tries = 1; !this.#stopped; tries++) {
      const answer = await this.#tell(errand);
      if (this.#stopped) break;
      if (answer.ok) return this.#settle(errand, 'done');
      const { reason = '' } = answer.error;
      if (FINAL.includes(reason)) return this.#settle(errand, 'refused');
      // A call nobody there has heard of may still be on its way; not so after a pause. What is to be told, and not
      // taken back, is never done with that: a branch that does not know the request yet will learn it.
      const unknownNow = reason === 'notFound' && TAKEN_BACK.has(errand.type);
      if (unknownNow && unknownThere) return this.#settle(errand, 'done');
      unknownThere = unknownNow;
      if (tries < TRIES_WAITED_FOR && !unknownThere) continue;
      waitedLongEnough();
      await this.#sleep(pause);
      pause = Math.min(pause * 2, ERRAND_DELAYS.lastPause);
    }
    return undefined;
  }

  #tell(errand: Errand): Promise<Answer> {
    switch (errand.type) {
      case 'custody':
        return this.#branch.openCustody(errand.request);
      case 'quiet':
        return this.#branch.requestAssistance(errand.request);
      case 'withdraw':
        return this.#branch.withdraw(errand.id);
      case 'leaveCall':
        return this.#branch.leaveCall(errand.id, errand.request);
      case 'giveUp':
        return this.#branch.giveUpTicket(errand.id);
      case 'dropDraft':
        return this.#branch.dropDraft(errand.id);
      case 'withdrawApproval':
        return this.#branch.withdrawApproval(errand.id);
      case 'dropPicture':
        return this.#branch.dropPicture(errand.id);
      case 'endArrival':
        return this.#branch.endArrival(errand.id, { ticket: errand.ticket });
      case 'rating':
        return this.#branch.rate(errand.request);
      case 'complaint':
        return this.#branch.fileComplaint(errand.request);
      case 'use':
        return this.#branch.tellUse(errand.request);
      case 'endRecording':
        return this.#branch.endRecording(errand.id, errand.request);
      case 'voidPaper':
        return this.#branch.voidPaper({ event: errand.id, reason: errand.reason });
    }
  }

  /** A journal that cannot take it leaves the errand for the next start; told twice is one record there. */
  #settle({ id, type }: Errand, end: End): End {
    try {
      this.#journal.transaction(() => {
        this.#journal.append({ kind: 'errand.ended', facts: { id, type, end } });
        this.#journal.database.prepare('DELETE FROM errand WHERE id = ?').run(id);
      });
    } catch {
      // Nothing else is lost by it.
    }
    this.#following.delete(id);
    return end;
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#clock.clearTimeout(timer);
        this.#sleepers.delete(wake);
        resolve();
      };
      const timer = this.#clock.setTimeout(wake, milliseconds);
      this.#sleepers.add(wake);
    });
  }
}
