import { ARRIVAL_LIST_LIMIT, type ArrivalList } from '#contracts/branch/arrival.ts';
import type { StaffMember } from '#contracts/branch/staff.ts';
import type { Clock } from '#foundation/clock.ts';
import { type CodedError, err, ok, type Result } from '#foundation/result.ts';
import type { BranchSeal } from '../sealing/seal.ts';
import { logStaff } from '../staff/log.ts';
import { type BranchStore, currentNumber } from '../store/store.ts';
import {
  arrivalsOf,
  audiencesOf,
  isFor,
  removeArrivals,
  standing,
  toArrival,
  touchArrivals,
} from './arrival-records.ts';

/** Most arrivals one look deals with; what is left is dealt with by the next. */
const AT_ONCE = 200;

/** The notices of arrivals, each seen by those it is for, and what becomes of them with time. */
export class NoticeBoard {
  readonly #store: BranchStore;
  readonly #clock: Clock;
  readonly #seal: BranchSeal;

  constructor(store: BranchStore, clock: Clock, seal: BranchSeal) {
    this.#store = store;
    this.#clock = clock;
    this.#seal = seal;
  }

  revision(branch: string): Promise<number> {
    return currentNumber(this.#store.db, arrivalsOf(branch));
  }

  /** What somebody is to know: what waits for his answer first, then by time. */
  async list(staff: StaffMember): Promise<ArrivalList> {
    const { db } = this.#store;
    const revision = await this.revision(staff.branch);
    const now = this.#clock.wall();
    const who = { staff: staff.number, roles: staff.roles };
    const rows = await standing(db, now)
      .selectAll('arrivals')
      .where('arrivals.branch', '=', staff.branch)
      .where('arrivals.id', 'in', (eb) =>
        eb
          .selectFrom('arrival_notices')
          .select('arrival')
          .where((notice) =>
            notice.or([
              notice('staff', '=', staff.number),
              ...(staff.roles.includes('lobby') ? [notice('audience', '=', 'lobby')] : []),
              ...(staff.roles.includes('manager') ? [notice('audience', '=', 'escalated')] : []),
            ]),
          ),
      )
      .orderBy('arrivals.created_at', 'desc')
      .orderBy('arrivals.id')
      .execute();
    const ids = rows.map(({ id }) => id);
    const notices =
      ids.length === 0
        ? []
        : await db.selectFrom('arrival_notices').selectAll().where('arrival', 'in', ids).execute();
    const arrivals = rows.map((row) => {
      const all = notices.filter(({ arrival }) => arrival === row.id);
      const own = all.filter((notice) => isFor(who, notice));
      return { row, all, own, open: own.some(({ going }) => going === null) };
    });
    return {
      revision,
      serverTime: new Date(now).toISOString(),
      total: arrivals.length,
      arrivals: arrivals
        .toSorted((a, b) => Number(b.open) - Number(a.open))
        .slice(0, ARRIVAL_LIST_LIMIT)
        .map(({ row, all, own }) => toArrival(row, all, own, this.#seal)),
    };
  }

  /** "I am going", for every notice of it that is his; where a colleague was first, it stays the colleague's. */
  async going(staff: StaffMember, id: string): Promise<Result<void, CodedError<'notFound'>>> {
    const who = { staff: staff.number, roles: staff.roles };
    return this.#store.write(async (writing) => {
      const { db } = writing;
      const now = this.#clock.wall();
      const row = await standing(db, now)
        .select('arrivals.id')
        .where('arrivals.id', '=', id)
        .where('arrivals.branch', '=', staff.branch)
        .executeTakeFirst();
      const notices = await db.selectFrom('arrival_notices').selectAll().where('arrival', '=', id).execute();
      const own = notices.filter((notice) => isFor(who, notice));
      if (!row || own.length === 0) return err({ code: 'notFound' as const });
      const open = audiencesOf(own.filter(({ going }) => going === null));
      if (open.length === 0) return ok(undefined);
      await db
        .updateTable('arrival_notices')
        .set({ going: staff.number, going_at: now })
        .where('arrival', '=', id)
        .where('audience', 'in', open)
        .execute();
      await logStaff(writing, this.#clock, {
        event: 'arrivalGoing',
        actor: staff.number,
        detail: open.join(' '),
      });
      await touchArrivals(writing, staff.branch);
      return ok(undefined);
    });
  }

  /**
   * Takes away what is over, and tells managers, once, of whom nobody goes to, whichever instance comes first. Answers
   * whether there is anything left to look after.
   */
  async sweep(): Promise<boolean> {
    if (await this.#anythingDue())
      await this.#store.write(async (writing) => {
        const { db } = writing;
        const now = this.#clock.wall();
        const over = await gone(db, now).limit(AT_ONCE).execute();
        await removeArrivals(
          db,
          over.map(({ id }) => id),
        );
        const late = await unanswered(db, now).limit(AT_ONCE).execute();
        for (const { id, reason } of late) {
          await db.updateTable('arrivals').set({ escalated_at: now }).where('id', '=', id).execute();
          await db
            .insertInto('arrival_notices')
            .values({ arrival: id, audience: 'escalated', staff: null, going: null, going_at: null })
            .execute();
          await logStaff(writing, this.#clock, { event: 'arrivalEscalated', detail: reason });
        }
        const marks = await oldMarks(db, now).limit(AT_ONCE).execute();
        if (marks.length > 0)
          await db
            .deleteFrom('arrival_marks')
            .where(
              'mark',
              'in',
              marks.map(({ mark }) => mark),
            )
            .execute();
        for (const branch of new Set([...over, ...late].map((row) => row.branch)))
          await touchArrivals(writing, branch);
      });
    const { db } = this.#store;
    const left =
      (await db.selectFrom('arrivals').select('id').limit(1).executeTakeFirst()) ??
      (await db.selectFrom('arrival_marks').select('mark').limit(1).executeTakeFirst());
    return left !== undefined;
  }

  /** A look that writes nothing: most have nothing to do. */
  async #anythingDue(): Promise<boolean> {
    const { db } = this.#store;
    const now = this.#clock.wall();
    const due =
      (await gone(db, now).limit(1).executeTakeFirst()) ??
      (await unanswered(db, now).limit(1).executeTakeFirst()) ??
      (await oldMarks(db, now).limit(1).executeTakeFirst());
    return due !== undefined;
  }
}

/** Arrivals that are over and still stand in the store. */
const gone = (db: BranchStore['db'], now: number) =>
  db
    .selectFrom('arrivals')
    .select(['id', 'branch'])
    .where('id', 'not in', standing(db, now).select('arrivals.id'));

/** Marks whose time is over, of arrivals that are over. */
const oldMarks = (db: BranchStore['db'], now: number) =>
  db
    .selectFrom('arrival_marks')
    .select('mark')
    .where('until', '<=', now)
    .where('arrival', 'not in', (eb) => eb.selectFrom('arrivals').select('id'));

/** To whom nobody has said that he goes, in time. */
const unanswered = (db: BranchStore['db'], now: number) =>
  standing(db, now)
    .select(['arrivals.id', 'arrivals.branch', 'arrivals.reason'])
    .where('arrivals.escalated_at', 'is', null)
    .where('arrivals.escalate_at', '<=', now)
    .where('arrivals.id', 'not in', (eb) =>
      eb.selectFrom('arrival_notices').select('arrival').where('going', 'is not', null),
    );
