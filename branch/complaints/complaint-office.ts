import { createHash, randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import {
  COMPLAINT_STATES,
  COURSE_LIMIT,
  type ComplaintChannel,
  type ComplaintProgress,
  type ComplaintReceipt,
  type ComplaintState,
  type ComplaintSubject,
  type ComplaintWish,
  type ComplaintWords,
  complaintProgressSchema,
} from '#contracts/branch/complaint.ts';
import type { OwnerRole } from '#contracts/branch/configuration.ts';
import type { TaskState } from '#contracts/branch/task.ts';
import type { Language } from '#contracts/language.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import { businessDate } from '../business-date.ts';
import { toConfiguration } from '../queue/records.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { type BranchStore, nextNumber } from '../store/store.ts';
import type { BranchTables } from '../store/tables.ts';
import { openText, sealText } from '../tasks/sealed-words.ts';
import { note, openTask, type TaskRow, touchTasks, WORDS_OF } from '../tasks/task-writing.ts';

export type ComplaintRefusal = CodedError<'notFound' | 'idConflict' | 'illegalMove' | 'tooManyRequests'>;

/** A complaint as its customer confirmed it. */
export type Filing = {
  readonly id: string;
  readonly channel: ComplaintChannel;
  readonly subject: ComplaintSubject;
  readonly wish: ComplaintWish;
  readonly contact: string | null;
  readonly words: string | null;
  readonly language: Language;
  /** Terminal or counter it is about. */
  readonly place: string | null;
  /** Who wrote it down. */
  readonly staff: string | null;
  /** What it came with, of which only so many may come; not stored as it is. */
  readonly source: string | null;
};

/** Letters and digits that are not mistaken for each other; five of them are 28 million. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CHANCE = 5;
/** Most complaints that come with one number of the queue. */
const MOST_OF_SOURCE = 3;
/** Most additions by a customer. */
const MOST_ADDED = 5;
const HOUR = 3_600_000;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * What the address of a complaint carries. It follows from the complaint's own unguessable id, so that a resend tells
 * the same; the id does not follow from it.
 */
export const complaintTokenOf = (id: string): string =>
  createHash('sha256').update(`complaint page of ${id}`).digest('base64url').slice(0, 32);

const STATE_OF: Readonly<Record<TaskState, ComplaintState>> = {
  open: 'received',
  assigned: 'assigned',
  inProgress: 'inProgress',
  answered: 'answered',
  closed: 'closed',
};

/** Takes complaints down, once, and tells their customers how they stand. */
export class ComplaintOffice {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;
  readonly #publicUrl: string | null;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal, publicUrl: string | null) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
    this.#publicUrl = publicUrl;
  }

  /** Files it, or answers what this id already filed; the same id for something else is refused. */
  async file(
    branch: string,
    filing: Filing,
  ): Promise<Result<{ receipt: ComplaintReceipt; filed: boolean }, ComplaintRefusal>> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const standing = await findRow(db, (find) => find.where('complaints.id', '=', filing.id));
      if (standing) {
        if (standing.branch !== branch || !this.#isSame(standing, filing))
          return err({ code: 'idConflict' as const });
        return ok({ receipt: this.#receipt(standing), filed: false });
      }
      const source = filing.source === null ? null : hashOf(`complaint of ${filing.source}`);
      if (source !== null) {
        const { count } = await db
          .selectFrom('complaints')
          .where('source', '=', source)
          .select((eb) => eb.fn.countAll().as('count'))
          .executeTakeFirstOrThrow();
        if (Number(count) >= MOST_OF_SOURCE) return err({ code: 'tooManyRequests' as const });
      }
      const known = await db
        .selectFrom('branches')
        .select('configuration')
        .where('id', '=', branch)
        .executeTakeFirst();
      const { feedback, timeZone } = toConfiguration(known?.configuration ?? null);
      const number = await newNumber(db, branch, businessDate(now, timeZone));
      await db
        .insertInto('complaints')
        .values({
          id: filing.id,
          branch,
          number,
          token_hash: hashOf(complaintTokenOf(filing.id)),
          source,
          filed_by: filing.staff,
          subject: filing.subject,
          wish: filing.wish,
          contact: sealText(this.#seal, WORDS_OF.contact(filing.id), filing.contact),
        })
        .execute();
      const task = await openTask(writing, this.#seal, {
        id: filing.id,
        branch,
        kind: 'complaint',
        channel: filing.channel,
        place: filing.place,
        service: null,
        level: null,
        reasons: '[]',
        language: filing.language,
        words: filing.words,
        owner_role: feedback.complaintOwner.role,
        owner_staff: feedback.complaintOwner.staff,
        created_at: now,
        due_at: now + feedback.complaintHours * HOUR,
      });
      return ok({ receipt: this.#receipt({ ...task, number }), filed: true });
    });
  }

  /** How it stands, for whoever has its number. */
  byNumber(number: string): Promise<ComplaintProgress | undefined> {
    return this.#progress((find) => find.where('number', '=', number), false);
  }

  /** How it stands, for whoever has its address. */
  byToken(token: string): Promise<ComplaintProgress | undefined> {
    return this.#progress((find) => find.where('token_hash', '=', hashOf(token)), true);
  }

  /** Its customer adds something. The same addition again is a resend. */
  async add(token: string, { id, words }: ComplaintWords): Promise<Result<void, ComplaintRefusal>> {
    const now = Math.round(this.#clock.wall());
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const row = await findRow(db, (find) => find.where('token_hash', '=', hashOf(token)));
      if (!row) return err({ code: 'notFound' as const });
      const added = await db
        .selectFrom('task_events')
        .select('request')
        .where('task', '=', row.id)
        .where('event', '=', 'added')
        .execute();
      if (added.some(({ request }) => request === id)) return ok(undefined);
      if (row.state === 'closed') return err({ code: 'illegalMove' as const, detail: 'it is closed' });
      if (added.length >= MOST_ADDED) return err({ code: 'tooManyRequests' as const });
      const version = row.version + 1;
      await db.updateTable('tasks').set({ version }).where('id', '=', row.id).execute();
      await note(db, {
        task: row.id,
        version,
        at: now,
        event: 'added',
        request: id,
        words: sealText(this.#seal, WORDS_OF.event(row.id, version), words),
      });
      await touchTasks(writing, row.branch);
      return ok(undefined);
    });
  }

  async #progress(by: Find, mayAdd: boolean): Promise<ComplaintProgress | undefined> {
    const { db } = this.#store;
    const row = await findRow(db, by);
    if (!row) return undefined;
    const told = await db
      .selectFrom('task_events')
      .selectAll()
      .where('task', '=', row.id)
      .where('event', 'in', ['told', 'answered'])
      .orderBy('version', 'desc')
      .limit(COURSE_LIMIT)
      .execute();
    const iso = (at: number | null) => (at === null ? null : new Date(Number(at)).toISOString());
    return complaintProgressSchema.parse({
      branch: toConfiguration(row.configuration).name,
      serverTime: iso(this.#clock.wall()),
      number: row.number,
      subject: row.subject,
      state: STATE_OF[row.state as TaskState] ?? COMPLAINT_STATES[0],
      owner: row.owner_role,
      due: iso(row.due_at),
      escalatedAt: iso(row.escalated_at),
      filedAt: iso(row.created_at),
      answeredAt: iso(row.answered_at),
      notes: told.reverse().map((entry) => ({
        at: iso(entry.at),
        kind: entry.event === 'told' ? 'note' : 'answer',
        words: openText(this.#seal, WORDS_OF.event(row.id, entry.version), entry.words) ?? null,
      })),
      mayAdd: mayAdd && row.state !== 'closed',
    });
  }

  #receipt(row: Pick<TaskRow, 'id' | 'created_at' | 'due_at' | 'owner_role'> & { number: string }) {
    return {
      number: row.number,
      filedAt: new Date(Number(row.created_at)).toISOString(),
      due: new Date(Number(row.due_at)).toISOString(),
      owner: row.owner_role as OwnerRole,
      url: this.#publicUrl === null ? null : new URL(`/c/${complaintTokenOf(row.id)}`, this.#publicUrl).href,
    };
  }

  /** What cannot be read with this key any more is taken for the same: its id says enough. */
  #isSame(row: FoundRow, filing: Filing): boolean {
    const same = (aad: string, box: string | null, text: string | null) => {
      const stood = openText(this.#seal, aad, box);
      return stood === undefined || stood === text || (stood === null && row.closed_at !== null);
    };
    return (
      row.channel === filing.channel &&
      row.subject === filing.subject &&
      row.wish === filing.wish &&
      row.language === filing.language &&
      row.place === filing.place &&
      row.filed_by === filing.staff &&
      same(WORDS_OF.task(filing.id), row.words, filing.words) &&
      same(WORDS_OF.contact(filing.id), row.contact, filing.contact)
    );
  }
}

const findAll = (db: Kysely<BranchTables>) =>
  db
    .selectFrom('complaints')
    .innerJoin('tasks', 'tasks.id', 'complaints.id')
    .innerJoin('branches', 'branches.id', 'complaints.branch')
    .selectAll('tasks')
    .select([
      'complaints.number',
      'complaints.subject',
      'complaints.wish',
      'complaints.contact',
      'complaints.filed_by',
      'branches.configuration',
    ]);
type FindAll = ReturnType<typeof findAll>;
type Find = (find: FindAll) => FindAll;
type FoundRow = Awaited<ReturnType<FindAll['execute']>>[number];

const findRow = (db: Kysely<BranchTables>, by: Find): Promise<FoundRow | undefined> =>
  by(findAll(db)).executeTakeFirst();

/** The next one of the day; another branch of the same store may have had the same chance. */
async function newNumber(db: Kysely<BranchTables>, branch: string, day: string): Promise<string> {
  const place = await nextNumber(db, `complaints:${branch}:${day}`);
  const date = day.slice(2).replaceAll('-', '');
  for (;;) {
    const chance = Array.from({ length: CHANCE }, () => LETTERS[randomInt(LETTERS.length)]).join('');
    const number = `C-${date}-${String(place).padStart(4, '0')}-${chance}`;
    const taken = await db
      .selectFrom('complaints')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirst();
    if (!taken) return number;
  }
}
