import * as z from 'zod';
import type {
  DraftClose,
  DraftKept,
  DraftQuestion,
  DraftRequest,
  OpenedDrafts,
} from '#contracts/branch/draft.ts';
import { DRAFTS_AT_ONCE, draftRequestSchema } from '#contracts/branch/draft.ts';
import { SERVICES } from '#contracts/services/catalogue.ts';
import { misfit } from '#contracts/services/form.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import { type QueueWriting, writeQueue } from '../queue/queue-writing.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff } from '../staff/log.ts';
import { type BranchStore, currentNumber, nextNumber } from '../store/store.ts';
import { type CardsNow, stepsOf } from './compare.ts';

export type DraftRefusal = CodedError<
  'notFound' | 'unknownService' | 'badRequest' | 'idConflict' | 'illegalMove' | 'tooManyRequests'
>;

/** Documents that had no draft, as often as one member of staff may name them in a day: it is no way to look for people. */
export const MOST_MISSES = 30;

const HOUR = 3_600_000;

/** What the bank says of this person's cards now; undefined when it cannot be asked. */
export type AskBank = (holder: DraftRequest['holder']) => Promise<CardsNow | undefined>;

/** What is sealed: everything personal. */
const sealedSchema = draftRequestSchema.pick({ values: true, holder: true, language: true, label: true });

/**
 * Keeps what customers have entered for as long as the branch's policy says, sealed by the service's own key, found
 * again by the person's document alone: who reads the store without the key sees that there is a draft, and no more.
 */
export class DraftOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #askBank: AskBank;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal, askBank: AskBank) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#askBank = askBank;
  }

  /** Keeps a draft, or its later state. What was dropped stays dropped, and an earlier state never comes back. */
  async keep(
    branch: string,
    terminal: string,
    request: DraftRequest,
  ): Promise<Result<DraftKept, DraftRefusal>> {
    const { id, sequence, service, values, holder, language, label } = request;
    const wrong = misfit(SERVICES[service].form, values);
    if (wrong !== undefined) return err({ code: 'badRequest', detail: `values.${wrong}` });
    const [mark = ''] = this.#seal.marks('draft', markText(holder));
    const sealed = this.#seal.seal('draft', id, JSON.stringify({ values, holder, language, label }));
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      await this.#forgetDue(queue);
      const { db, now } = queue;
      const standing = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      if (standing && (standing.terminal !== terminal || standing.branch !== branch))
        return err({ code: 'idConflict' as const });
      const gone = await db.selectFrom('dropped_drafts').select('id').where('id', '=', id).executeTakeFirst();
      if (gone) return err({ code: 'illegalMove' as const, detail: 'dropped' });
      if (standing && Number(standing.sequence) >= sequence)
        return ok({ id, keptUntil: iso(Number(standing.kept_until)) });
      const ticket = await ticketOf(queue, terminal, label);
      if (!ticket) return err({ code: 'notFound' as const, detail: 'label' });
      const keptUntil = now + queue.configuration.draftHours * HOUR;
      const kept = { sequence, sealed, holder_mark: mark, saved_at: now, kept_until: keptUntil };
      if (standing) await db.updateTable('drafts').set(kept).where('id', '=', id).execute();
      else
        await db
          .insertInto('drafts')
          .values({ id, branch, terminal, ticket, service, ...kept })
          .execute();
      // Which service has something entered is what staff may see before anybody has shown a document.
      if (!standing) queue.note({ kind: 'draftKept', ticket, detail: service });
      return ok({ id, keptUntil: iso(keptUntil) });
    });
  }

  /** The customer finished it at the terminal, or does not want it kept. Dropping what is not there succeeds. */
  async drop(branch: string, terminal: string, id: string): Promise<Result<{ id: string }, DraftRefusal>> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      await this.#forgetDue(queue);
      const row = await queue.db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      if (row && (row.terminal !== terminal || row.branch !== branch))
        return err({ code: 'idConflict' as const });
      await this.#remove(queue, id, row?.ticket);
      return ok({ id });
    });
  }

  /** The drafts of the person whose document was shown; that they were looked at is written down with who looked. */
  async open(
    branch: string,
    staff: string,
    question: DraftQuestion,
  ): Promise<Result<OpenedDrafts, DraftRefusal>> {
    const marks = this.#seal.marks('draft', markText(question));
    const found = await this.#store.write(async (writing) => {
      const { db } = writing;
      const now = this.#clock.wall();
      const misses = `draftMisses:${staff}:${businessDate(now, 'UTC')}`;
      if ((await currentNumber(db, misses)) >= MOST_MISSES)
        return err({ code: 'tooManyRequests' as const, retryAfter: HOUR / 1_000 });
      const rows = await db
        .selectFrom('drafts')
        .selectAll()
        .where('branch', '=', branch)
        .where('holder_mark', 'in', marks)
        .where('kept_until', '>', now)
        .orderBy('saved_at', 'desc')
        .limit(DRAFTS_AT_ONCE)
        .execute();
      if (rows.length === 0) await nextNumber(db, misses);
      for (const { id } of rows)
        await logStaff(writing, this.#clock, { event: 'draftOpened', actor: staff, detail: id });
      return ok(rows);
    });
    if (!found.ok) return found;
    const drafts: OpenedDrafts['drafts'] = [];
    for (const row of found.value) {
      const opened = this.#seal.open('draft', row.id, row.sealed);
      if (!opened.ok) throw new Error(`a draft does not open: ${opened.error.code}`);
      const { values, holder, language, label } = sealedSchema.parse(JSON.parse(opened.value));
      const service = z.enum(Object.keys(SERVICES) as [keyof typeof SERVICES]).parse(row.service);
      const cards = await this.#askBank(holder);
      drafts.push({
        id: row.id,
        label,
        service,
        holder: { name: holder.name, documentEnd: holder.documentNumber.slice(-4) },
        language,
        savedAt: iso(Number(row.saved_at)),
        keptUntil: iso(Number(row.kept_until)),
        compared: cards !== undefined,
        steps: stepsOf(SERVICES[service], values, cards),
      });
    }
    return ok({ drafts });
  }

  /** Nothing of it is left once it has been used at the counter, or is not wanted. */
  async close(
    branch: string,
    staff: string,
    { id, outcome }: DraftClose,
  ): Promise<Result<{ id: string }, DraftRefusal>> {
    return writeQueue(this.#store, this.#clock, branch, async (queue) => {
      await this.#forgetDue(queue);
      const row = await queue.db
        .selectFrom('drafts')
        .select('ticket')
        .where('id', '=', id)
        .where('branch', '=', branch)
        .executeTakeFirst();
      if (!row) return err({ code: 'notFound' as const });
      await this.#remove(queue, id, row.ticket);
      await logStaff(queue, this.#clock, {
        event: 'draftClosed',
        actor: staff,
        detail: `${outcome} ${id}`,
      });
      return ok({ id });
    });
  }

  async #remove(queue: QueueWriting, id: string, ticket: string | undefined): Promise<void> {
    const { db, now } = queue;
    await db.deleteFrom('drafts').where('id', '=', id).execute();
    await db
      .insertInto('dropped_drafts')
      .values({ id, forget_at: now + queue.configuration.draftHours * HOUR })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    if (ticket !== undefined) queue.note({ kind: 'draftGone', ticket });
  }

  async #forgetDue({ db, now }: QueueWriting): Promise<void> {
    await db.deleteFrom('drafts').where('kept_until', '<=', now).execute();
    await db.deleteFrom('dropped_drafts').where('forget_at', '<=', now).execute();
  }
}

const iso = (at: number): string => new Date(at).toISOString();

const markText = ({ documentType, documentNumber }: DraftQuestion): string =>
  `${documentType}:${documentNumber}`;

/** The number the draft goes with: issued by this very terminal, and somebody still holds it. */
async function ticketOf(queue: QueueWriting, terminal: string, label: string): Promise<string | undefined> {
  const row = await queue.db
    .selectFrom('tickets')
    .select('id')
    .where('branch', '=', queue.branch)
    .where('terminal', '=', terminal)
    .where('label', '=', label)
    .where('business_date', '=', queue.businessDate)
    .where('state', 'in', ['waiting', 'parked', 'called', 'serving'])
    .executeTakeFirst();
  return row?.id;
}
